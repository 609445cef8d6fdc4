import { z } from 'zod';
import { ServiceSpec } from '../fleet/service-spec.ts';

const name = z.string().regex(/^[a-z]([a-z0-9-]{0,40}[a-z0-9])?$/, 'a name in lower case, such as payments');
const Json = z.record(z.string(), z.json());
/** Seconds on the scenario's clock: `45s`, `2m`, `1m30s`. */
const offset = z
  .string()
  .regex(/^(\d+h)?(\d+m)?(\d+s)?$/, 'a time such as 45s, 2m or 1m30s')
  .refine((text) => text !== '', 'a time such as 45s, 2m or 1m30s')
  .transform(secondsOf);
/** A weekday and an hour, UTC. */
const weekTime = z
  .string()
  .regex(/^(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day ([01]\d|2[0-3]):[0-5]\d$/, 'a weekday and a time, such as Monday 09:00');
const Env = z.record(z.string().regex(/^[A-Za-z_]\w*$/, 'a name such as PSP_TIMEOUT_MS'), z.string());

/** A release that lies behind us; the last of the list is the one running when the scenario begins. */
const Revision = z.strictObject({ tag: z.string(), env: Env.default({}), hoursAgo: z.number().positive(), cause: z.string().optional() });

const Workload = z.strictObject({
  kind: z.enum(['Rollout', 'Deployment', 'RolloutOfDeployment']),
  replicas: z.number().int().min(1).max(200),
  /** Who splits the traffic of a canary; without a router the number of pods does. */
  router: z.enum(['VirtualService', 'HTTPRoute']).optional(),
  /** As under `spec.strategy.canary` of a Rollout, without services and routing, which follow from `router`. */
  canary: Json.optional(),
  /** As under `spec.strategy.blueGreen`, without the services. */
  blueGreen: Json.optional(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
  revisions: z.array(Revision).min(1),
});
export type Workload = z.infer<typeof Workload>;

/** A version that its pipeline built and that no cluster has yet: what boards a train. */
const Change = z.strictObject({
  tag: z.string(),
  cause: z.string(),
  /** Before the scenario begins. */
  minutesAgo: z.number().positive().default(60),
  by: z.string().optional(),
  /** Since the release before. */
  commits: z.number().int().min(1).max(200).default(3),
  /** What they touch besides the service's own code. */
  files: z.array(z.string()).default([]),
  /** red-at-first: end-to-end fails until somebody tries it again, or 20 minutes are over. */
  checks: z.enum(['green', 'red-at-first']).default('green'),
  /** Built twice from one commit: what staging has is not what was tested. */
  rebuilt: z.boolean().default(false),
  /** Staging waits for a reviewer. */
  approval: z.boolean().default(false),
});
export type Change = z.infer<typeof Change>;

const Service = ServiceSpec.omit({ namespace: true, mesh: true }).extend({
  name,
  workload: Workload,
  changes: z.array(Change).default([]),
});

/** What happens by itself. Each entry says when, and does one thing or none. */
const Entry = z.strictObject({
  at: offset,
  /** What a person reads in the story so far. */
  say: z.string().optional(),
  deploy: z
    .strictObject({
      workload: name,
      tag: z.string(),
      env: z.record(z.string(), z.string().nullable()).default({}),
      cause: z.string().optional(),
    })
    .optional(),
  /** Pushed at this moment: it comes too late for a train that is cut before its pipeline is through. */
  change: Change.omit({ minutesAgo: true }).extend({ service: name }).optional(),
  fact: z.strictObject({ name: z.string(), value: z.boolean() }).optional(),
  load: z.strictObject({ service: name.nullable().default(null), factor: z.number().min(0).max(100) }).optional(),
  traffic: z.strictObject({ becomes: weekTime }).optional(),
});

/** A set of services that several scenarios share. */
export const CastFile = z.strictObject({ cast: z.string(), services: z.array(Service).min(1) });

export const ScenarioFile = z.strictObject({
  title: z.string(),
  /** One sentence: what is simulated here. */
  simulated: z.string(),
  /** The whole story, for who wants to read it before or after. */
  story: z.string(),
  namespace: name.default('shop'),
  /** Another file whose services take part; those of the same name are replaced by this file's. */
  cast: z.string().optional(),
  /** When in the week it plays. */
  traffic: z.strictObject({ from: weekTime }),
  /** How much of the script is run as fast as can be before anybody looks. */
  opensAt: offset,
  services: z.array(Service).default([]),
  script: z.array(Entry).default([]),
});
export type ScenarioFile = z.infer<typeof ScenarioFile>;
export type ScenarioService = z.infer<typeof Service>;
export type ScriptEntry = z.infer<typeof Entry>;

function secondsOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
