import type { Write } from './action.ts';

const kinds: Record<Write['contentType'], string> = {
  'application/merge-patch+json': 'merge patch',
  'application/json-patch+json': 'JSON patch',
  'application/strategic-merge-patch+json': 'strategic merge patch',
};

/** A request as it will leave this machine: what is patched, of which API, and the body as it is. */
export function requestText(write: Write): string {
  const namespaced = /^\/apis\/(.+)\/namespaces\/([^/]+)\/(.+)$/.exec(write.path);
  const [, api, namespace, object] = namespaced ?? [];
  const what = namespaced === null ? write.path : `${object}   namespace ${namespace}`;
  const how = namespaced === null ? kinds[write.contentType] : `${kinds[write.contentType]}, ${api}`;
  return `${write.method} ${what}\n${how}\n\n${bodyText(write.body)}`;
}

/** The body as it is; a JSON patch with one operation a line. */
function bodyText(body: Write['body']): string {
  return Array.isArray(body) ? `[${body.map((operation) => JSON.stringify(operation)).join(',\n ')}]` : JSON.stringify(body);
}
