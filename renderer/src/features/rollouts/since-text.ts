import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { timeText } from '../../lib/wall-time.ts';

/**
 * `Since 16:55, first seen by this desk`: since when a degraded rollout is so and who says it; empty where nobody knows, and for
 * other states, whose sentences name their time.
 */
export function sinceText({ attention, workload }: Pick<RolloutRow, 'attention' | 'workload'>): string {
  if (attention.state !== 'degraded' || attention.since === null) return '';
  const who = workload.phase === 'Degraded' ? 'as its condition Progressing says' : 'first seen by this desk';
  return `Since ${timeText(attention.since).slice(0, 5)}, ${who}`;
}
