import { z } from 'zod';
import { Dial } from '../rollouts/figure.ts';
import { figureText, HealthView, whyUnknown } from '../rollouts/version-health.ts';
import { percentText } from '../rollouts/words.ts';

/** What the desk showed at the moment of the hold, as the intent of the act keeps it. */
export const HoldFacts = z.object({
  /** Epoch ms. */
  at: z.number(),
  dial: Dial,
  /** null: no metric server is configured. */
  health: HealthView.nullable(),
  current: z.string(),
  stable: z.string(),
});
export type HoldFacts = z.infer<typeof HoldFacts>;

/** One figure a person had before them: how it read, how old it was, whose word it is. */
const SeenFigure = z.object({
  label: z.string(),
  value: z.string(),
  /** When its source vouched for it, epoch ms; null: it never did. */
  at: z.number().nullable(),
  source: z.string(),
});
export const SeenAtHold = z.object({ at: z.number(), figures: z.array(SeenFigure) });
export type SeenAtHold = z.infer<typeof SeenAtHold>;

const Detail = z.object({ seen: HoldFacts.optional(), plan: z.object({ dial: Dial }).optional() });

/**
 * The figures of an intent's detail; null where it holds none (an act without a plan). `heldAt`: the entry's own time. Older desks
 * kept the plan's dial and no error rates: then only the needles are told.
 */
export function seenAtHoldOf(detail: unknown, heldAt: number): SeenAtHold | null {
  const kept = Detail.safeParse(detail).data;
  const dial = kept?.seen?.dial ?? kept?.plan?.dial;
  if (dial === undefined) return null;
  const needles = (['requested', 'accepted', 'observed'] as const).map((name) => {
    const { percent, at, source, note } = dial[name];
    const value = percent === null ? `unknown${note === '' ? '' : `: ${note}`}` : percentText(percent);
    return { label: `Share ${name}`, value, at, source };
  });
  return { at: kept?.seen?.at ?? heldAt, figures: [...needles, ...(kept?.seen === undefined ? [] : healthFigures(kept.seen))] };
}

function healthFigures({ health, current, stable }: HoldFacts): z.infer<typeof SeenFigure>[] {
  if (health === null) return [{ label: 'Errors', value: 'unknown: no metric server is configured', at: null, source: 'none' }];
  const versions = [
    { label: current, figures: health.current },
    ...(health.stable === null ? [] : [{ label: stable, figures: health.stable }]),
  ];
  return versions.flatMap(({ label, figures }) =>
    (['errorPercent', 'requestsPerSecond', 'p99Ms'] as const).map((name) => ({
      label: `${names[name]} ${label}`,
      value: figures[name] === null ? `unknown: ${whyUnknown(health, figures, name)}` : figureText(name, figures[name]),
      at: health.at,
      source: health.source,
    })),
  );
}

const names = { errorPercent: 'Errors on', requestsPerSecond: 'Requests on', p99Ms: 'p99 of' } as const;
