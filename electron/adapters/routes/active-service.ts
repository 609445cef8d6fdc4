import { z } from 'zod';
import type { Share } from './share.ts';

const Service = z.object({ spec: z.object({ selector: z.record(z.string(), z.string()).nullish() }) });

/** 100 when a blue-green's active Service selects the version in spec.template, else 0. */
export function activeServiceShare(raw: unknown, currentHash: string): Share {
  const parsed = Service.safeParse(raw);
  if (!parsed.success) return { percent: null, note: 'cannot be read as a Service' };
  const hash = parsed.data.spec.selector?.['rollouts-pod-template-hash'];
  if (hash === undefined) return { percent: null, note: 'its selector names no version' };
  return { percent: hash === currentHash ? 100 : 0, note: '' };
}
