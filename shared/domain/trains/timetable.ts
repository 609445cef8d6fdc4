import { z } from 'zod';
import { WorkloadKind } from '../rollouts/target.ts';

/** The timetable as people write it: `timetable.yaml` in the release folder. What a key may hold; what holds together is in `check-timetable.ts`. */

const Name = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'a name: lower-case letters, digits and dashes, at most 63');
const Text = z.string().trim().min(1, 'a text that is not empty').max(253, 'at most 253 characters');
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'a time of day, HH:MM or HH:MM:SS');
const LocalDateTime = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'a local date and time, for example 2026-11-23T08:00');
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const Weekday = z.enum(weekdays, 'one of mon, tue, wed, thu, fri, sat, sun');
const Every = z.enum(['week', 'day'], 'week or day');

/** A workload a service runs as, in one region. */
export const TimetableTarget = z.strictObject({
  region: Name.describe('A name for people: eu-west'),
  context: Text.describe('A context of the kubeconfig'),
  namespace: Name,
  kind: WorkloadKind,
  name: Text,
  container: Name.optional().describe('Whose image is set; needed where the pod has several'),
});
export type TimetableTarget = z.infer<typeof TimetableTarget>;

/** What was declared bad before anybody looked: more errors than this, on at least so many requests a second, reading after reading. */
export const Breach = z.strictObject({
  errorRatePercent: z.number('a number, percent').min(0, 'not below 0').max(100, 'at most 100'),
  minRequests: z.number('requests a second').min(0, 'not below 0').default(1).describe('Requests a second below which nothing is judged'),
  readings: z.number().int('a whole number').min(1, 'at least 1').max(100, 'at most 100').default(3),
});
export type Breach = z.infer<typeof Breach>;

export const TimetableService = z.strictObject({
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'a repository, owner/name'),
  tier: z.number('1, 2 or 3').int('1, 2 or 3').min(1, '1, 2 or 3').max(3, '1, 2 or 3'),
  targets: z.array(TimetableTarget).min(1, 'at least one target').max(50, 'at most 50 targets').describe('In the order of the regions'),
  needs: z.array(Name).max(100, 'at most 100').default([]).describe('Services that must have arrived before this one moves'),
  group: Name.optional().describe('Services of one group are taken back together'),
  testedIn: Text.default('staging').describe('The CI environment whose deployments board the train'),
  image: Text.optional().describe('Repository of the image without tag, where CI names a digest alone'),
  revenuePerMinute: z
    .strictObject({
      amount: z.number('an amount').positive('above 0'),
      currency: z.string().regex(/^[A-Z]{3}$/, 'a currency, for example EUR'),
    })
    .optional(),
  breach: Breach.optional(),
});
export type TimetableService = z.infer<typeof TimetableService>;

const Moment = z.strictObject({ day: Weekday.optional().describe('For a weekly train'), at: TimeOfDay });

export const Turns = z.strictObject({
  every: Every,
  from: LocalDateTime.describe('When the first of them begins, on the clocks of the zone'),
  users: z.array(Text).min(1, 'at least one user').max(100, 'at most 100'),
});
export const Shift = z.strictObject({ user: Text, from: LocalDateTime, until: LocalDateTime });
export type Shift = z.infer<typeof Shift>;

export const TimetableTrain = z.strictObject({
  zone: Text.describe('An IANA time zone: Europe/Berlin'),
  boards: Moment.extend({
    period: z.enum(['same', 'before'], 'same or before').default('same').describe('In the week (or day) of the cut, or in the one before'),
  })
    .optional()
    .describe('When boarding opens; without it, at the cut of the train before'),
  cut: Moment.extend({ every: Every }).describe('The instant from which nothing boards any more'),
  departs: Moment.describe('The first such time after the cut'),
  tier: z
    .number('1, 2 or 3')
    .int('1, 2 or 3')
    .min(1, '1, 2 or 3')
    .max(3, '1, 2 or 3')
    .optional()
    .describe('Whose checklist; without it, the strictest aboard'),
  holdHours: z
    .number('hours')
    .positive('above 0')
    .max(168, 'at most 168')
    .default(24)
    .describe('How long one hold may be, hours: what cannot be ready then rides the next train'),
  services: z.union([z.literal('all'), z.array(Name).min(1, 'at least one service')], 'all, or a list of services'),
  conductors: z
    .strictObject({ turns: Turns.optional(), shifts: z.array(Shift).max(1_000, 'at most 1000').default([]) })
    .prefault({})
    .describe('Who conducts: a shift takes precedence over the turns'),
});
export type TimetableTrain = z.infer<typeof TimetableTrain>;

const Globs = z.array(Text).max(100, 'at most 100');
const defaultMigrations = ['**/migrations/**', '**/migrate/**', '**/*.sql'];
const defaultConfigs = ['**/config/**', '**/*.env', '**/values*.yaml', '**/*.properties', '**/*.toml'];

export const Timetable = z.strictObject({
  services: z.record(Name, TimetableService),
  trains: z.record(Name, TimetableTrain),
  paths: z
    .strictObject({ migrations: Globs.default(defaultMigrations), configs: Globs.default(defaultConfigs) })
    .prefault({})
    .describe('Which changed files are migrations and which are configuration'),
});
export type Timetable = z.infer<typeof Timetable>;

/** The names a train may carry, in the order of the file. */
export function servicesOf(timetable: Timetable, train: TimetableTrain): readonly string[] {
  return train.services === 'all' ? Object.keys(timetable.services) : train.services;
}

/** What editors check the file with. */
export function timetableJsonSchema(): object {
  return { ...z.toJSONSchema(Timetable, { io: 'input' }), title: 'Timetable of release trains' };
}
