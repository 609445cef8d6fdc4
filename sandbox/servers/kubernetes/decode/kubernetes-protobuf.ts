import { readAs, readMessage, type Shape } from './protobuf.ts';

const metadata: Shape = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  11: ['labels', 'map'],
  12: ['annotations', 'map'],
};
const resourceAttributes: Shape = {
  1: ['namespace', 'string'],
  2: ['verb', 'string'],
  3: ['group', 'string'],
  4: ['version', 'string'],
  5: ['resource', 'string'],
  6: ['subresource', 'string'],
  7: ['name', 'string'],
};
const container: Shape = {
  1: ['name', 'string'],
  2: ['image', 'string'],
  3: ['command', 'string', 'list'],
  4: ['args', 'string', 'list'],
  6: ['ports', { 1: ['name', 'string'], 2: ['hostPort', 'number'], 3: ['containerPort', 'number'], 4: ['protocol', 'string'] }, 'list'],
  7: ['env', { 1: ['name', 'string'], 2: ['value', 'string'] }, 'list'],
};
const template: Shape = { 1: ['metadata', metadata], 2: ['spec', { 2: ['containers', container, 'list'] }] };
const selector: Shape = { 1: ['matchLabels', 'map'] };
// The kinds kubectl sends as protobuf on its way through the sandbox; the field numbers are those of k8s.io/api's generated.proto.
const shapes: { readonly [kind: string]: Shape } = {
  SelfSubjectAccessReview: {
    1: ['metadata', metadata],
    2: [
      'spec',
      { 1: ['resourceAttributes', resourceAttributes], 2: ['nonResourceAttributes', { 1: ['path', 'string'], 2: ['verb', 'string'] }] },
    ],
  },
  SelfSubjectRulesReview: { 1: ['metadata', metadata], 2: ['spec', { 1: ['namespace', 'string'] }] },
  SelfSubjectReview: { 1: ['metadata', metadata] },
  Namespace: { 1: ['metadata', metadata] },
  ConfigMap: { 1: ['metadata', metadata], 2: ['data', 'map'] },
  Deployment: {
    1: ['metadata', metadata],
    2: ['spec', { 1: ['replicas', 'number'], 2: ['selector', selector], 3: ['template', template] }],
  },
  DeleteOptions: { 4: ['propagationPolicy', 'string'], 5: ['dryRun', 'string', 'list'] },
};

export type Envelope = { readonly ok: true; readonly value: Record<string, unknown> } | { readonly ok: false; readonly message: string };

/** A Kubernetes object in its protobuf envelope, as JSON has it. Kinds not listed here are refused by name. */
export function readEnvelope(body: Buffer): Envelope {
  const prefix = body.subarray(0, 4).toString('latin1');
  if (prefix !== 'k8s\0')
    return { ok: false, message: 'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]' };
  const parts = readMessage(body.subarray(4));
  if (!parts) return { ok: false, message: 'proto: illegal wireType' };
  const type = readAs(parts.find(({ number }) => number === 1)?.bytes ?? Buffer.alloc(0), {
    1: ['apiVersion', 'string'],
    2: ['kind', 'string'],
  });
  const raw = parts.find(({ number }) => number === 2)?.bytes ?? Buffer.alloc(0);
  const { apiVersion, kind } = Object.assign({ apiVersion: '', kind: '' }, type);
  const shape = shapes[kind];
  if (!shape)
    return {
      ok: false,
      message: `the sandbox does not read ${kind || 'an object without a kind'} as protobuf; send it as application/json`,
    };
  return { ok: true, value: Object.assign({ apiVersion, kind }, readAs(raw, shape)) };
}
