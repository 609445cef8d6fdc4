import { Navigate, useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useMemo } from 'react';
import type { RolloutPage as RolloutPageData } from '#shared/contract/rollouts.ts';
import { Target } from '#shared/domain/rollouts/target.ts';
import { StreamClock } from '../components/stream-clock.tsx';
import { useKeys } from '../components/use-keys.ts';
import { useScrollStop } from '../components/use-scroll-stop.ts';
import { AuditScreen } from '../features/audit/components/audit-screen.tsx';
import { RollbackSheet } from '../features/rollback/components/rollback-sheet.tsx';
import { RunningBanner } from '../features/rollback/components/running-banner.tsx';
import { ChangedBrief } from '../features/rollouts/components/changed-brief.tsx';
import { DialColumn } from '../features/rollouts/components/dial-column.tsx';
import { ErrorsBrief } from '../features/rollouts/components/errors-brief.tsx';
import { RolloutList } from '../features/rollouts/components/rollout-list.tsx';
import { RolloutPage } from '../features/rollouts/components/rollout-page.tsx';
import { filterOf, searchOf } from '../features/rollouts/list-filter.ts';
import { labelsOf } from '../features/rollouts/page-facts.ts';
import { useListStore } from '../features/rollouts/ui-store.ts';
import { useRolloutPage } from '../lib/live-queries.ts';
import { useNeighbours } from './use-neighbours.ts';
import { useTypedSteps } from './use-typed-steps.ts';

/** The target in the address; null when it is none, for example a kind nobody knows. */
function useTarget(): Target | null {
  const parsed = Target.safeParse(useParams({ strict: false }));
  return parsed.success ? parsed.data : null;
}

export function ListRoute(): ReactElement {
  const navigate = useNavigate();
  const search = useSearch({ from: '/rollouts' });
  const { setSearch } = useListStore.getState();
  useEffect(() => setSearch(search), [search, setSearch]);
  const filter = useMemo(() => filterOf(search), [search]);
  const plan = (target: Target, lever: 'undo' | null) =>
    void navigate({
      to: '/rollouts/$context/$namespace/$kind/$name/rollback',
      params: target,
      search: lever === null ? {} : { lever },
    });
  return (
    <RolloutList
      filter={filter}
      onFilter={(next, replace) => void navigate({ to: '/rollouts', search: searchOf(next), replace })}
      onPlan={plan}
      onOpen={(target) => void navigate({ to: '/rollouts/$context/$namespace/$kind/$name', params: target })}
      onConnections={() => void navigate({ to: '/connections' })}
    />
  );
}

export function RolloutRoute(): ReactElement {
  const target = useTarget();
  return target === null ? <Navigate to="/rollouts" /> : <OneRollout target={target} />;
}

function OneRollout({ target }: { readonly target: Target }): ReactElement {
  const navigate = useNavigate();
  const { act } = useSearch({ from: '/rollouts/$context/$namespace/$kind/$name' });
  const state = { fromRollout: true };
  const rollBack = () => void navigate({ to: '/rollouts/$context/$namespace/$kind/$name/rollback', params: target, search: {}, state });
  const watch = (auditId: string) =>
    void navigate({ to: '/rollouts/$context/$namespace/$kind/$name/rollback', params: target, search: { act: auditId }, state });
  const undo = (revision: number | null) =>
    void navigate({
      to: '/rollouts/$context/$namespace/$kind/$name/rollback',
      params: target,
      search: revision === null ? { lever: 'undo' } : { lever: 'undo', revision },
      state,
    });
  const close = () => void navigate({ to: '/rollouts', search: useListStore.getState().search });
  const { previous, next } = useNeighbours(target);
  const open = (other: Target | null) => {
    if (other !== null) void navigate({ to: '/rollouts/$context/$namespace/$kind/$name', params: other });
  };
  useKeys({ r: rollBack, u: () => undo(null), Escape: close, '[': () => open(previous), ']': () => open(next) });
  return (
    <RolloutPage
      target={target}
      asked={act ?? null}
      onAsk={(action) =>
        void navigate({ to: '/rollouts/$context/$namespace/$kind/$name', params: target, search: action === null ? {} : { act: action } })
      }
      onRollBack={rollBack}
      onUndo={undo}
      onClose={close}
      onConnections={() => void navigate({ to: '/connections' })}
      running={<RunningBanner target={target} onOpen={watch} />}
    />
  );
}

export function RollbackRoute(): ReactElement {
  const target = useTarget();
  return target === null ? <Navigate to="/rollouts" /> : <OneRollback target={target} />;
}

function OneRollback({ target }: { readonly target: Target }): ReactElement {
  const navigate = useNavigate();
  const { lever, revision, act } = useSearch({ from: '/rollouts/$context/$namespace/$kind/$name/rollback' });
  const { page, live } = useRolloutPage(target);
  const { history } = useRouter();
  const fromRollout = useLocation({ select: (location) => location.state.fromRollout === true });
  // What was closed is not what Back comes to: it is taken out of the history, or gone back from.
  const close = () => {
    if (fromRollout) history.back();
    else void navigate({ to: '/rollouts/$context/$namespace/$kind/$name', params: target, replace: true });
  };
  return (
    <RollbackSheet
      key={Object.values(target).join('/')}
      target={target}
      choice={{ lever: lever ?? null, toRevision: revision ?? null }}
      watching={act ?? null}
      onAudit={() => void navigate({ to: '/audit' })}
      onChoose={(choice) =>
        void navigate({
          to: '/rollouts/$context/$namespace/$kind/$name/rollback',
          params: target,
          search: {
            ...(choice.lever === null ? {} : { lever: choice.lever }),
            ...(choice.toRevision === null ? {} : { revision: choice.toRevision }),
          },
          // A plan looked at is not a step of its own: Back leaves the way back.
          replace: true,
          state: true,
        })
      }
      onClose={close}
      versions={page === null ? null : versionsOf(page)}
      revisions={page?.detail.revisions ?? []}
      needles={page?.dial ?? null}
      dial={
        page === null ? (
          <div className="beside" />
        ) : (
          <StreamClock at={live.at}>
            <Beside page={page} />
          </StreamClock>
        )
      }
    />
  );
}

/** What stays in view beside the sheet: the needles, who fails how much, and what the new version changed. */
function Beside({ page }: { readonly page: RolloutPageData }): ReactElement {
  const stop = useScrollStop<HTMLElement>();
  return (
    <section className="beside" aria-label="Beside the plan" {...stop}>
      <DialColumn page={page} />
      <ErrorsBrief page={page} />
      <ChangedBrief page={page} />
    </section>
  );
}

function versionsOf({ detail }: RolloutPageData): { from: string; to: string } | null {
  const { stable, current } = labelsOf(detail.workload);
  return stable === null ? null : { from: current, to: stable };
}

export function AuditRoute(): ReactElement {
  const navigate = useNavigate();
  const { entry, q } = useSearch({ from: '/audit' });
  const isStep = useTypedSteps();
  return (
    <AuditScreen
      seq={entry ?? null}
      onChoose={(seq) => void navigate({ to: '/audit', search: (now) => ({ ...now, entry: seq }), replace: true })}
      query={q ?? ''}
      // Another filter, other entries: the newest of them is shown. Words being typed are one step back, not one a letter.
      onQuery={(query) => void navigate({ to: '/audit', search: query === '' ? {} : { q: query }, replace: !isStep() })}
    />
  );
}
