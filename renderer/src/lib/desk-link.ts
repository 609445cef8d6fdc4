/** Where this page is, as others can open it: in the desktop `rcc://desk/…`, in a browser its own address, which holds no token. */
export function deskLink(place: Pick<Location, 'protocol' | 'origin' | 'hash'> = location): string {
  const route = place.hash.replace(/^#/, '') || '/rollouts';
  return place.protocol === 'app:' ? `rcc://desk${route}` : `${place.origin}/#${route}`;
}
