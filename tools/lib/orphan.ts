/**
 * Calls `stop` once when the process that started this one is gone. npm passes a signal on to its shell, which dies
 * without telling us; what we started must not outlive that.
 */
export function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
