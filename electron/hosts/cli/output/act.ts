import type { Act, Mark, MarkName, RollbackClock } from '#shared/domain/rollback/execution.ts';
import { markNames } from '#shared/domain/rollback/execution.ts';
import { standingOf, standingWord } from '#shared/domain/rollback/standing.ts';
import type { Command } from '#shared/domain/rollouts/action.ts';
import { failureText } from './failure.ts';
import type { Colour, Paint } from './terminal.ts';
import { iso, oneLine, seconds } from './words.ts';

/** An act for a script. `at` is ISO 8601, `seconds` counts from held. */
export function actJson(act: Act): object {
  const { context, namespace, kind, name } = act.target;
  return {
    state: finalState(act),
    auditId: act.auditId,
    reason: act.reason,
    clock: clockJson(act.clock),
    context,
    namespace,
    kind,
    name,
    action: act.command.action,
    ...(act.command.action === 'undo' ? { toRevision: act.command.toRevision } : {}),
    actor: act.actor,
    missing: act.missing,
    sent: act.sent,
    left: act.left,
    ...(act.error === null ? {} : { error: act.error }),
  };
}

/** A wait that was cut short knows only that it was sent, or that nothing was. */
function finalState(act: Act): Act['state'] {
  if (act.state === 'waiting') return 'failed';
  return act.state === 'running' ? 'sent' : act.state;
}

function clockJson(clock: RollbackClock): object {
  const mark = ({ at, seconds: after, state, proof }: Mark) => ({ at: iso(at), seconds: after, state, proof });
  return Object.fromEntries(markNames.map((name) => [name, mark(clock[name])]));
}

const words: Readonly<Record<Act['state'], readonly [string, Colour]>> = {
  waiting: ['nothing was sent', 'bad'],
  running: ['sent, not yet effective', 'waiting'],
  effective: ['effective', 'good'],
  sent: ['sent, not effective in time', 'waiting'],
  refused: ['refused', 'bad'],
  failed: ['failed', 'bad'],
  unreachable: ['unreachable', 'bad'],
};

/** An act for a person: what became of it, its clock, what is left to do. */
export function actText(act: Act, paint: Paint): string {
  const [said, colour] = words[act.state];
  const standing = standingWord(act)?.toLowerCase() ?? said;
  // The state stays the first word: it is the exit code's and the record's.
  const word = standing.startsWith(said) ? standing : `${said}: ${standing}`;
  const { context, namespace, kind, name } = act.target;
  const lines = [`${kind.toLowerCase()}/${name} in ${namespace} (${context}): ${commandText(act.command)} ${paint(colour, word)}`];
  if (act.missing !== '' && act.error === null) lines.push(`  ${oneLine(act.missing)}`);
  lines.push(...markNames.filter((mark) => isTold(mark, act)).map((mark) => `  ${markText(mark, act.clock[mark])}`));
  lines.push(...act.left.map((todo) => `  left: ${oneLine(todo)}`));
  lines.push(`  audit: ${act.auditId} by ${oneLine(act.actor.name)}${act.reason === '' ? '' : `: ${oneLine(act.reason)}`}`);
  const proved = provedText(act);
  if (proved !== null) lines.push(`  ${proved}`);
  return `${lines.join('\n')}\n`;
}

/** What the end of a rollback proves and what it does not yet; null: it took nothing back, or is not effective. */
function provedText(act: Act): string | null {
  const standing = standingOf(act);
  if (standing === null) return null;
  const cluster = 'proved: the cluster reads back as asked';
  const { state, proof } = act.clock.traffic;
  if (state === 'absent') return `${cluster}. Not proved: its traffic is not measured, ${oneLine(proof)}`;
  if (standing === 'effective') return `${cluster}, and metrics count no request on the version taken back`;
  if (standing === 'traffic-missed') return `${cluster}. Not proved: that it gets no traffic any more, ${oneLine(proof)}`;
  return `${cluster}. Not proved yet: that it gets no traffic any more (--wait traffic stays for it)`;
}

/** Why an act did not become effective, for stderr; empty when nothing went wrong. */
export function actFailureText(act: Act): string {
  return act.error === null ? '' : failureText(act.error, act.target.context);
}

/** Without an answer from the server the clock has nothing to tell. */
function isTold(name: MarkName, { clock }: Act): boolean {
  return clock.accepted.state === 'reached' && clock[name].state !== 'absent';
}

/** `accepted   0.1 s  server accepted in 61 ms` */
export function markText(name: MarkName, mark: Mark): string {
  const when = mark.state === 'reached' ? seconds(mark.seconds) : mark.state;
  return `${name.padEnd(10)}${when.padEnd(9)}${oneLine(mark.proof)}`.trimEnd();
}

/** `promote full`, `undo to revision 7`. */
export function commandText(command: Command): string {
  if (command.action === 'promote-full') return 'promote full';
  return command.action === 'undo' && command.toRevision !== null ? `undo to revision ${command.toRevision}` : command.action;
}
