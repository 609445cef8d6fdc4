import { done, type Outcome, refuse } from '../status.ts';

/** How an answer is to be written. */
export interface Accept {
  readonly as: 'object' | 'table' | 'metadata' | 'metadata-list';
  readonly yaml: boolean;
}

const representations = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
const plain: Accept = { as: 'object', yaml: false };
const transforms: { readonly [as: string]: Accept['as'] } = {
  Table: 'table',
  PartialObjectMetadata: 'metadata',
  PartialObjectMetadataList: 'metadata-list',
};

/** The first media range of an Accept header that the server can write; protobuf is read here, never written. */
export function negotiate(header: string | undefined): Outcome<Accept> {
  if (!header) return done(plain);
  let asked = false;
  for (const range of header.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const yaml = type === 'application/yaml';
    if (!yaml && type !== 'application/json' && type !== '*/*' && type !== 'application/*') continue;
    const given = new Map(parameters.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]));
    const as = given.get('as');
    if (as === undefined) return done({ as: 'object', yaml });
    asked = true;
    const transform = Object.hasOwn(transforms, as) ? transforms[as] : undefined;
    if (transform && given.get('g') === 'meta.k8s.io' && given.get('v') === 'v1') return done({ as: transform, yaml });
  }
  if (asked) return refuse(406, 'NotAcceptable', `only the following media types are accepted: ${representations}`);
  return refuse(406, 'NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${representations}`, {});
}
