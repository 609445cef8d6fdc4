import type { Api, Call } from '../context.ts';
import type { Reply } from '../reply.ts';
import { done, notFound, type Outcome } from '../status.ts';
import { answerObject } from './answer.ts';
import { reached, readVersion } from './versions.ts';

export async function get(api: Api, call: Call): Promise<Outcome<Reply>> {
  const { info, resource } = call;
  const version = readVersion(info.query.get('resourceVersion'));
  if (!version.ok) return version;
  const waited = await reached(api.store, version.value);
  if (!waited.ok) return waited;
  const object = api.store.get(resource, info.namespace || null, info.name);
  return object ? done(answerObject(api, call, object)) : notFound(resource, info.name);
}
