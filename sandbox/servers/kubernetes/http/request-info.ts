/** What a request asks for, as the API server reads its path and method before anything else. */
export interface RequestInfo {
  readonly path: string;
  readonly method: string;
  readonly query: URLSearchParams;
  /** A path under /api/v1 or /apis/GROUP/VERSION that names a resource. */
  readonly isResource: boolean;
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly plural: string;
  readonly subresource: string;
  readonly name: string;
  /** Segments nobody knows what to do with. */
  readonly rest: readonly string[];
}

const verbs: { readonly [method: string]: string } = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
  GET: 'get',
  HEAD: 'get',
};

/** Never fails: what cannot be read as a resource is a plain path, with the method in lower case as its verb. */
export function readRequest(method: string, url: string): RequestInfo {
  const cut = url.indexOf('?');
  const path = cut < 0 ? url : url.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1));
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  const plain = { path, method, query, isResource: false, verb: method.toLowerCase() };
  const nothing = { group: '', version: '', namespace: '', plural: '', subresource: '', name: '', rest: [] };
  const core = parts[0] === 'api';
  const start = core ? 2 : 3;
  if ((!core && parts[0] !== 'apis') || parts.length <= start) return { ...plain, ...nothing };
  const group = core ? '' : (parts[1] ?? '');
  const version = (core ? parts[1] : parts[2]) ?? '';
  let at = parts.slice(start);
  const watched = at[0] === 'watch' && at.length > 1;
  if (watched) at = at.slice(1);
  const { namespace, plural, name, subresource, rest } = readResource(at);
  const verb = verbOf(method, name, watched || isTrue(query.get('watch')));
  return { path, method, query, isResource: true, verb, group, version, namespace, plural, name, subresource, rest };
}

function readResource(parts: readonly string[]) {
  const [first = '', second = '', third = '', ...more] = parts;
  if (first !== 'namespaces' || parts.length === 1) {
    return { namespace: '', plural: first, name: second, subresource: third, rest: more };
  }
  // The namespace itself, or one of its own subresources; its requests count as made in it.
  if (parts.length === 2 || (parts.length === 3 && (third === 'status' || third === 'finalize'))) {
    return { namespace: second, plural: 'namespaces', name: second, subresource: third, rest: [] };
  }
  const [name = '', subresource = '', ...rest] = more;
  return { namespace: second, plural: third, name, subresource, rest };
}

function verbOf(method: string, name: string, watched: boolean): string {
  const verb = verbs[method] ?? '';
  if (verb === 'get' && name === '') return watched ? 'watch' : 'list';
  if (verb === 'delete' && name === '') return 'deletecollection';
  return verb;
}

/** As Go reads a boolean query parameter; anything but false and 0 is true. */
export function isTrue(value: string | null): boolean {
  return value !== null && value !== 'false' && value !== '0';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
