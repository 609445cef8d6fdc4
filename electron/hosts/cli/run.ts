import { z } from 'zod';
import { fail, Failure, type Result } from '#shared/contract/result.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { reportFailure } from './output/failure.ts';
import type { Invocation } from './parse-arguments.ts';
import type { DeskVerb, OpenDesk, Scene, Verb } from './scene.ts';
import { specOf } from './verb-table.ts';

type Loaded = { readonly needs: 'nothing'; readonly verb: Verb } | { readonly needs: 'desk'; readonly verb: DeskVerb };

/** Runs one checked command line to its exit code. Only what its verb needs is loaded: a start is part of every answer. */
export async function run(scene: Scene, openDesk: OpenDesk): Promise<ExitCode> {
  const { terminal, invocation } = scene;
  const deadline = readDeadline(invocation);
  const signal = deadline === null ? scene.signal : AbortSignal.any([scene.signal, deadline]);
  const ended = await play({ ...scene, signal }, openDesk);
  const interrupted = scene.signal.aborted && invocation.verb !== 'serve' && invocation.verb !== 'sandbox';
  if (ended.ok) return interrupted ? exitCodes.interrupted : ended.value;
  const late = deadline?.aborted === true && ended.error.kind === 'cancelled';
  const code = await reportFailure(terminal, invocation, late ? noAnswer(invocation) : ended.error);
  return interrupted ? exitCodes.interrupted : code;
}

async function play(scene: Scene, openDesk: OpenDesk): Promise<Result<ExitCode>> {
  const loaded = await load(scene.invocation);
  if (loaded.needs === 'nothing') return expected(loaded.verb(scene), scene.signal);
  const desk = await openDesk(scene.invocation.options);
  if (!desk.ok) return desk;
  // Ctrl-C closes the desk, and a closing desk ends what it follows: the verb still tells what became of its act.
  const close = () => {
    if (specOf(scene.invocation.verb).answers === 'act') scene.terminal.note('rcc: stopping. What was sent stays sent.');
    void desk.value.close();
  };
  scene.signal.addEventListener('abort', close, { once: true });
  try {
    return await expected(loaded.verb({ ...scene, client: desk.value.client }), scene.signal);
  } finally {
    scene.signal.removeEventListener('abort', close);
    await desk.value.close();
  }
}

async function load({ verb }: Invocation): Promise<Loaded> {
  switch (verb) {
    case 'rollouts list':
      return { needs: 'desk', verb: (await import('./verbs/rollouts-read.ts')).listVerb };
    case 'rollouts get':
      return { needs: 'desk', verb: (await import('./verbs/rollouts-read.ts')).getVerb };
    case 'rollouts watch':
      return { needs: 'desk', verb: (await import('./verbs/rollouts-watch.ts')).watchVerb };
    case 'rollouts promote':
    case 'rollouts abort':
    case 'rollouts retry':
    case 'rollouts undo':
    case 'rollouts pause':
    case 'rollouts resume':
    case 'rollouts restart':
      return { needs: 'desk', verb: (await import('./verbs/rollouts-act.ts')).actVerb };
    case 'rollback plan':
      return { needs: 'desk', verb: (await import('./verbs/rollback.ts')).planVerb };
    case 'rollback run':
      return { needs: 'desk', verb: (await import('./verbs/rollback.ts')).runVerb };
    case 'audit list':
      return { needs: 'desk', verb: (await import('./verbs/audit.ts')).listEntriesVerb };
    case 'audit export':
      return { needs: 'desk', verb: (await import('./verbs/audit.ts')).exportVerb };
    case 'audit verify':
      return { needs: 'nothing', verb: (await import('./verbs/audit-verify.ts')).verifyVerb };
    case 'checklist show':
      return { needs: 'desk', verb: (await import('./verbs/checklist.ts')).showChecklistVerb };
    case 'checklist sign':
      return { needs: 'desk', verb: (await import('./verbs/checklist.ts')).signVerb };
    case 'checklist waive':
      return { needs: 'desk', verb: (await import('./verbs/checklist.ts')).waiveVerb };
    case 'checklist decide':
      return { needs: 'desk', verb: (await import('./verbs/checklist.ts')).decideVerb };
    case 'incidents list':
    case 'incidents show':
      return { needs: 'desk', verb: (await import('./verbs/incidents-read.ts')).readVerb };
    case 'incidents open':
    case 'incidents note':
    case 'incidents close':
    case 'incidents retitle':
      return { needs: 'desk', verb: (await import('./verbs/incidents-write.ts')).writeVerb };
    case 'incidents annotate':
    case 'incidents pin':
    case 'incidents unpin':
    case 'incidents hide':
    case 'incidents unhide':
    case 'incidents correct':
      return { needs: 'desk', verb: (await import('./verbs/incidents-entry.ts')).entryVerb };
    case 'incidents review':
      return { needs: 'desk', verb: (await import('./verbs/incidents-review.ts')).reviewVerb };
    case 'incidents export':
      return { needs: 'desk', verb: (await import('./verbs/incidents-export.ts')).exportVerb };
    case 'trains list':
      return { needs: 'desk', verb: (await import('./verbs/trains.ts')).listTrainsVerb };
    case 'trains show':
      return { needs: 'desk', verb: (await import('./verbs/trains.ts')).showTrainVerb };
    case 'trains board':
    case 'trains leave':
    case 'trains cut':
    case 'trains hold':
    case 'trains release':
    case 'trains conduct':
    case 'trains cancel':
      return { needs: 'desk', verb: (await import('./verbs/trains.ts')).trainWordVerb };
    case 'trains depart':
    case 'trains go-on':
    case 'trains halt':
      return { needs: 'desk', verb: (await import('./verbs/trains-depart.ts')).driveVerb };
    case 'trains approvals':
    case 'trains approve':
    case 'trains reject':
      return { needs: 'desk', verb: (await import('./verbs/trains-approvals.ts')).approvalsVerb };
    case 'trains schema':
      return { needs: 'nothing', verb: (await import('./verbs/trains.ts')).trainSchemaVerb };
    case 'connections list':
      return { needs: 'desk', verb: (await import('./verbs/connections.ts')).listConnectionsVerb };
    case 'connections approve':
      return { needs: 'desk', verb: (await import('./verbs/connections.ts')).approveVerb };
    case 'serve':
      return { needs: 'nothing', verb: (await import('./verbs/serve.ts')).serveVerb };
    case 'sandbox':
      return { needs: 'nothing', verb: (await import('./verbs/sandbox.ts')).sandboxVerb };
    case 'version':
    case 'help':
      return { needs: 'nothing', verb: (await import('./verbs/version.ts')).versionVerb };
  }
}

/** Two things are thrown that are no bugs: a subscription the door refused, and a call that our own signal ended. */
async function expected(answer: Promise<Result<ExitCode>>, signal: AbortSignal): Promise<Result<ExitCode>> {
  try {
    return await answer;
  } catch (error) {
    const refused = z.object({ failure: Failure }).safeParse(error);
    if (refused.success) return { ok: false, error: refused.data.failure };
    if (signal.aborted) return fail('cancelled', 'Stopped before it was done.');
    throw error;
  }
}

/** --timeout ends a verb that reads. An act's time-out is the core's business: what was sent must be followed to its end. */
function readDeadline({ verb, options }: Invocation): AbortSignal | null {
  if (options.timeoutSeconds === null || specOf(verb).answers === 'act' || verb === 'serve' || verb === 'sandbox') return null;
  return AbortSignal.timeout(options.timeoutSeconds * 1_000);
}

function noAnswer({ options }: Invocation): Failure {
  return { kind: 'unreachable', message: `No answer within ${options.timeoutSeconds} s.` };
}
