import { z } from 'zod';
import { PageRoute } from '#shared/contract/window-signal.ts';

const dnsName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
const contextName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^\P{Cc}+$/u);
const Segments = z.tuple([contextName, dnsName, dnsName]);
const word = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/i);
/** What may follow the `?` of an address: names and values as the page writes them. What it means is the page's to judge. */
const Search = z
  .string()
  .max(1_500)
  .regex(/^[\w.~%=&+-]*$/);

/**
 * The page's hash route of a link, or null. `rcc://desk/<address as on the page>` leads to every screen and state,
 * `rcc://rollout/<context>/<namespace>/<name>` to one Rollout. A link is somebody else's text: it can only name a place.
 */
export function routeOfLink(text: string): string | null {
  if (text.length > 2_048 || !URL.canParse(text)) return null;
  const link = new URL(text);
  if (link.protocol !== 'rcc:') return null;
  const parts = link.pathname
    .replace(/^\/|\/$/g, '')
    .split('/')
    .map(decoded);
  if (link.host === 'rollout') return link.search === '' ? rolloutRoute(parts) : null;
  if (link.host !== 'desk') return null;
  const path = pathOf(parts);
  const search = Search.safeParse(link.search.replace(/^\?/, ''));
  if (path === null || !search.success) return null;
  const route = PageRoute.safeParse(`#/${path}${search.data === '' ? '' : `?${search.data}`}`);
  return route.success ? route.data : null;
}

function rolloutRoute(parts: readonly (string | null)[]): string | null {
  const segments = Segments.safeParse(parts);
  if (!segments.success) return null;
  const [context, namespace, name] = segments.data.map(encodeURIComponent);
  return `#/rollouts/${context}/${namespace}/Rollout/${name}`;
}

/** `audit`, `rollouts/<context>/<namespace>/<kind>/<name>/rollback`, `trains/48`: a screen, then names, each escaped anew. */
function pathOf(parts: readonly (string | null)[]): string | null {
  const [screen, context, ...names] = parts;
  if (!word.safeParse(screen).success || screen == null) return null;
  if (context === undefined) return screen;
  const rest = [contextName.safeParse(context), ...names.map((name) => (dnsName.safeParse(name).success ? dnsName : word).safeParse(name))];
  if (names.length > 6 || context === '..' || context === '.') return null;
  const good = rest.flatMap((part) => (part.success ? [encodeURIComponent(part.data)] : []));
  return good.length === rest.length ? [screen, ...good].join('/') : null;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
