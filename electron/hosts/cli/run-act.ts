import { ok, type Result } from '#shared/contract/result.ts';
import type { Act, MarkName } from '#shared/domain/rollback/execution.ts';
import { markNames } from '#shared/domain/rollback/execution.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { type ExitCode, exitOfAct } from './exit-codes.ts';
import { actFailureText, actJson, actText, markText } from './output/act.ts';
import { jsonDocument } from './output/json.ts';
import { oneLine } from './output/words.ts';
import type { DeskScene } from './scene.ts';

/** Runs an act, tells its progress on stderr, prints how it ended on stdout. */
export async function runAct(scene: DeskScene, target: Target, act: () => Promise<Result<Act>>): Promise<Result<ExitCode>> {
  const { terminal, invocation } = scene;
  const following = new AbortController();
  const told = followAct(scene, target, following.signal);
  let ended: Result<Act>;
  try {
    ended = await act();
  } finally {
    following.abort();
    await told;
  }
  if (!ended.ok) return ended;
  const failure = actFailureText(ended.value);
  if (failure !== '') terminal.note(failure);
  await terminal.out(invocation.options.json ? jsonDocument(actJson(ended.value)) : actText(ended.value, terminal.paint));
  return ok(exitOfAct(ended.value));
}

/** Progress is a courtesy: when it cannot be followed the act itself goes on, and its end is told all the same. */
async function followAct({ client, terminal }: DeskScene, target: Target, signal: AbortSignal): Promise<void> {
  const told = new Set<MarkName>();
  let missing = '';
  try {
    for await (const message of await client.rollback.watch({ target }, { signal })) {
      for (const [, act] of message.type === 'snapshot' ? message.items : message.set) {
        for (const name of markNames.filter((mark) => act.clock[mark].state === 'reached' && !told.has(mark))) {
          told.add(name);
          terminal.note(markText(name, act.clock[name]));
        }
        if (act.missing !== '' && act.missing !== missing && act.state === 'running') terminal.note(`waits for: ${oneLine(act.missing)}`);
        missing = act.missing;
      }
    }
  } catch {
    // Ended by our own signal, or not to be had.
  }
}
