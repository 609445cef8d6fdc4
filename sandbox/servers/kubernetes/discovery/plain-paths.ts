import type { RequestInfo } from '../http/request-info.ts';
import { openapiDocument, openapiIndex } from '../openapi/documents.ts';
import { json, pageNotFound, plain, type Reply, statusReply } from '../reply.ts';
import { noSuchResource } from '../status.ts';
import { groupList, groups, oneGroup, resourceList } from './groups.ts';

/** What `/version` says: the API of 1.33, and that this is no real cluster. */
const version = {
  major: '1',
  minor: '33',
  gitVersion: 'v1.33.13+sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'sandbox/simulated',
};

/** Everything that is no resource: health, version, discovery, OpenAPI. `host` is what the client called this server. */
export function plainPath({ path, method, query }: RequestInfo, host: string): Reply {
  if (method !== 'GET' && method !== 'HEAD') return path === '/version' ? statusReply(noSuchResource().status) : pageNotFound();
  const parts = path.split('/').filter(Boolean);
  const [first, second, third] = parts;
  const text = (value: unknown) => (value === undefined ? undefined : json(200, JSON.stringify(value)));
  if (first === 'livez' || first === 'readyz' || first === 'healthz') {
    return query.has('verbose') ? plain(200, `[+]ping ok\n${first} check passed\n`) : plain(200, 'ok');
  }
  if (parts.length === 0) return json(200, JSON.stringify({ paths: paths() }));
  if (first === 'version' && parts.length === 1) return json(200, JSON.stringify(version));
  if (first === 'openapi' && second === 'v3') return openapi(parts.slice(2));
  // Only the binary form of v2 is asked for by clients of our age, and they do without it.
  if (first === 'openapi' && second === 'v2') return pageNotFound();
  if (first === 'api' && parts.length === 1)
    return json(
      200,
      JSON.stringify({
        kind: 'APIVersions',
        versions: ['v1'],
        serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: host }],
      }),
    );
  if (first === 'api' && parts.length === 2) return text(resourceList('', second ?? '')) ?? statusReply(noSuchResource().status);
  if (first === 'apis' && parts.length === 1) return json(200, JSON.stringify(groupList()));
  if (first === 'apis' && parts.length === 2) return text(oneGroup(second ?? '')) ?? pageNotFound();
  if (first === 'apis' && parts.length === 3) {
    const known = groups.some(({ group }) => group === second);
    return text(resourceList(second ?? '', third ?? '')) ?? (known ? statusReply(noSuchResource().status) : pageNotFound());
  }
  return pageNotFound();
}

function openapi(parts: readonly string[]): Reply {
  if (parts.length === 0) return json(200, JSON.stringify(openapiIndex()));
  const document = openapiDocument(parts.join('/'));
  return document === undefined ? plain(404, '') : json(200, document);
}

function paths(): string[] {
  const served = groups.flatMap(({ group, version: v }) => [`/apis/${group}`, `/apis/${group}/${v}`]);
  return [
    '/api',
    '/api/v1',
    '/apis',
    '/apis/',
    ...served.toSorted(),
    '/healthz',
    '/livez',
    '/openapi/v3',
    '/openapi/v3/',
    '/readyz',
    '/version',
  ];
}
