import type { ReactElement, ReactNode } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { StepLadder } from '../../../charts/step-ladder.tsx';
import { Failed, Loading } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { Figure } from '../../../components/figure.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { StreamClock } from '../../../components/stream-clock.tsx';
import { useRolloutPage } from '../../../lib/live-queries.ts';
import type { PlainAction } from '../act-words.ts';
import { Actions } from './actions.tsx';
import { Conditions } from './conditions.tsx';
import { DialColumn } from './dial-column.tsx';
import { Difference } from './difference.tsx';
import { Happened } from './happened.tsx';
import { Headline } from './headline.tsx';
import { PageTop } from './page-top.tsx';
import { Pods } from './pods.tsx';
import { Revisions } from './revisions.tsx';
import { ShapeFacts } from './shape-facts.tsx';
import { TakeBack } from './take-back.tsx';
import { VersionHealth } from './version-health.tsx';

interface RolloutPageProps {
  readonly target: Target;
  readonly onRollBack: () => void;
  readonly onUndo: (toRevision: number | null) => void;
  readonly onClose: () => void;
  readonly onConnections: () => void;
  /** The action whose question is open. */
  readonly asked: PlainAction | null;
  readonly onAsk: (action: PlainAction | null) => void;
  /** An act that runs on this workload now: the rollback feature's, given by the app. */
  readonly running: ReactNode;
}

/** One rollout: who claims what about its traffic, what changed, where it stands, and what may be done. */
export function RolloutPage({ target, onRollBack, onUndo, onClose, onConnections, running, asked, onAsk }: RolloutPageProps): ReactElement {
  const { page, live } = useRolloutPage(target);
  if (page === null) {
    const back = (
      <>
        <Button onPress={onClose}>All rollouts</Button>
        <Button onPress={onConnections}>Connections</Button>
      </>
    );
    return (
      <main className="page">
        <p className="ink-3 text-12" style={{ paddingTop: 10 }}>{`${target.context} / ${target.namespace} / ${target.kind}`}</p>
        <h1 className="text-28">{target.name}</h1>
        {live.error === null && live.status !== 'live' ? (
          <Loading title={`Reading ${target.context} / ${target.namespace} / ${target.name}`} actions={back} />
        ) : (
          <Failed
            error={
              live.error ?? {
                kind: 'not-found',
                message: `${target.context} has no ${target.kind} ${target.name} in ${target.namespace}. It may have been deleted.`,
              }
            }
            actions={back}
          />
        )}
      </main>
    );
  }
  return (
    <StreamClock at={live.at}>
      <main className="page rollout">
        <PageTop page={page}>
          <Actions page={page} target={target} onUndo={onUndo} onAbort={onRollBack} asked={asked} onAsk={onAsk} />
        </PageTop>
        {running}
        <Headline page={page} lost={live.status === 'lost' ? live.error : null} />
        <div className="rollout-columns">
          <DialColumn page={page} />
          <Middle page={page} />
          <div className="low-columns">
            <Pods page={page} />
            <Happened page={page} />
            <Revisions page={page} onUndo={onUndo} />
          </div>
          <aside className="act-column" aria-label="Steps and rollback">
            <Steps page={page} />
            <Conditions page={page} />
            <TakeBack page={page} onRollBack={onRollBack} />
          </aside>
        </div>
      </main>
    </StreamClock>
  );
}

function Middle({ page }: { readonly page: Page }): ReactElement {
  return (
    <div className="middle">
      <VersionHealth page={page} />
      <Difference page={page} />
    </div>
  );
}

function Steps({ page }: { readonly page: Page }): ReactElement {
  const { steps, attention, dial } = page;
  if (steps.length === 0) return <ShapeFacts page={page} />;
  const current = steps.find((step) => step.state === 'current');
  const place =
    current === undefined
      ? steps.every((step) => step.state === 'done')
        ? 'all done'
        : `${steps.length} steps`
      : `${current.index + 1} of ${steps.length}`;
  return (
    <section aria-label="Steps">
      <SectionHeading meta={<Figure value={place} at={dial.requested.at} periodMs={dial.requested.periodMs} />}>Steps</SectionHeading>
      <StepLadder steps={steps} state={attention.state === 'healthy' ? 'progressing' : attention.state} />
    </section>
  );
}
