import { conductorOf } from '#shared/domain/trains/decide.ts';
import { momentIn } from '#shared/domain/trains/moments.ts';
import { holdAt, stateAt, type Train } from '#shared/domain/trains/train.ts';
import type { TrainState, TrainSummary } from '#shared/domain/trains/views.ts';
import { listText, spanText } from '#shared/domain/rollouts/words.ts';

/** One line of the board. The same train at the same instant gives the same line. `now`: epoch ms. */
export function summaryOf(train: Train, now: number, standing: TrainSummary['standing'] = null): TrainSummary {
  const { plan } = train;
  const state = stateAt(train, now);
  const aboard = train.manifest ?? train.aboard;
  const counts = (train.manifest ?? []).map(({ changes }) => changes);
  const conductor = conductorOf(train, now);
  return {
    id: plan.id,
    label: plan.label,
    timetable: plan.timetable,
    state,
    sentence: sentenceOf(train, state, now, standing),
    zone: plan.rule.zone,
    boardsAt: plan.boardsAt,
    cutAt: plan.cutAt,
    departsAt: plan.departsAt,
    wasCutAt: cutInstant(train),
    departedAt: train.departed?.at ?? null,
    endedAt: train.ended?.at ?? null,
    aboard: aboard.length,
    changes: train.manifest === null || counts.includes(null) ? null : counts.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    conductor,
    hold: holdAt(train, now),
    standing: state === 'deciding' ? standing : null,
    needsHuman: needsHuman(train, state, now, standing),
  };
}

/** The timetable's cut is its instant, whoever looked first after it; a person's is when they said so. */
function cutInstant({ cut, plan }: Train): number | null {
  return cut === null ? null : cut.by === 'timetable' ? plan.cutAt : cut.at;
}

function sentenceOf(train: Train, state: TrainState, now: number, standing: TrainSummary['standing']): string {
  const { plan } = train;
  const services = `${train.aboard.length} aboard`;
  const hold = holdAt(train, now);
  const held = hold === null ? '' : `. Held by ${hold.by} until ${momentIn(train, hold.until)}: ${hold.reason}`;
  const late = now > plan.departsAt ? `. ${spanText(now - plan.departsAt)} late` : '';
  switch (state) {
    case 'scheduled':
      return `Boards ${momentIn(train, plan.boardsAt)}`;
    case 'boarding':
      return `${services}; cut ${momentIn(train, plan.cutAt)}${held}`;
    case 'cut':
      return `Cut ${momentIn(train, plan.cutAt)}; the manifest is being frozen`;
    case 'validating':
      return `Cut by ${train.cut?.by ?? ''}; the manifest is being checked`;
    case 'deciding':
      return aboardWord(train, `${standingWord(standing)}; departs ${momentIn(train, plan.departsAt)}${late}${held}`);
    case 'departing':
      return `${train.departed?.by ?? ''} said depart; nothing has moved yet`;
    case 'rolling':
      return legsText(train);
    case 'arrived':
      return `${train.aboard.length} of ${train.aboard.length} arrived`;
    case 'halted':
    case 'rolled-back':
      return `${legsText(train)}. ${train.halted?.reason ?? ''}`;
    case 'cancelled':
      return train.ended?.reason ?? 'cancelled';
  }
}

/** What the checklist says, in its own words: the same on every page. */
function standingWord(standing: TrainSummary['standing']): string {
  if (standing === null) return 'Waits for the go';
  const said = [standing.sentence, standing.detail].filter((part) => part !== '').join(': ');
  return standing.state === 'go' ? `${said}. Waits for the word to depart` : said;
}

function aboardWord(train: Train, words: string): string {
  return train.manifest?.length === 0 ? 'Nobody is aboard: nothing departs' : words;
}

/** `3 of 9 arrived, payments waits for a word, search rolled back`. */
function legsText({ legs }: Train): string {
  const services = [...new Set(legs.map(({ service }) => service))];
  const of = (name: string) => legs.filter(({ service }) => service === name).map(({ step }) => step.state);
  const named = (holds: (states: readonly string[]) => boolean) => listText(services.filter((name) => holds(of(name))));
  const arrived = services.filter((name) => of(name).every((state) => state === 'arrived')).length;
  const parts = [
    [named((states) => states.includes('baking')), 'at a pause, waiting for a word'],
    [named((states) => states.includes('bad')), 'bad'],
    [named((states) => states.includes('unknown')), 'not to be seen'],
    [named((states) => states.includes('rolling-back')), 'being taken back'],
    [named((states) => states.includes('rolled-back')), 'rolled back'],
  ] as const;
  const said = parts.flatMap(([names, words]) => (names === '' ? [] : [`${names} ${words}`]));
  return [`${arrived} of ${services.length} arrived`, ...said].join(', ');
}

function needsHuman(train: Train, state: TrainState, now: number, standing: TrainSummary['standing']): number {
  if (state === 'deciding') {
    // With the go given nobody is missing until it is due.
    const early = standing?.state === 'go' && now < train.plan.departsAt;
    return train.manifest?.length === 0 || holdAt(train, now) !== null || early ? 0 : 1;
  }
  if (train.ended !== null) return 0;
  return train.legs.filter(({ step, word }) => step.state === 'unknown' || (step.state === 'baking' && word === null)).length;
}
