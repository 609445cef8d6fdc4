import type { StoredObject } from '../../../store/object-store.ts';
import type { Api, Call } from '../context.ts';
import { metadataText, objectText, yamlText } from '../objects/encode.ts';
import { json, type Reply } from '../reply.ts';
import { tableText } from '../tables/table.ts';

/** One object, as the client asked to have it. */
export function answerObject(api: Api, { accept, info, resource }: Call, object: StoredObject, code = 200): Reply {
  if (accept.as === 'table') {
    const options = { plural: resource.plural, now: api.clock.now(), include: info.query.get('includeObject') ?? 'Metadata' };
    return json(code, tableText([object], { resourceVersion: object.metadata.resourceVersion }, options));
  }
  if (accept.as !== 'object') return json(code, metadataText(object));
  const text = objectText(object);
  return accept.yaml ? { kind: 'text', code, type: 'application/yaml', body: yamlText(text) } : json(code, text);
}
