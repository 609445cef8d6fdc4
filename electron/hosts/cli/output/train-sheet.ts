import { percentText } from '#shared/domain/rollouts/words.ts';
import type { Leg, Passenger, TrainPage, TrainState, TrainSummary } from '#shared/domain/trains/views.ts';
import { table } from './table.ts';
import type { Colour, Paint } from './terminal.ts';
import { oneLine } from './words.ts';

const colours: Readonly<Record<TrainState, Colour>> = {
  scheduled: 'dim',
  boarding: 'moving',
  cut: 'moving',
  validating: 'moving',
  deciding: 'waiting',
  departing: 'moving',
  rolling: 'moving',
  arrived: 'good',
  halted: 'bad',
  'rolled-back': 'bad',
  cancelled: 'dim',
};
const legColours: Readonly<Partial<Record<Leg['state'], Colour>>> = {
  baking: 'waiting',
  arrived: 'good',
  bad: 'bad',
  unknown: 'waiting',
  'rolled-back': 'bad',
};

/** Trains for people, the next one first. */
export function trainTable(trains: readonly TrainSummary[], paint: Paint): string {
  const rows = trains.map(({ id, state, aboard, changes, conductor, sentence }) => [
    id,
    { text: state, colour: colours[state] },
    String(aboard),
    changes === null ? '' : String(changes),
    conductor?.name ?? '',
    sentence,
  ]);
  return table(['TRAIN', 'STATE', 'ABOARD', 'CHANGES', 'CONDUCTOR', 'WHAT IS'], rows, paint);
}

/** One train for people: who is aboard, what did not board, what to know before it leaves. */
export function trainSheet(page: TrainPage, paint: Paint): string {
  const { label, state, sentence, conductor, passengers, notes, notAboard, problems, costOfDelay } = page;
  const lines = [
    `${oneLine(label)}: ${paint(colours[state], state)}. ${oneLine(sentence)}`,
    `  conductor ${conductor === null ? 'nobody' : oneLine(conductor.name)}; ${timesOf(page)}`,
    ...problems.map((problem) => `  ${paint('bad', oneLine(problem))}`),
    '',
    passengers.length === 0
      ? 'Nobody is aboard.\n'
      : table(['SERVICE', 'RELEASE', 'DIGEST', 'TIER', 'CHANGES', 'CHECKS', 'WHERE'], passengers.flatMap(passengerRows), paint),
    ...section(
      ['departing', 'rolling', 'arrived', 'halted', 'rolled-back'].includes(state) ? 'To know' : 'Before it leaves',
      notes.map(({ tone, text }) => paint(tone === 'red' ? 'bad' : tone === 'amber' ? 'waiting' : 'dim', oneLine(text))),
    ),
    ...section(
      'Did not board',
      notAboard.map(({ text }) => oneLine(text)),
    ),
    ...(state === 'boarding' || state === 'deciding' ? [`A hold: ${oneLine(costOfDelay)}`, ''] : []),
  ];
  return lines.join('\n');
}

/** What happened, with what was planned beside it where that is another time. */
function timesOf({ cutAt, wasCutAt, departsAt, departedAt, endedAt }: TrainPage): string {
  const beside = (planned: number, was: number) => (Math.abs(planned - was) < 1_000 ? '' : ` (planned ${iso(planned)})`);
  return [
    wasCutAt === null ? `cut ${iso(cutAt)}` : `cut ${iso(wasCutAt)}${beside(cutAt, wasCutAt)}`,
    departedAt === null ? `departs ${iso(departsAt)}` : `departed ${iso(departedAt)}${beside(departsAt, departedAt)}`,
    ...(endedAt === null ? [] : [`ended ${iso(endedAt)}`]),
  ].join('; ');
}

function passengerRows(passenger: Passenger) {
  const { service, fromVersion, toVersion, digest, tier, changes, checks, legs } = passenger;
  const release = `${fromVersion ?? '?'} to ${toVersion}`;
  const said =
    checks === null ? '' : `${checks.passed + checks.waived} of ${checks.total}${checks.waived > 0 ? `, ${checks.waived} waived` : ''}`;
  const first = [service, release, digest?.slice(7, 15) ?? '?', String(tier), changes === null ? '?' : String(changes), said];
  return legs.map((leg, index) => [...(index === 0 ? first : ['', '', '', '', '', '']), whereOf(leg)]);
}

function whereOf({ region, state, text, weight }: Leg) {
  const said = `${region} ${state}${text === '' ? '' : `: ${text}`}${weight === null || text.includes('%') ? '' : ` (${percentText(weight)})`}`;
  const colour = legColours[state];
  return colour === undefined ? said : { text: said, colour };
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}

function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** One line of progress: what moved. */
export function legLine(service: string, { region, state, text }: Leg): string {
  return `${service} in ${region}: ${state}${text === '' ? '' : `, ${oneLine(text)}`}`;
}
