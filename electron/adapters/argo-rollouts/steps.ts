import { z } from 'zod';
import type { Step } from '#shared/domain/rollouts/workload.ts';
import { lengthText, listText } from '#shared/domain/rollouts/words.ts';

const RawStep = z.object({
  setWeight: z.number().nullish(),
  pause: z.object({ duration: z.union([z.number(), z.string()]).nullish() }).nullish(),
  analysis: z.object({ templates: z.array(z.object({ templateName: z.string() })).nullish() }).nullish(),
  experiment: z.unknown().optional(),
  setCanaryScale: z
    .object({ weight: z.number().nullish(), replicas: z.number().nullish(), matchTrafficWeight: z.boolean().nullish() })
    .nullish(),
  setHeaderRoute: z.object({ name: z.string().default('') }).nullish(),
  setMirrorRoute: z.object({ name: z.string().default(''), percentage: z.number().nullish() }).nullish(),
  plugin: z.object({ name: z.string().default('') }).nullish(),
});

const units: Readonly<Record<string, number>> = { h: 3_600, m: 60, s: 1, ms: 0.001, us: 0.000_001, µs: 0.000_001, ns: 0.000_000_001 };

/** A pause as Argo writes it: a number is seconds, a string seconds or a Go duration (`1h30m`). null: it cannot be read. */
export function pauseSeconds(duration: number | string): number | null {
  if (typeof duration === 'number') return duration;
  if (/^\d+$/.test(duration)) return Number(duration);
  const parts = [...duration.matchAll(/([\d.]+)(h|ms|us|µs|ns|m|s)/gy)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== duration) return null;
  return parts.reduce((sum, [, value, unit]) => sum + Number(value) * (units[unit ?? ''] ?? 0), 0);
}

/** One canary step in our words. A kind this desk does not know keeps its own name. `maxWeight` is maxTrafficWeight. */
export function toStep(raw: unknown, maxWeight: number): Step {
  const none = { weight: null, pauseSeconds: null };
  const step = RawStep.safeParse(raw).data;
  if (step?.setWeight !== undefined && step.setWeight !== null) {
    const weight = Math.min(100, (step.setWeight / maxWeight) * 100);
    return { ...none, kind: 'setWeight', text: `Set ${Math.round(weight * 10) / 10}%`, weight };
  }
  if (step?.pause) {
    const { duration } = step.pause;
    const seconds = duration === undefined || duration === null ? null : pauseSeconds(duration);
    const length = seconds === null ? duration : lengthText(seconds);
    return {
      ...none,
      kind: 'pause',
      text: duration === undefined || duration === null ? 'Pause until promoted' : `Pause ${length}`,
      pauseSeconds: seconds,
    };
  }
  if (step?.analysis) {
    const names = (step.analysis.templates ?? []).map((template) => template.templateName);
    return { ...none, kind: 'analysis', text: names.length === 0 ? 'Analysis' : `Analysis ${listText(names)}` };
  }
  if (step?.experiment !== undefined) return { ...none, kind: 'experiment', text: 'Experiment' };
  if (step?.setCanaryScale) return { ...none, kind: 'setCanaryScale', text: scaleText(step.setCanaryScale) };
  if (step?.setHeaderRoute) return { ...none, kind: 'setHeaderRoute', text: `Header route ${step.setHeaderRoute.name}` };
  if (step?.setMirrorRoute) {
    const { name, percentage } = step.setMirrorRoute;
    return { ...none, kind: 'setMirrorRoute', text: percentage ? `Mirror ${percentage}% by ${name}` : `Mirror route ${name}` };
  }
  if (step?.plugin) return { ...none, kind: 'plugin', text: `Plugin ${step.plugin.name}` };
  const name = typeof raw === 'object' && raw !== null ? Object.keys(raw)[0] : undefined;
  return { ...none, kind: 'unknown', text: name === undefined ? 'Unknown step' : `Unknown step ${name}` };
}

function scaleText({ weight, replicas }: { weight?: number | null | undefined; replicas?: number | null | undefined }): string {
  if (typeof replicas === 'number') return `Scale canary to ${replicas} ${replicas === 1 ? 'pod' : 'pods'}`;
  return typeof weight === 'number' ? `Scale canary to ${weight}%` : 'Scale canary with its weight';
}
