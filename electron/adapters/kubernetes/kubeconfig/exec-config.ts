import { sep } from 'node:path';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { besideFile } from './beside-file.ts';
import type { ExecFields } from './kubeconfig-schema.ts';

const versions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'] as const;
const modes = ['Never', 'IfAvailable', 'Always'] as const;

/** A credential plugin that can run: command known, version one we speak. */
export interface ExecConfig {
  readonly apiVersion: (typeof versions)[number];
  /** A bare name is looked up in PATH; anything with a slash is an absolute path. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly installHint: string | null;
  readonly provideClusterInfo: boolean;
  readonly interactiveMode: (typeof modes)[number];
}

/** Checks an exec entry as client-go does. `unsupported` for an API version we do not speak, else `invalid`. */
export function execConfig(file: string, user: string, fields: ExecFields): Result<ExecConfig> {
  const at = (field: string) => `users[${user}].exec.${field}`;
  const apiVersion = versions.find((version) => version === fields.apiVersion);
  if (!apiVersion) {
    const found = fields.apiVersion === null ? 'not set' : `"${fields.apiVersion}"`;
    return fail(
      fields.apiVersion === null ? 'invalid' : 'unsupported',
      `${file}: ${at('apiVersion')} is ${found}. Expected ${versions.join(' or ')}.`,
      {
        field: at('apiVersion'),
      },
    );
  }
  if (fields.command === null) return fail('invalid', `${file}: ${at('command')} is not set.`, { field: at('command') });
  const interactiveMode = modes.find((mode) => mode === (fields.interactiveMode ?? (apiVersion === versions[1] ? 'IfAvailable' : null)));
  if (!interactiveMode) {
    const found = fields.interactiveMode === null ? 'not set' : `"${fields.interactiveMode}"`;
    return fail('invalid', `${file}: ${at('interactiveMode')} is ${found}. Expected ${modes.join(', ')}.`, {
      field: at('interactiveMode'),
    });
  }
  const { command, args, env, installHint, provideClusterInfo } = fields;
  const path = command.includes('/') || command.includes(sep) ? besideFile(file, command) : command;
  return ok({ apiVersion, command: path, args, env, installHint, provideClusterInfo, interactiveMode });
}
