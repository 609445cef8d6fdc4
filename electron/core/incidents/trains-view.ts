import { ok, type Result } from '#shared/contract/result.ts';
import { declaredOf } from '#shared/domain/incidents/declared-of.ts';
import { trainFacts } from '#shared/domain/incidents/train-facts.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { Timetable } from '#shared/domain/trains/timetable.ts';
import type { Happened, Train } from '#shared/domain/trains/train.ts';
import type { Clusters } from '../ports/cluster.ts';
import type { TrainsForIncidents } from './declared.ts';

/** Trains and their timetable, as another feature keeps them. */
export interface TrainRecords {
  /** null: there is none, or it cannot be understood, which the trains' own screen says. */
  timetable(): Promise<Result<Timetable | null>>;
  all(): Promise<Result<readonly { readonly train: Train; readonly happened: readonly Happened[] }[]>>;
}

/** Trains as incidents see them. A shared file names contexts its own way: places are the same where they lead to the same server. */
export function createTrainsView(records: TrainRecords, clusters: Pick<Clusters, 'contexts'>): TrainsForIncidents {
  async function serversByContext(): Promise<ReadonlyMap<string, string>> {
    const known = await clusters.contexts();
    return new Map(known.ok ? known.value.map(({ name, server }) => [name, server]) : []);
  }

  async function matcher() {
    const servers = await serversByContext();
    const serverOf = (context: string) => servers.get(context) ?? context;
    return (one: Target, other: Target) =>
      one.namespace === other.namespace &&
      one.kind === other.kind &&
      one.name === other.name &&
      (one.context === other.context || serverOf(one.context) === serverOf(other.context));
  }

  return {
    async declared(targets) {
      const timetable = await records.timetable();
      if (!timetable.ok) return timetable;
      if (timetable.value === null) return ok([]);
      const same = await matcher();
      const all = declaredOf(timetable.value, (named) => targets.find((target) => same(target, named))?.context ?? named.context);
      return ok(all.filter((one) => one.targets.some((named) => targets.some((target) => same(target, named)))));
    },
    async halted() {
      const all = await records.all();
      if (!all.ok) return [];
      return all.value.flatMap(({ train: { halted, plan, legs } }) => {
        if (halted === null) return [];
        const moved = legs.filter(({ step }) => step.state !== 'waiting');
        const bad = halted.service === null ? moved : moved.filter(({ service }) => service === halted.service);
        const targets = (bad.length > 0 ? bad : moved).map(({ target }) => target);
        return [{ train: plan.id, label: plan.label, at: halted.at, targets }];
      });
    },
    async about(targets, since) {
      const all = await records.all();
      if (!all.ok) return all;
      const same = await matcher();
      const isAbout = (one: Target) => targets.some((target) => same(target, one));
      const carried = all.value.filter(
        ({ train, happened }) => train.legs.some(({ target }) => isAbout(target)) && happened.some(({ at }) => at >= since),
      );
      return ok({
        trains: carried.map(({ train }) => train.plan.id),
        facts: carried.flatMap(({ train, happened }) => trainFacts(train.plan.id, happened, isAbout)),
      });
    },
  };
}
