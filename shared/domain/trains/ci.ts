import { z } from 'zod';

/** What CI knows, in the desk's words. Times are epoch ms. A source's own state words travel along in `words`. */

/**
 * passed | failed | running | waiting (for a person or a runner) | cancelled | skipped | unknown. Unknown is never a pass.
 * skipped: meant not to run here (GitHub's `skipped` and `neutral`): neither a failure nor evidence of anything.
 */
export const CiState = z.enum(['passed', 'failed', 'running', 'waiting', 'cancelled', 'skipped', 'unknown']);
export type CiState = z.infer<typeof CiState>;

/** `sha256:` and 64 hex digits. A tag is no digest: what it names can change. */
export const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'a digest, sha256: and 64 hex digits');
export type Digest = z.infer<typeof Digest>;

export const CiRun = z.object({
  id: z.string(),
  repository: z.string(),
  workflow: z.string(),
  commit: z.string(),
  state: CiState,
  /** The source's own words, for example `completed, failure`. */
  words: z.string(),
  url: z.string(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
export type CiRun = z.infer<typeof CiRun>;

export const CiJob = CiRun.pick({ id: true, state: true, words: true, url: true, startedAt: true, endedAt: true }).extend({
  name: z.string(),
});
export type CiJob = z.infer<typeof CiJob>;

/** One check on a commit: GitHub's check run, whoever made it. */
export const CiCheck = z.object({
  id: z.string(),
  name: z.string(),
  commit: z.string(),
  state: CiState,
  words: z.string(),
  url: z.string(),
  endedAt: z.number().nullable(),
});
export type CiCheck = z.infer<typeof CiCheck>;

/** A deployment as CI recorded it: which artifact went to which environment, and how that ended. */
export const CiDeployment = z.object({
  id: z.string(),
  repository: z.string(),
  environment: z.string(),
  commit: z.string(),
  /** Version by name, for example `2.14.0`, from the payload or the ref. */
  version: z.string(),
  /** Image with digest, from the payload. null: CI did not say which artifact. */
  image: z.string().nullable(),
  digest: Digest.nullable(),
  state: CiState,
  words: z.string(),
  by: z.string(),
  url: z.string(),
  createdAt: z.number(),
  /** When it came to its state. That a later deployment took its place changes neither. */
  updatedAt: z.number(),
});
export type CiDeployment = z.infer<typeof CiDeployment>;

/** An environment that waits for a reviewer's word. */
export const CiApproval = z.object({
  runId: z.string(),
  environmentId: z.string(),
  environment: z.string(),
  /** Whether the token's own user may approve, in the source's words. */
  mayApprove: z.boolean(),
  reviewers: z.array(z.string()),
  waitMinutes: z.number(),
  since: z.number().nullable(),
});
export type CiApproval = z.infer<typeof CiApproval>;

export const CiCommit = z.object({ sha: z.string(), author: z.string(), title: z.string(), at: z.number() });
export type CiCommit = z.infer<typeof CiCommit>;

/** What lies between two commits: the passenger's changes. `truncated`: the source did not list all. */
export const CiRange = z.object({
  from: z.string(),
  to: z.string(),
  commits: z.array(CiCommit),
  files: z.array(z.string()),
  total: z.number(),
  truncated: z.boolean(),
  url: z.string(),
});
export type CiRange = z.infer<typeof CiRange>;
