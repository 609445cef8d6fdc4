import type { ReactElement, ReactNode } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { stateWords } from '#shared/domain/rollouts/state-word.ts';
import { isObserved } from '#shared/domain/rollouts/workload.ts';
import { Age } from '../../../components/age.tsx';
import { TrustedState } from '../../../components/state.tsx';
import { VersionArrow } from '../../../components/version-arrow.tsx';
import { badgeOf, labelsOf } from '../page-facts.ts';

interface PageTopProps {
  readonly page: Page;
  readonly children: ReactNode;
}

/** Where it is, what it is, and how it is: the desk's judgement and the controller's own word side by side. */
export function PageTop({ page, children }: PageTopProps): ReactElement {
  const { workload } = page.detail;
  const { at, periodMs } = page.dial.requested;
  const { target } = workload;
  const { stable, current } = labelsOf(workload);
  return (
    <div className="rollout-top">
      <div className="rollout-id">
        <p className="ink-3 text-12">{`${target.context} / ${target.namespace} / ${target.kind}`}</p>
        <h1 className="text-28">{target.name}</h1>
      </div>
      <dl className="facts">
        <div>
          <dt>Release</dt>
          <dd>
            <VersionArrow from={stable} to={current} />
          </dd>
        </div>
        <div>
          <dt>State</dt>
          <dd>
            <TrustedState state={page.attention.state} word={stateWords(page.attention)} at={at} periodMs={periodMs} />
          </dd>
        </div>
        <div>
          <dt>Controller says</dt>
          <dd title={workload.message}>
            <TrustedState
              at={at}
              periodMs={periodMs}
              state={badgeOf(workload.phase)}
              word={isObserved(workload) ? workload.phase : `${workload.phase}, of an older spec`}
            />
            <Age at={at} periodMs={periodMs} />
          </dd>
        </div>
        {workload.gitOps === null ? null : (
          <div>
            <dt>Owned by</dt>
            <dd title={workload.gitOps.evidence}>
              {workload.gitOps.selfHeals ? `${workload.gitOps.tool}, heals itself` : workload.gitOps.tool}
            </dd>
          </div>
        )}
        {page.role === 'unknown' ? null : (
          <div>
            <dt>You are</dt>
            <dd>{page.role}</dd>
          </div>
        )}
      </dl>
      {children}
    </div>
  );
}
