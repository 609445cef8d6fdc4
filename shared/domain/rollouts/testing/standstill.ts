/** What a rollout at rest is touched with by who waits for it to move: an annotation that means nothing. */
export const touched = (resourceVersion: string) => ({ metadata: { annotations: { touched: resourceVersion } } });

/**
 * Whether an object has stood still so long that who waits for it should touch it. A deploy played by a test can be looked past by
 * the real controller, once in some hundred times, and is seen at the object's next change (see `isUnseen`): a cluster with others
 * in it has that change, a test's namespace has not.
 * @param now milliseconds
 * @returns to be asked with each reading's resourceVersion; true once per 3 s of standstill
 */
export function standstill(now: () => number, limitMs = 3_000): (resourceVersion: string) => boolean {
  let last = '';
  let since = now();
  return (resourceVersion) => {
    const still = resourceVersion === last && now() - since >= limitMs;
    if (still || resourceVersion !== last) since = now();
    last = resourceVersion;
    return still;
  };
}
