import type { Pod } from '../rollouts/detail.ts';

/**
 * The digest that runs beside the one that was tested, in words. Pods of an image for several platforms may report the digest of
 * one of them: another digest is said, not judged. `image`: what the spec names.
 */
export function ranText(pods: readonly Pick<Pod, 'hash' | 'images'>[], hash: string, image: string, tested: string | null): string {
  const ids = pods
    .filter((pod) => pod.hash === hash)
    .flatMap(({ images }) => images.filter((one) => one.image === image).map(({ imageId }) => digestIn(imageId)));
  const known = [...new Set(ids)].filter((digest) => digest !== null);
  if (known.length === 0) return 'its pods do not say which digest they run';
  const ran = known.map(short).join(' and ');
  if (tested === null) return `its pods run ${ran}; what was tested is not known`;
  return known.every((digest) => digest === tested) ? `its pods run ${ran}, as tested` : `its pods run ${ran}, tested was ${short(tested)}`;
}

function digestIn(imageId: string): string | null {
  return /sha256:[0-9a-f]{64}$/.exec(imageId)?.[0] ?? null;
}

function short(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 8);
}
