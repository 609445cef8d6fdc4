import type { Reply } from './reply.ts';

/** Istio serves its kinds under three versions of one schema; as with CRD conversion `None`, only `apiVersion` differs. */
const stored = 'networking.istio.io/v1';
const older = /^\/apis\/networking\.istio\.io\/(v1beta1|v1alpha3)(?=[/?]|$)/;

/** A request to an older version of a kind, as one to the version that is stored. */
export interface Conversion {
  readonly url: string;
  body(body: Buffer): Buffer;
  reply(reply: Reply): Reply;
}

export function conversionOf(url: string): Conversion | null {
  const version = older.exec(url)?.[1];
  if (version === undefined) return null;
  const asked = `networking.istio.io/${version}`;
  return {
    url: url.replace(older, `/apis/${stored}`),
    body: (body) => Buffer.from(body.toString('utf8').replaceAll(asked, stored)),
    reply: (reply) => (reply.kind === 'text' ? { ...reply, body: reply.body.replaceAll(`"${stored}"`, `"${asked}"`) } : reply),
  };
}
