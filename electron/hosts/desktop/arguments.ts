import { parseArgs } from 'node:util';
import type { HostOptions } from '../wiring/host-options.ts';
import type { Result } from '#shared/contract/result.ts';
import { fail, ok } from '#shared/contract/result.ts';

export interface DesktopArguments {
  readonly options: HostOptions;
  /** The rcc:// link it was started with, unread. */
  readonly link: string | null;
  /** The sandbox's own arguments; null: the real world. */
  readonly sandbox: readonly string[] | null;
}

const flags = ['kubeconfig', 'context', 'prometheus', 'home', 'release', 'scenario', 'speed', 'seed'] as const;
const sandboxFlags = ['scenario', 'speed', 'seed'] as const;
type Flag = (typeof flags)[number];

/** Reads what follows the program. Chromium's and Electron's own switches pass by. Errors: `invalid`. */
export function readArguments(argv: readonly string[]): Result<DesktopArguments> {
  const options = {
    ...Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }])),
    sandbox: { type: 'boolean' as const },
  };
  const { values, positionals } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true });
  const empty = flags.find((flag) => values[flag] === true || values[flag] === '');
  if (empty !== undefined) return fail('invalid', `--${empty} needs a value.`, { field: empty });
  const text = (flag: Flag): string | null => {
    const value = values[flag];
    return typeof value === 'string' ? value : null;
  };
  const kubeconfig = text('kubeconfig');
  return ok({
    options: {
      kubeconfigFiles: kubeconfig === null ? null : [kubeconfig],
      context: text('context'),
      prometheusUrl: text('prometheus'),
      home: text('home'),
      release: text('release'),
      sandboxControl: null,
      logLevel: 'info',
    },
    sandbox:
      values['sandbox'] === true
        ? sandboxFlags.flatMap((flag) => [text(flag)].flatMap((value) => (value === null ? [] : [`--${flag}`, value])))
        : null,
    link: positionals.find((word) => word.startsWith('rcc:')) ?? null,
  });
}
