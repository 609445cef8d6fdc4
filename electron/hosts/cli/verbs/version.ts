import { ok } from '#shared/contract/result.ts';
import { version } from '../../../../package.json';
import { exitCodes } from '../exit-codes.ts';
import { jsonDocument } from '../output/json.ts';
import type { Verb } from '../scene.ts';

/** `rcc version` */
export const versionVerb: Verb = async ({ terminal, invocation }) => {
  const { json } = invocation.options;
  await terminal.out(json ? jsonDocument({ version, node: process.versions.node, platform: process.platform }) : `rcc ${version}\n`);
  return ok(exitCodes.ok);
};
