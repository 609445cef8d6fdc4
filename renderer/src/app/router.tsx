import { createRootRoute, createRoute, createRouter, Navigate, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { Lever } from '#shared/domain/rollback/plan.ts';
import { Action } from '#shared/domain/rollouts/action.ts';
import { ListSearch } from '../features/rollouts/list-filter.ts';
import { ConnectionsRoute, ListOrWelcome, SettingsRoute, WelcomeRoute } from './connection-screens.tsx';
import { ChecklistRoute, IncidentRoute, IncidentsRoute, TrainRoute, TrainsRoute } from './release-screens.tsx';
import { createDeskHistory } from './desk-history.ts';
import { AuditRoute, RollbackRoute, RolloutRoute } from './screens.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: () => <Navigate to="/rollouts" /> });

/** Which way back was asked for; the desk chooses where nothing is said. `act`: no plan is asked for, an act is watched. */
const RollbackSearch = z.object({
  act: z.string().min(1).max(100).optional().catch(undefined),
  lever: Lever.optional().catch(undefined),
  revision: z.number().int().positive().optional().catch(undefined),
});
/** A word somebody typed: the address writes a number as one. */
const Words = z.coerce.string().max(500).optional().catch(undefined);
const AuditSearch = z.object({ entry: z.number().int().positive().optional().catch(undefined), q: Words });
/** The action whose question is open. */
const RolloutSearch = z.object({ act: Action.exclude(['abort', 'undo']).optional().catch(undefined) });

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/rollouts' });
  },
});
const list = createRoute({ getParentRoute: () => rootRoute, path: '/rollouts', validateSearch: ListSearch, component: ListOrWelcome });
const one = createRoute({
  getParentRoute: () => rootRoute,
  path: '/rollouts/$context/$namespace/$kind/$name',
  validateSearch: RolloutSearch,
  component: RolloutRoute,
});
const rollback = createRoute({
  getParentRoute: () => rootRoute,
  path: '/rollouts/$context/$namespace/$kind/$name/rollback',
  validateSearch: RollbackSearch,
  component: RollbackRoute,
});
const audit = createRoute({ getParentRoute: () => rootRoute, path: '/audit', validateSearch: AuditSearch, component: AuditRoute });
const connections = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connections',
  validateSearch: z.object({ context: Words }),
  component: ConnectionsRoute,
});
const settings = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: z.object({ section: Words }),
  component: SettingsRoute,
});
const trains = createRoute({ getParentRoute: () => rootRoute, path: '/trains', component: TrainsRoute });
const train = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trains/$train',
  validateSearch: z.object({ leave: Words }),
  component: TrainRoute,
});
const checklist = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trains/$train/checklist',
  validateSearch: z.object({ view: z.enum(['projector']).optional().catch(undefined) }),
  component: ChecklistRoute,
});
const incidents = createRoute({ getParentRoute: () => rootRoute, path: '/incidents', component: IncidentsRoute });
const incident = createRoute({ getParentRoute: () => rootRoute, path: '/incidents/$incident', component: IncidentRoute });
const welcome = createRoute({ getParentRoute: () => rootRoute, path: '/welcome', component: WelcomeRoute });

/** Addresses live behind the `#`: the page is one file, on `app://` and under `rcc serve` alike. */
export function createDeskRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([
      home,
      list,
      one,
      rollback,
      trains,
      train,
      checklist,
      incidents,
      incident,
      audit,
      connections,
      settings,
      welcome,
    ]),
    history: createDeskHistory(),
    defaultNotFoundComponent: () => <Navigate to="/rollouts" />,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
  interface HistoryState {
    /** The rollback was opened on the rollout's own page: the entry before this one. */
    fromRollout?: boolean;
  }
}
