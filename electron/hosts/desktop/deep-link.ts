import { z } from 'zod';

const dnsName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
const Segments = z.tuple([
  z
    .string()
    .min(1)
    .max(512)
    .regex(/^\P{Cc}+$/u),
  dnsName,
  dnsName,
]);

/** `rcc://rollout/<context>/<namespace>/<name>` as the page's hash route, or null. A link is somebody else's text: it can only name a place. */
export function routeOfLink(text: string): string | null {
  if (text.length > 2_048 || !URL.canParse(text)) return null;
  const link = new URL(text);
  if (link.protocol !== 'rcc:' || link.host !== 'rollout') return null;
  const segments = Segments.safeParse(
    link.pathname
      .replace(/^\/|\/$/g, '')
      .split('/')
      .map(decoded),
  );
  if (!segments.success) return null;
  const [context, namespace, name] = segments.data.map(encodeURIComponent);
  return `#/rollouts/${context}/${namespace}/Rollout/${name}`;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
