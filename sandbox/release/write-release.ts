import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Scenario } from '../scenarios/load-scenario.ts';
import { checklists, policy, roles } from './rules.ts';
import { timetable } from './timetable.ts';

/**
 * The release folder of the sandbox, as a team would keep it: a train of the shop that boards when somebody first looks
 * (`lookedAt`, epoch ms), is cut three minutes later and departs after that. `world`: how many scenarios were played before.
 */
export function writeRelease(folder: string, scenario: Scenario, lookedAt: number, world = 0): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = { timetable: timetable(scenario, lookedAt, world), checklists, roles, policy: policy(scenario) };
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, `${name}.yaml`);
    // At once or not at all: a desk may be reading.
    writeFileSync(`${file}.new`, `# Of the sandbox, written when it began. ${about[name] ?? ''}\n${stringify(content)}`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}

const about: Readonly<Record<string, string>> = {
  timetable: 'Which services ride which train, and when it boards, is cut and departs.',
  checklists: 'What has to hold before a train of a tier goes.',
  roles: 'Who may answer for what, by the names the cluster has for them.',
  policy: 'What blocks going forward. Nothing here is asked before a rollback.',
};
