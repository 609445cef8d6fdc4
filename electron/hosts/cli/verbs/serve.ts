import { fail, ok, type Result } from '#shared/contract/result.ts';
import { serve } from '../../headless/serve.ts';
import { findPageFolder } from '../../page/page-files.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { hostOptions } from '../host.ts';
import type { Verb } from '../scene.ts';
import { startSandbox } from '../start-sandbox.ts';
import { contextProblem } from '../../wiring/context-problem.ts';
import { openWorlds } from '../../wiring/worlds.ts';
import { untilStopped } from '../until-stopped.ts';

/** `rcc serve`: the desk in a browser. Its address alone on stdout, everything else on stderr, until SIGTERM or Ctrl-C. */
export const serveVerb: Verb = async ({ invocation, terminal, signal }): Promise<Result<ExitCode>> => {
  const { options } = invocation;
  const host = { ...hostOptions(options, 'info'), automates: true };
  const opened = await openWorlds({
    options: host,
    env: process.env,
    sandbox: options.sandbox ? [] : null,
    launchSandbox: async () => {
      const sandbox = await startSandbox(options);
      if (sandbox.ok) terminal.note(`rcc: the sandbox's kubeconfig, for rcc and kubectl: ${sandbox.value.ready.kubeconfig}`);
      return sandbox;
    },
    command: 'rcc serve --sandbox',
  });
  if (!opened.ok) return opened;
  const { core } = opened.value;
  const { log, clusters } = opened.value.ports();
  try {
    const problem = await contextProblem(clusters, host);
    if (problem !== null) return { ok: false, error: { ...problem, kind: 'invalid' } };
    const pageFolder = findPageFolder(import.meta.dirname);
    if (pageFolder === null) return fail('internal', 'The page of the desk is not built: out/renderer is missing. npm run build makes it.');

    const serving = await serve({
      core,
      log,
      port: options.port ?? 0,
      pageFolder,
      onFreshAddress: (address) => terminal.note(`rcc: the address was used; the next browser opens ${address}`),
    });
    if (!serving.ok) return serving;
    await terminal.out(options.json ? `${JSON.stringify({ address: serving.value.address })}\n` : `${serving.value.address}\n`);
    await untilStopped(signal);
    await serving.value.stop();
    return ok(exitCodes.ok);
  } finally {
    await core.stop();
  }
};
