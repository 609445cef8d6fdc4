import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { specOf, type VerbName } from '../verb-table.ts';
import type { Terminal } from './terminal.ts';

interface Usage {
  readonly message: string;
  readonly hint: string;
  readonly json: boolean;
  /** null: none was recognised. */
  readonly verb: VerbName | null;
}

/** Bad usage: one clear line and a hint on stderr, and the document a script waits for where its verb answers with one. */
export async function reportUsage(terminal: Terminal, { message, hint, json, verb }: Usage): Promise<ExitCode> {
  const failure = { kind: 'invalid', message } as const;
  terminal.note(`rcc: ${message}\n${hint}`);
  if (!json) return exitCodes.usage;
  // Loaded only here: help and a plain usage line need no schemas.
  const [{ jsonDocument, jsonLine }, { unsentJson }] = await Promise.all([import('./json.ts'), import('./failure.ts')]);
  const answers = verb === null ? 'object' : specOf(verb).answers;
  if (answers === 'act') await terminal.out(jsonDocument(unsentJson(null, { ...failure, field: 'name' })));
  else if (answers === 'array' || answers === 'lines') terminal.note(jsonLine({ error: failure }).trimEnd());
  else await terminal.out(jsonDocument({ error: failure }));
  return exitCodes.usage;
}
