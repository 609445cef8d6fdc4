import { ok } from '#shared/contract/result.ts';
import { createActBoard } from './acts/act-board.ts';
import { createFollow } from './acts/follow.ts';
import { createPerform } from './acts/perform.ts';
import { createCheckpointing } from './audit/checkpointing.ts';
import { auditProcedures } from './audit/procedures.ts';
import { auditReadModel } from './audit/read-model.ts';
import { findOrphans, reconcile } from './audit/reconcile.ts';
import { createAuditedRunner } from './audited.ts';
import { createChecklist } from './checklist/create-checklist.ts';
import { connectionProcedures } from './connections/procedures.ts';
import { createRegistry } from './connections/registry.ts';
import type { Core, Ports } from './core.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Features } from './features.ts';
import { createIncidents } from './incidents/create-incidents.ts';
import { createTrainsView } from './incidents/trains-view.ts';
import { trainRecords } from './trains/train-records.ts';
import { createPending } from './pending.ts';
import { policyReadModel } from './policy/read-model.ts';
import type { Cluster } from './ports/cluster.ts';
import { rollbackProcedures } from './rollback/procedures.ts';
import { createFleet } from './rollouts/fleet.ts';
import { rolloutProcedures } from './rollouts/procedures.ts';
import { createRates, createVersionHealths } from './rollouts/rates.ts';
import { fleetReadModel } from './rollouts/read-model.ts';
import { createTrains } from './trains/create-trains.ts';

const finishMs = 2_000;

/** The core behind every host: features wired over ports, one door in front. Nothing happens before `start`. */
export function createCore(ports: Ports): Core {
  const { clock, log, timeZone } = ports;
  const stopping = new AbortController();
  const acts = createPending(clock);
  const afterwards = createPending(clock);

  const rates = createRates(ports.metrics, clock);
  const healths = createVersionHealths(ports.metrics, clock);
  const board = createActBoard(clock);
  const reconcileOn = async (cluster: Cluster) => {
    const closed = await reconcile(ports, cluster, stopping.signal);
    if (closed > 0) log.info(`Reconciled ${closed} acts whose desk had died`, { context: cluster.context });
  };
  const registry = createRegistry(ports.clusters, clock, reconcileOn, acts.add);
  const fleet = createFleet({ clusterOf: registry.clusterOf, onAlive: registry.noteAlive, rates, healths, clock, timeZone });
  const fleetView = fleetReadModel(fleet, rates);
  const auditView = auditReadModel(ports.auditStore);
  const runner = createAuditedRunner(ports);
  const perform = createPerform(ports, board, createFollow(ports, board, stopping.signal, afterwards));
  const checkpointing = createCheckpointing(ports, stopping.signal);
  const trainsView = createTrainsView(trainRecords(ports), ports.clusters);
  const incidents = createIncidents(ports, registry, fleetView, trainsView, stopping.signal);
  const policy = policyReadModel(ports.releaseFiles);
  // Trains ask the checklist whether they may leave, the checklist asks trains who is aboard: each when it is asked, not now.
  const checklist = createChecklist({
    ports,
    registry,
    fleet: fleetView,
    audit: auditView,
    policy,
    files: ports.releaseFiles,
    sha256: ports.sha256,
    sources: { manifestOf: (train) => trains.readModel.manifestOf(train), openIncidents: incidents.readModel.openIncidents },
    stopping: stopping.signal,
  });
  const trains = createTrains({
    ports,
    registry,
    policy,
    standing: (train, signal) => checklist.readModel.standing(train, signal),
    perform,
    runner,
    pending: afterwards,
    stopping: stopping.signal,
  });

  const features: Features = {
    audit: auditProcedures(ports),
    checklist: checklist.procedures,
    connections: connectionProcedures(ports, registry, fleetView),
    incidents: incidents.procedures,
    rollback: rollbackProcedures({
      ports,
      registry,
      audit: auditView,
      rates,
      healths,
      fleet: fleetView,
      perform,
      board,
      stopping: stopping.signal,
    }),
    rollouts: rolloutProcedures({ ports, registry, fleet, rates, healths, perform, stopping: stopping.signal }),
    trains: trains.procedures,
  };
  const door = createDispatcher(features, runner, log);

  return {
    async call(path, input, session, signal) {
      // An act that was sent is followed to its end even if its caller goes away: the host waits for it when it stops.
      const answer = door.call(path, input, session, signal);
      acts.add(answer);
      return answer;
    },
    subscribe: door.subscribe,
    async start() {
      const orphans = await findOrphans(ports);
      if (orphans.length > 0)
        log.warn(`${orphans.length} acts have no known end: their desk died. They are reconciled when their cluster is next connected`);
      checkpointing.begin();
      incidents.begin();
      if (ports.automates) trains.begin();
      return ok(undefined);
    },
    async stop() {
      await acts.settle(finishMs);
      stopping.abort();
      await Promise.all([acts.settle(finishMs), afterwards.settle(finishMs)]);
      fleet.stop();
      await incidents.openFromLog();
      await checkpointing.end();
      await ports.clusters.close();
      await ports.records.close();
      await ports.auditStore.close();
    },
  };
}
