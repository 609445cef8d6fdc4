import { z } from 'zod';

/** The checks the desk makes by itself. Each is judged for every passenger. */
export const automaticChecks = {
  'ci-green': 'CI green at this commit',
  'digest-equal': 'Digest equal from test to cluster',
  'no-freeze': 'No freeze',
  'error-budget': 'Error budget left',
  'stable-capacity': 'Stable can carry 100%',
  'rollback-drilled': 'Rollback drilled',
  'no-open-incident': 'No open incident',
} as const;
/** What is, where a check has not passed: a red line never carries the name of the good state. */
export const checkFaults: Readonly<Record<keyof typeof automaticChecks, { readonly failed: string; readonly unknown: string }>> = {
  'ci-green': { failed: 'CI is red at this commit', unknown: 'CI is not known at this commit' },
  'digest-equal': { failed: 'Digest differs from the tested one', unknown: 'Digest is not known from test to cluster' },
  'no-freeze': { failed: 'A freeze is on the way', unknown: 'Freezes are not known' },
  'error-budget': { failed: 'Error budget is spent', unknown: 'Error budget is not known' },
  'stable-capacity': { failed: 'Stable cannot carry 100%', unknown: 'Capacity of stable is not known' },
  'rollback-drilled': { failed: 'Rollback is not drilled', unknown: 'Drills are not known' },
  'no-open-incident': { failed: 'An incident is open', unknown: 'Incidents are not known' },
};
export const AutomaticCheck = z.enum(
  ['ci-green', 'digest-equal', 'no-freeze', 'error-budget', 'stable-capacity', 'rollback-drilled', 'no-open-incident'],
  `one of ${Object.keys(automaticChecks).join(', ')}`,
);
export type AutomaticCheck = z.infer<typeof AutomaticCheck>;

const Role = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'a role of roles.yaml');
const Id = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'an id in lower case, for example on-call-watch');

const Automatic = z.strictObject({ check: AutomaticCheck });
/** A question only a person can answer. `each: service`: once for every passenger. */
const Asked = z.strictObject({
  ask: z.string().trim().min(1, 'a question').max(200, 'at most 200 characters'),
  id: Id,
  role: Role,
  each: z.enum(['train', 'service'], 'train or service').default('train'),
});
export type Asked = z.infer<typeof Asked>;

export const ChecklistTemplate = z.strictObject({
  items: z
    .array(z.union([Automatic, Asked], '{check: …} or {ask: …, id: …, role: …}'))
    .min(1, 'at least one item')
    .max(200, 'at most 200 items'),
  /** Roles whose word a go needs. */
  quorum: z.array(Role).min(1, 'at least one role').max(20, 'at most 20'),
  /** Roles that may let a red item pass. Without one, nothing can be waived. */
  waivers: z.array(Role).max(20, 'at most 20').default([]),
});
export type ChecklistTemplate = z.infer<typeof ChecklistTemplate>;

/** `checklists.yaml` in the release folder: one template a tier. */
export const ChecklistsFile = z
  .strictObject({
    version: z.number('a whole number').int('a whole number').positive('1 or more'),
    tiers: z.record(z.enum(['1', '2', '3'], 'tier 1, 2 or 3'), ChecklistTemplate.optional()),
  })
  .superRefine(({ tiers }, context) => {
    for (const [tier, template] of Object.entries(tiers)) {
      const ids = (template?.items ?? []).map((item) => ('check' in item ? item.check : item.id));
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      if (twice !== undefined)
        context.addIssue({ code: 'custom', path: ['tiers', tier, 'items'], message: `each item once; ${twice} is there twice` });
    }
  });
export type ChecklistsFile = z.infer<typeof ChecklistsFile>;

/** The template of a tier; where it has none, the next stricter one's. null: nothing is declared, so nothing can go. */
export function templateFor(file: ChecklistsFile | null, tier: number): ChecklistTemplate | null {
  for (let strict = tier; strict >= 1; strict -= 1) {
    const template = strict === 1 ? file?.tiers['1'] : strict === 2 ? file?.tiers['2'] : file?.tiers['3'];
    if (template !== undefined) return template;
  }
  return null;
}
