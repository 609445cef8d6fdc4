import { served } from './discovery/served.ts';
import { groups } from './discovery/groups.ts';
import type { Api, Call } from './context.ts';
import { pageNotFound, type Reply, statusReply } from './reply.ts';
import { done, methodNotAllowed, noSuchResource, notFound, type Outcome } from './status.ts';
import { create } from './verbs/create.ts';
import { remove } from './verbs/delete.ts';
import { removeCollection } from './verbs/delete-collection.ts';
import { get } from './verbs/get.ts';
import { list } from './verbs/list.ts';
import { patch } from './verbs/patch.ts';
import { scale } from './verbs/scale.ts';
import { update } from './verbs/update.ts';
import { watch, type WatchSettings } from './watch/watch.ts';
import type { RequestInfo } from './http/request-info.ts';
import type { Resource } from '../../store/object-store.ts';

/** The resource a path means, or the answer to a path that means none. */
export function findResource(info: RequestInfo): { readonly resource: Resource } | { readonly reply: Reply } {
  const { group, version, plural, namespace, name } = info;
  const known = group === '' || groups.some((each) => each.group === group);
  const custom = served.some((each) => each.group === group && each.custom);
  const resource = served.find((each) => each.group === group && each.plural === plural && each.version === version);
  if (!known) return { reply: pageNotFound() };
  if (!resource || info.rest.length > 0) return { reply: custom ? pageNotFound() : statusReply(noSuchResource().status) };
  const misplaced = resource.namespaced ? namespace === '' && name !== '' : namespace !== '' && plural !== 'namespaces';
  return misplaced ? { reply: statusReply(noSuchResource().status) } : { resource };
}

/** Hands a request to its verb. */
export async function route(api: Api, call: Call, settings: WatchSettings): Promise<Outcome<Reply>> {
  const { info, resource } = call;
  if (info.subresource !== '') {
    const { status, scale: scales } = resource.subresources;
    if (info.subresource === 'scale' && scales) return scale(api, call);
    if (info.subresource !== 'status' || !status)
      return resource.custom ? notFound(resource, info.name) : done(statusReply(noSuchResource().status));
    if (info.verb !== 'get' && info.verb !== 'update' && info.verb !== 'patch') return methodNotAllowed();
  }
  switch (info.verb) {
    case 'get':
      return get(api, call);
    case 'list':
      return list(api, call);
    case 'watch':
      return watch(api, call, settings);
    case 'create':
      return create(api, call);
    case 'update':
      return update(api, call);
    case 'patch':
      return patch(api, call);
    case 'delete':
      return remove(api, call);
    case 'deletecollection':
      return removeCollection(api, call);
    default:
      return methodNotAllowed();
  }
}
