/** uid and resourceVersion of any Kubernetes object; empty where it has none. Read by hand: it is asked of every object of every list. */
export function metaOf(raw: unknown): { uid: string; resourceVersion: string } {
  const metadata = isObject(raw) && 'metadata' in raw && isObject(raw.metadata) ? raw.metadata : {};
  const uid = 'uid' in metadata ? (metadata.uid ?? '') : '';
  const resourceVersion = 'resourceVersion' in metadata ? (metadata.resourceVersion ?? '') : '';
  return typeof uid === 'string' && typeof resourceVersion === 'string' ? { uid, resourceVersion } : { uid: '', resourceVersion: '' };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
