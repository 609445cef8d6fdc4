import { z } from 'zod';

const Meta = z.object({ metadata: z.object({ uid: z.string().default(''), resourceVersion: z.string().default('') }) });

/** uid and resourceVersion of any Kubernetes object; empty where it has none. */
export function metaOf(raw: unknown): { uid: string; resourceVersion: string } {
  const parsed = Meta.safeParse(raw);
  return parsed.success ? parsed.data.metadata : { uid: '', resourceVersion: '' };
}
