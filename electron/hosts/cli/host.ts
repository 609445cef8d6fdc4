import type { Result } from '#shared/contract/result.ts';
import type { HostOptions } from '../wiring/host-options.ts';
import { startCore, type StartedCore } from '../wiring/start-core.ts';
import type { SandboxReady } from '#shared/domain/connections/sandbox.ts';
import { homePath } from '../wiring/home.ts';
import { inSandbox } from '../wiring/launch-sandbox.ts';
import type { Options } from './read-options.ts';

/** The core in this process, as every host runs it. RCC_DEBUG=1 makes it say what it does, on stderr. */
export function startHost(
  options: Options,
  logLevel: HostOptions['logLevel'],
  sandbox: SandboxReady | null = null,
): Promise<Result<StartedCore>> {
  const { kubeconfig, context, prometheus, home } = options;
  const host: HostOptions = {
    kubeconfigFiles: kubeconfig === null ? null : [kubeconfig],
    context,
    prometheusUrl: prometheus,
    home,
    sandboxControl: null,
    logLevel: process.env['RCC_DEBUG'] === '1' ? 'debug' : logLevel,
  };
  return startCore(sandbox === null ? host : inSandbox(host, homePath(home, process.env), sandbox), process.env);
}
