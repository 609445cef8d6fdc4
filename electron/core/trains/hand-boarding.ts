import { fail, ok } from '#shared/contract/result.ts';
import { decide } from '#shared/domain/trains/decide.ts';
import type { TrainCommand } from '#shared/domain/trains/decision.ts';
import type { Change, Plan } from '#shared/domain/trains/events.ts';
import type { Boardable } from '#shared/domain/trains/views.ts';
import type { Ports } from '../core.ts';
import { changeOf, factsNow, runs, testedDigest } from './boarding.ts';
import type { ToCommand } from './commands.ts';
import type { TrainsDesk } from './desk.ts';
import { digestOf, nothingKnown } from './passenger.ts';
import { imageLabel } from '#shared/domain/rollouts/version-label.ts';
import { listText } from '#shared/domain/rollouts/words.ts';
import type { TimetableService } from '#shared/domain/trains/timetable.ts';

interface Board {
  readonly train: string;
  readonly service: string;
  readonly image: string | null;
  readonly reason: string;
}

export interface HandBoarding {
  readonly toCommand: ToCommand<Board>;
  /** What would board of each service if somebody said so now. */
  readonly boardable: (plan: Plan, signal: AbortSignal) => Promise<Boardable[]>;
  /** What came too late rides the train after, where that boards already. */
  readonly rideNext: (id: string, command: TrainCommand, signal: AbortSignal) => Promise<void>;
}

/** A change that a person puts aboard: the artifact they name by its digest, or CI's newest. */
export function createHandBoarding({ ci, clock }: Pick<Ports, 'ci' | 'clock'>, desk: TrainsDesk): HandBoarding {
  async function changeFor(plan: Plan, { service, image }: Board, signal: AbortSignal) {
    const rule = plan.services[service];
    if (rule === undefined)
      return fail('invalid', `${service} does not ride ${plan.timetable}. It carries ${Object.keys(plan.services).join(', ')}.`, {
        field: 'service',
      });
    if (image !== null && digestOf(image) === null)
      return fail('invalid', `${image} names no digest: what a tag names can change. Write NAME@sha256:… of what was tested.`, {
        field: 'image',
      });
    const deployed = await ci.deployments(rule.repository, {}, signal);
    const all = deployed.ok ? deployed.value.value : [];
    const tested = all.filter(({ environment, state }) => environment === rule.testedIn && state === 'passed');
    const digest = image === null ? null : digestOf(image);
    const known = image === null ? tested.toSorted((a, b) => b.updatedAt - a.updatedAt)[0] : all.find((one) => one.digest === digest);
    if (known === undefined && image === null) {
      if (!deployed.ok) return deployed;
      return fail('invalid', `CI has deployed nothing of ${service} to ${rule.testedIn}. Name the image with its digest.`, {
        field: 'image',
      });
    }
    const arrivedAt = clock.now();
    if (known !== undefined) {
      const found = changeOf(service, rule, known, all);
      const change: Change = { ...found, ...(image === null ? {} : { image, digest }), arrivedAt };
      return (await runsAlready(rule, change, signal)) ?? ok(change);
    }
    const named: Change = {
      service,
      repository: rule.repository,
      version: imageLabel(image ?? ''),
      commit: '',
      image,
      digest,
      testedIn: rule.testedIn,
      testedDigest: testedDigest('', rule.testedIn, all),
      arrivedAt,
      by: 'hand',
      url: null,
    };
    return (await runsAlready(rule, named, signal)) ?? ok(named);
  }

  /** What runs everywhere has nowhere to go: a departure would roll a version onto itself. */
  async function runsAlready(rule: TimetableService, change: Change, signal: AbortSignal) {
    const regions = await Promise.all(
      rule.targets.map(async (target) => ({ target, running: await desk.runningOf({ ...rule, targets: [target] }, signal) })),
    );
    if (regions.length === 0 || !regions.every(({ running }) => runs(running, change))) return null;
    const where = listText(regions.map(({ target }) => target.region));
    return fail(
      'refused-by-policy',
      `${change.service} ${change.version} already runs in ${where}, and ${change.testedIn} has tested nothing newer: there is nothing to move.`,
      { field: 'service' },
    );
  }

  async function boardableOf(plan: Plan, service: string, signal: AbortSignal): Promise<Boardable> {
    const rule = plan.services[service];
    const [change, running] = await Promise.all([
      changeFor(plan, { train: plan.id, service, image: null, reason: '' }, signal),
      rule === undefined ? nothingKnown : desk.runningOf(rule, signal),
    ]);
    const fromVersion = running.version;
    if (!change.ok) return { service, fromVersion, toVersion: null, digest: null, refusal: change.error.message };
    return { service, fromVersion, toVersion: change.value.version, digest: change.value.digest, refusal: null };
  }

  return {
    boardable: (plan, signal) => Promise.all(Object.keys(plan.services).map((service) => boardableOf(plan, service, signal))),
    async toCommand(input, kept, _auditId, signal) {
      const change = await changeFor(kept.train.plan, input, signal);
      return change.ok ? ok({ do: 'board', change: change.value, byHand: true, reason: input.reason }) : change;
    },
    async rideNext(id, command) {
      if (command.do !== 'board') return;
      const [asked, looked] = [await desk.store.get(id), await desk.look(60_000)];
      if (!asked.ok || !looked.ok || asked.value.train.aboard.some((one) => one.digest === command.change.digest)) return;
      const next = looked.value.trains.find(({ train }) => train.plan.id === asked.value.train.plan.next);
      if (next === undefined || next.version === 0) return;
      await desk.store.decide(next.train.plan.id, (train) =>
        decide(train, { ...command, byHand: false }, { ...factsNow(clock.now()), elsewhere: null }),
      );
    },
  };
}
