import type { LogLevel } from '#adapters/log/pino-log.ts';
import type { OsCipher } from '#adapters/secrets/os-store.ts';

/** What a person may say to any host, on its command line. null: not said. */
export interface HostOptions {
  /** --kubeconfig. null: KUBECONFIG, else ~/.kube/config. */
  readonly kubeconfigFiles: readonly string[] | null;
  /** --context. null: the kubeconfig's current context. */
  readonly context: string | null;
  /** --prometheus: serves every context, whatever settings.json says. */
  readonly prometheusUrl: string | null;
  /** --home. null: RCC_HOME, else the platform's application-data folder. */
  readonly home: string | null;
  /** Set when a sandbox is this desk's world: the URL of its control server. */
  readonly sandboxControl: string | null;
  /** Set when a sandbox is this desk's world: its GitHub, and the file with the token for it. */
  readonly github?: { readonly baseUrl: string; readonly tokenFile: string };
  /** Set when a sandbox is this desk's world: trains and incidents are about that world and end with it. Without it, the home. */
  readonly recordsHome?: string;
  /** The desktop's own; a server and the CLI have none. */
  readonly osCipher?: OsCipher;
  /** --release: the folder with timetable, checklists, roles and freezes. Without it, `release` in the home. */
  readonly release?: string | null;
  /** This host stays and does by itself what trains need; a single command does not. */
  readonly automates?: boolean;
  readonly logLevel: LogLevel;
}

/** The environment, as data. */
export type Env = Readonly<Record<string, string | undefined>>;
