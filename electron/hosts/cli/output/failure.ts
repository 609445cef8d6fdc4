import type { Failure } from '#shared/contract/result.ts';
import { exitCodes, type ExitCode, exitOfFailure, stateOfFailure } from '../exit-codes.ts';
import type { Invocation } from '../parse-arguments.ts';
import { specOf } from '../verb-table.ts';
import { jsonDocument, jsonLine } from './json.ts';
import type { Terminal } from './terminal.ts';
import { iso, oneLine } from './words.ts';

/** A failure as a person reads it: what is, who said it, and what to do. One line, and one more for a long upstream text. */
export function failureText(failure: Failure, context: string | null = null): string {
  const { upstream } = failure;
  const said =
    upstream === undefined || failure.message.includes(upstream.text)
      ? ''
      : `\n  ${upstream.source}${statusOf(upstream.status)}: ${oneLine(upstream.text)}`;
  const approve =
    failure.kind === 'approval-needed' && !failure.message.includes('rcc connections approve')
      ? `\n  Approve it: rcc connections approve ${context ?? 'CONTEXT'}`
      : '';
  return `rcc: ${oneLine(failure.message)}${said}${approve}`;
}

function statusOf(status: number | undefined): string {
  return status === undefined ? '' : ` (${status})`;
}

/**
 * Says a failure where its verb promised to: one document on stdout for a verb that answers an object, the act's own shape for
 * an act, and only stderr for a list or a stream, whose stdout a script may already be reading. Answers the exit code.
 */
export async function reportFailure(terminal: Terminal, invocation: Invocation, failure: Failure): Promise<ExitCode> {
  const { options, verb } = invocation;
  const { answers } = specOf(verb);
  const code = exitOfFailure(failure);
  if (options.json && (answers === 'array' || answers === 'lines')) terminal.note(jsonLine({ error: failure }).trimEnd());
  else terminal.note(failureText(failure, options.context));
  if (options.json && answers === 'object') await terminal.out(jsonDocument({ error: failure }));
  if (options.json && answers === 'act') await terminal.out(jsonDocument(unsentJson(options.reason, failure)));
  return code;
}

/** An act that never came to be, in the shape of one that did. */
export function unsentJson(reason: string | null, failure: Failure): object {
  const mark = { at: iso(null), seconds: null, state: 'absent', proof: 'nothing was sent' };
  const state = exitOfFailure(failure) === exitCodes.usage ? 'refused' : stateOfFailure(failure);
  return {
    state,
    auditId: null,
    reason: reason ?? '',
    clock: { held: mark, accepted: mark, weight: mark, traffic: mark, normal: mark },
    error: failure,
  };
}
