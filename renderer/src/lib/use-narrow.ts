import { useSyncExternalStore } from 'react';

/** Where a phone's layout begins, as the style sheets have it. */
const query = '(max-width: 760px)';

function subscribe(changed: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

/** True at phone width, and where a desk is enlarged until it has no more room than one. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
