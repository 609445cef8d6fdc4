import type { Resource, StoredObject, StoreEvent } from '../../../store/object-store.ts';
import type { Accept } from '../http/accept.ts';
import { metadataText, objectText } from '../objects/encode.ts';
import type { Status } from '../status.ts';
import { tableText } from '../tables/table.ts';

/** What one watch hears of an event: an object that starts or stops to fit its selectors comes or goes. */
export function heard(
  event: StoreEvent,
  fits: (object: StoredObject) => boolean,
): { type: StoreEvent['type']; object: StoredObject } | null {
  const now = event.type !== 'DELETED' && fits(event.object);
  const before = event.previous !== undefined && fits(event.previous);
  if (now) return { type: before ? 'MODIFIED' : 'ADDED', object: event.object };
  return before ? { type: 'DELETED', object: goneAs(event) } : null;
}

/** The last state, at the version of its going. */
function goneAs({ type, object, previous }: StoreEvent): StoredObject {
  if (type === 'DELETED' || !previous) return object;
  return { ...previous, metadata: { ...previous.metadata, resourceVersion: object.metadata.resourceVersion } };
}

/** Writes the lines of one watch in the form its client asked for. */
export interface LineWriter {
  object(type: string, object: StoredObject): string;
  bookmark(version: number): string;
}

const texts = new WeakMap<StoredObject, string>();

function shared(object: StoredObject): string {
  const known = texts.get(object) ?? objectText(object);
  texts.set(object, known);
  return known;
}

export function createLineWriter(resource: Resource, accept: Accept, include: string, now: () => number): LineWriter {
  let headless = false;
  function bodyOf(object: StoredObject): string {
    if (accept.as === 'metadata' || accept.as === 'metadata-list') return metadataText(object);
    if (accept.as !== 'table') return shared(object);
    const text = tableText(
      [object],
      { resourceVersion: object.metadata.resourceVersion },
      { plural: resource.plural, now: now(), include, headless },
    );
    headless = true;
    return text;
  }
  return {
    object: (type, object) => `{"type":"${type}","object":${bodyOf(object)}}\n`,
    bookmark(version) {
      const { kind, group } = resource;
      const apiVersion = group === '' ? resource.version : `${group}/${resource.version}`;
      const metadata = { resourceVersion: String(version), creationTimestamp: null };
      const bare = { kind, apiVersion, metadata };
      const table = {
        kind: 'Table',
        apiVersion: 'meta.k8s.io/v1',
        metadata: { resourceVersion: String(version) },
        columnDefinitions: null,
        rows: [],
      };
      return `{"type":"BOOKMARK","object":${JSON.stringify(accept.as === 'table' ? table : bare)}}\n`;
    },
  };
}

export function errorLine(status: Status): string {
  return `{"type":"ERROR","object":${JSON.stringify(status)}}\n`;
}
