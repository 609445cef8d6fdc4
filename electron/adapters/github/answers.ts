import { z } from 'zod';

// What the desk reads of GitHub's answers, no more: https://docs.github.com/en/rest. Everything else in them passes by.

const id = z.union([z.number(), z.bigint()]).transform(String);
/** ISO 8601 to epoch ms. */
const instant = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => Number.isFinite(ms), 'an instant');
const maybeInstant = instant.nullish().transform((ms) => ms ?? null);
const text = z
  .string()
  .nullish()
  .transform((word) => word ?? '');
const word = z
  .string()
  .nullish()
  .transform((each) => each ?? null);

export const Run = z.object({
  id,
  name: word,
  path: text,
  head_sha: z.string(),
  status: word,
  conclusion: word,
  html_url: text,
  run_started_at: maybeInstant,
  created_at: instant,
  updated_at: instant,
});

export const Job = z.object({
  id,
  name: z.string(),
  status: z.string(),
  conclusion: word,
  html_url: text,
  started_at: maybeInstant,
  completed_at: maybeInstant,
});

export const CheckRun = z.object({
  id,
  name: z.string(),
  head_sha: z.string(),
  status: z.string(),
  conclusion: word,
  html_url: text,
  completed_at: maybeInstant,
});

export const CommitStatus = z.object({ id, context: z.string(), state: z.string(), target_url: text, updated_at: instant });

export const Deployment = z.object({
  id,
  sha: z.string(),
  ref: z.string(),
  environment: z.string(),
  payload: z.unknown(),
  creator: z.object({ login: z.string() }).nullish(),
  created_at: instant,
  updated_at: instant,
});

export const DeploymentStatus = z.object({
  state: z.string(),
  log_url: text,
  environment_url: text,
  target_url: text,
  created_at: instant,
});

export const Comparison = z.object({
  html_url: text,
  total_commits: z.number(),
  commits: z.array(
    z.object({
      sha: z.string(),
      author: z.object({ login: z.string().optional() }).nullish(),
      commit: z.object({ message: z.string(), author: z.object({ name: text, date: maybeInstant }).nullish() }),
    }),
  ),
  files: z
    .array(z.object({ filename: z.string() }))
    .nullish()
    .transform((files) => files ?? []),
});

export const PendingDeployment = z.object({
  environment: z.object({ id, name: z.string() }),
  wait_timer: z
    .number()
    .nullish()
    .transform((minutes) => minutes ?? 0),
  wait_timer_started_at: maybeInstant,
  current_user_can_approve: z.boolean(),
  reviewers: z
    .array(z.object({ reviewer: z.object({ login: z.string().optional(), slug: z.string().optional(), name: word }).nullish() }))
    .nullish()
    .transform((each) => each ?? []),
});
