import { z } from 'zod';
import { Failure } from '../../contract/result.ts';

/** Where a token is kept, never the token. `os-store`: this desktop's; `none`: there is no token. */
export const TokenPlace = z.object({
  kind: z.enum(['os-store', 'environment', 'file', 'none']),
  /** For people: `RCC_GITHUB_TOKEN`. */
  text: z.string(),
  /** Whether this desk can keep one there. */
  writable: z.boolean(),
});

/** The CI of this desk, how it stands, and where its token is. */
export const CiConnection = z.object({
  /** For people: `GitHub api.github.com`. */
  source: z.string(),
  /** Last answer, epoch ms. */
  aliveAt: z.number().nullable(),
  /** How often the desk asks now, milliseconds. */
  periodMs: z.number(),
  /** Requests left until `resetAt` (epoch ms). null: not said yet. */
  remaining: z.number().nullable(),
  resetAt: z.number().nullable(),
  problem: Failure.nullable(),
  token: TokenPlace,
});
export type CiConnection = z.infer<typeof CiConnection>;
