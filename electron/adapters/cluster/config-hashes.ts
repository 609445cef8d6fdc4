import { z } from 'zod';
import { sortedJson } from '#shared/domain/rollouts/template-hash.ts';
import { collectionPath } from '../deployments/paths.ts';
import { sha256Hex } from '../system/sha256.ts';
import type { ApiClient } from '../kubernetes/api-client.ts';

const ConfigMap = z.object({ data: z.unknown().optional(), binaryData: z.unknown().optional() });
const most = 20;

/** SHA-256 over the content of each ConfigMap; null where it cannot be read. Content is hashed here and goes nowhere. */
export async function configHashes(
  client: ApiClient,
  namespace: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string | null>> {
  const path = collectionPath('/api/v1', 'configmaps', namespace);
  const hashes = await Promise.all(
    names.slice(0, most).map(async (name): Promise<[string, string | null]> => {
      const answer = await client.request({ method: 'GET', path: `${path}/${encodeURIComponent(name)}`, signal });
      const content = answer.ok ? ConfigMap.safeParse(answer.value.json) : null;
      return [name, content?.success === true ? sha256Hex(sortedJson([content.data.data ?? {}, content.data.binaryData ?? {}])) : null];
    }),
  );
  return new Map(hashes);
}
