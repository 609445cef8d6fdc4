import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readEnvelope } from './kubernetes-protobuf.ts';

const magic = Buffer.from('k8s\0', 'latin1');
/** One length-delimited field. */
const field = (number: number, content: string | Buffer) => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
};
const envelope = (apiVersion: string, kind: string, raw: Buffer) =>
  Buffer.concat([magic, field(1, Buffer.concat([field(1, apiVersion), field(2, kind)])), field(2, raw)]);

describe('a Kubernetes object in protobuf', () => {
  it('reads what kubectl asks with auth can-i', () => {
    const attributes = Buffer.concat([
      field(1, 'shop'),
      field(2, 'patch'),
      field(3, 'argoproj.io'),
      field(5, 'rollouts'),
      field(6, 'status'),
    ]);
    const body = envelope('authorization.k8s.io/v1', 'SelfSubjectAccessReview', field(2, field(1, attributes)));
    expect(readEnvelope(body)).toEqual({
      ok: true,
      value: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: {
          resourceAttributes: { namespace: 'shop', verb: 'patch', group: 'argoproj.io', resource: 'rollouts', subresource: 'status' },
        },
      },
    });
  });

  it('reads maps, lists and numbers', () => {
    const pair = Buffer.concat([field(1, 'a'), field(2, 'b')]);
    const metadata = Buffer.concat([field(1, 'web'), field(11, pair)]);
    const container = Buffer.concat([field(1, 'main'), field(2, 'i:1')]);
    const spec = Buffer.concat([Buffer.from([8, 2]), field(3, field(2, Buffer.concat([field(2, container)])))]);
    const read = readEnvelope(envelope('apps/v1', 'Deployment', Buffer.concat([field(1, metadata), field(2, spec)])));
    expect(read).toMatchObject({
      value: {
        metadata: { name: 'web', labels: { a: 'b' } },
        spec: { replicas: 2, template: { spec: { containers: [{ name: 'main', image: 'i:1' }] } } },
      },
    });
  });

  it('says so when it cannot', () => {
    expect(readEnvelope(Buffer.from('{}'))).toMatchObject({
      ok: false,
      message: expect.stringContaining('does not appear to be a protobuf message'),
    });
    expect(readEnvelope(envelope('v1', 'Secret', Buffer.alloc(0)))).toMatchObject({
      ok: false,
      message: expect.stringContaining('Secret'),
    });
  });

  property.prop([fc.uint8Array()])('never throws, whatever the bytes', (bytes) => {
    expect(typeof readEnvelope(Buffer.concat([magic, bytes])).ok).toBe('boolean');
  });
});
