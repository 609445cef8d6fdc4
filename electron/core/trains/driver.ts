import { decide } from '#shared/domain/trains/decide.ts';
import { mayStart } from '#shared/domain/trains/decide-departure.ts';
import type { LegNow, Train } from '#shared/domain/trains/train.ts';
import { isLeg } from '#shared/domain/trains/train.ts';
import { factsNow } from './boarding.ts';
import type { TrainsDesk } from './desk.ts';
import { createLease } from './lease.ts';
import { createLegAct } from './leg-act.ts';
import type { TrainsNeeds } from './needs.ts';
import { createLegDriver, type LegDriver, type LegReports } from './leg-driver.ts';

const turnMs = 1_000;
const idleMs = 5_000;

/** Drives departed trains: one desk each, from where the record says they are, whichever desk was driving before. */
export interface Driver {
  /** Drives every departed train while this host runs. */
  begin(): void;
  /** Drives this one now, whether this host stays or not. */
  drive(train: string): void;
}

export function createDriver(needs: TrainsNeeds, desk: TrainsDesk): Driver {
  const { ports, pending, stopping } = needs;
  const { clock, log } = ports;
  const lease = createLease(ports);
  const act = createLegAct(needs);
  const driving = new Map<string, { wake: () => void }>();

  /** A report never stops the drive: what could not be written now is seen again at the next turn. */
  function reportsOf(id: string): LegReports {
    return {
      async step(leg, change) {
        await desk.store.decide(id, (train) => {
          const now = train.legs.find((one) => isLeg(one, leg));
          if (now === undefined) return { events: [], refusal: null };
          const step = { ...now.step, ...change };
          const same = JSON.stringify(step) === JSON.stringify(now.step);
          return same ? { events: [], refusal: null } : decide(train, { do: 'leg', step }, factsNow(clock.now()));
        });
      },
      async bad(leg, reason, takeBack) {
        const { service, region } = leg;
        await desk.store.decide(id, (train) => decide(train, { do: 'bad', service, region, reason, takeBack }, factsNow(clock.now())));
      },
    };
  }

  async function run(id: string): Promise<void> {
    const legs = new Map<string, LegDriver>();
    const reports = reportsOf(id);
    const driverOf = ({ service, region }: LegNow) => {
      const key = `${service} ${region}`;
      const known = legs.get(key) ?? createLegDriver({ ports, registry: needs.registry, act, reports, stopping });
      legs.set(key, known);
      return known;
    };
    for (;;) {
      const kept = stopping.aborted ? null : await desk.store.get(id);
      if (kept === null || !kept.ok || !isUnderWay(kept.value.train)) break;
      if (!(await lease.hold(id))) break;
      const { train } = kept.value;
      await Promise.all(train.legs.map((leg) => driverOf(leg).turn(train, leg, starts(train, leg))));
      const woken = new AbortController();
      driving.set(id, { wake: () => woken.abort() });
      await clock.sleep(turnMs, AbortSignal.any([woken.signal, stopping]));
    }
    await Promise.all([...legs.values()].map((leg) => leg.settled()));
    await lease.release(id);
  }

  function drive(id: string): void {
    const known = driving.get(id);
    if (known !== undefined) return known.wake();
    driving.set(id, { wake: () => {} });
    const work = run(id)
      .catch((error: unknown) => log.error('A train could not be driven on, by a bug of ours', { train: id, error }))
      .finally(() => driving.delete(id));
    pending.add(work);
  }

  async function follow(): Promise<void> {
    while (!stopping.aborted) {
      const all = await desk.store.all();
      for (const { train } of all.ok ? all.value : []) if (isUnderWay(train)) if (!driving.has(train.plan.id)) drive(train.plan.id);
      await clock.sleep(idleMs, stopping);
    }
  }

  return { begin: () => void follow(), drive };
}

function isUnderWay(train: Train): boolean {
  return train.departed !== null && train.ended === null;
}

function starts(train: Train, leg: LegNow): boolean {
  return mayStart(train, leg) && (train.halted === null || leg.word !== null);
}
