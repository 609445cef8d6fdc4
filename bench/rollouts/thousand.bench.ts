import { type Bench, type BenchRow, percentile } from '../row.ts';
import { controlPlaneVariable, startControlPlane } from '../support/control-plane.ts';
import { rawApi } from '../support/raw-api.ts';
import { createNamespace } from '../support/rollouts.ts';
import { measureEmpty, measureFilled } from './memory.ts';
import { fillCluster, rolloutCount } from './thousand-rollouts.ts';
import { measureWatch } from './watch-latency.ts';

/** A desk with its list open on a cluster of 1,000 Rollouts: what it costs in memory, and how late an event is. */
export const bench: Bench = {
  name: `${rolloutCount} rollouts`,
  needs: [controlPlaneVariable],
  async run() {
    const controlPlane = startControlPlane();
    const admin = rawApi(controlPlane.kubeconfig, 'admin');
    try {
      await createNamespace(admin);
      const { emptyMb, growingMb } = await measureEmpty(controlPlane.kubeconfig, () => fillCluster(admin));
      const filledMb = await measureFilled(controlPlane.kubeconfig);
      const watched = await measureWatch(controlPlane.kubeconfig, admin);
      const ours = Math.max(growingMb, ...filledMb);
      return [
        {
          name: `memory of rcc serve, ${rolloutCount} rollouts`,
          unit: 'MB',
          ours,
          baseline: emptyMb,
          ratio: ours / emptyMb,
          limit: { atMostMore: 150 },
          against: 'itself on an empty cluster, resident',
        },
        latencyRow('p50', 0.5, watched),
        latencyRow('p95', 0.95, watched),
      ];
    } finally {
      await admin.close();
      controlPlane.stop();
    }
  },
};

function latencyRow(label: string, p: number, { ours, raw }: { ours: number[]; raw: number[] }): BenchRow {
  const [mine, bare] = [percentile(ours, p), percentile(raw, p)];
  const name = `watch event to subscriber, ${rolloutCount} rollouts, ${label}`;
  return { name, unit: 'ms', ours: mine, baseline: bare, ratio: mine / bare, limit: { atMost: 1.5 }, against: 'raw watch, line in hand' };
}
