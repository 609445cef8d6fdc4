import { fail, ok, type Result } from '#shared/contract/result.ts';
import type { SandboxReady } from '#shared/domain/connections/sandbox.ts';
import { serve } from '../../headless/serve.ts';
import { findPageFolder } from '../../page/page-files.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { startHost } from '../host.ts';
import { noKubeconfig, unknownContext } from '../resolve-context.ts';
import type { Scene, Verb } from '../scene.ts';
import { startSandbox } from '../start-sandbox.ts';
import { untilStopped } from '../until-stopped.ts';

/** `rcc serve`: the desk in a browser. Its address alone on stdout, everything else on stderr, until SIGTERM or Ctrl-C. */
export const serveVerb: Verb = async (scene) => {
  if (!scene.invocation.options.sandbox) return serveDesk(scene, null);
  const sandbox = await startSandbox(scene.invocation.options);
  if (!sandbox.ok) return sandbox;
  try {
    return await serveDesk(scene, sandbox.value.ready);
  } finally {
    await sandbox.value.stop();
  }
};

async function serveDesk({ invocation, terminal, signal }: Scene, sandbox: SandboxReady | null): Promise<Result<ExitCode>> {
  const { options } = invocation;
  const host = await startHost(options, 'info', sandbox);
  if (!host.ok) return host;
  const { core, ports } = host.value;
  try {
    const contexts = await ports.clusters.contexts();
    if (!contexts.ok) return { ok: false, error: { ...contexts.error, kind: 'invalid', field: 'kubeconfig' } };
    if (contexts.value.length === 0) return noKubeconfig();
    const { context } = options;
    const names = contexts.value.map(({ name }) => name);
    if (context !== null && !names.includes(context)) return unknownContext(context, names);
    const pageFolder = findPageFolder(import.meta.dirname);
    if (pageFolder === null) return fail('internal', 'The page of the desk is not built: out/renderer is missing. npm run build makes it.');

    const serving = await serve({
      core,
      log: ports.log,
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
}
