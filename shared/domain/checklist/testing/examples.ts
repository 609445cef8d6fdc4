import type { Judged } from '../judge.ts';
import { type Artifacts, evidenceDigest, itemsOf } from '../items.ts';
import type { ChecklistState, Speaker } from '../decide.ts';
import { type ChecklistEvent, recordOf } from '../record.ts';
import type { AutomaticCheck, ChecklistTemplate } from '../template.ts';

export const exampleTemplate: ChecklistTemplate = {
  items: [
    { check: 'ci-green' },
    { check: 'digest-equal' },
    { ask: 'The version difference is reviewed', id: 'difference-reviewed', role: 'owner', each: 'service' },
    { ask: 'On-call takes the watch', id: 'on-call-watch', role: 'on-call', each: 'train' },
  ],
  quorum: ['conductor', 'on-call'],
  waivers: ['admin'],
};

export function speaker(by: string, ...roles: string[]): Speaker {
  return { by, roles, rolesVersion: 3, why: `${by}, by roles.yaml version 3` };
}

export const exampleArtifacts: Artifacts = new Map([
  ['payments', 'sha256:p1'],
  ['search', 'sha256:s1'],
]);
export const passed: Judged = { state: 'passed', text: '3 of 3', evidence: [], basis: 'a' };
export const red: Judged = { state: 'failed', text: 'unit failed', evidence: [], basis: 'b' };

/** The state of a checklist for payments and search, from what was said and what was judged. `hash` is no digest, but tells texts apart. */
export function exampleState(
  events: readonly ChecklistEvent[],
  judged: (check: AutomaticCheck, service: string) => Judged = () => passed,
  artifacts: Artifacts = exampleArtifacts,
): ChecklistState {
  const record = recordOf(events);
  const items = itemsOf(exampleTemplate, artifacts, judged, record);
  return {
    template: exampleTemplate,
    items: items.map(({ item }) => item),
    record,
    evidenceDigest: evidenceDigest(items, (text) => text),
    artifacts,
    early: null,
  };
}
