import type { Result } from '#shared/contract/result.ts';
import type { HostOptions } from '../wiring/host-options.ts';
import { startCore, type StartedCore } from '../wiring/start-core.ts';
import type { Options } from './read-options.ts';

/** The core in this process, as every host runs it. RCC_DEBUG=1 makes it say what it does, on stderr. */
export function startHost(options: Options, logLevel: HostOptions['logLevel']): Promise<Result<StartedCore>> {
  return startCore(hostOptions(options, logLevel), process.env);
}

/** What this command line says to any host. */
export function hostOptions({ kubeconfig, context, prometheus, home, release }: Options, logLevel: HostOptions['logLevel']): HostOptions {
  return {
    kubeconfigFiles: kubeconfig === null ? null : [kubeconfig],
    context,
    prometheusUrl: prometheus,
    home,
    release,
    sandboxControl: null,
    logLevel: process.env['RCC_DEBUG'] === '1' ? 'debug' : logLevel,
  };
}
