import { clusterPeriodMs, type Dial } from './figure.ts';
import { percentText } from './words.ts';

/** Points of share within which two needles count as one. */
export const tolerancePoints = 0.5;
/** 3.29 standard errors: one false alarm in a thousand readings. */
const z = 3.29;

export interface DisagreementInput {
  readonly dial: Dial;
  /** Since when requested and accepted differ without a break, epoch ms; null while they agree (see requestedDiffers). */
  readonly differsSince: number | null;
  /** When the accepted figure last changed, epoch ms; null when it has not since the watch began. */
  readonly acceptedSince: number | null;
  /** Requests of all versions in the metric's window; null when unknown, and then observed is not judged. */
  readonly requests: number | null;
  /** Length of the metric's window, milliseconds. */
  readonly windowMs: number;
  readonly now: number;
}

export interface Disagreement {
  readonly between: 'requested-accepted' | 'accepted-observed';
  readonly headline: string;
  readonly points: number;
}

/** Whether this one reading shows requested and accepted apart. The reader remembers since when. */
export function requestedDiffers(dial: Dial): boolean {
  const { requested, accepted } = dial;
  return requested.percent !== null && accepted.percent !== null && Math.abs(requested.percent - accepted.percent) > tolerancePoints;
}

/** Whether a true share of `percent` could show as `observed` percent of `requests` (Wilson interval of the observed share). */
export function withinSampling(percent: number, observed: number, requests: number): boolean {
  if (requests <= 0 || Math.abs(percent - observed) <= tolerancePoints) return true;
  const p = Math.min(1, Math.max(0, observed / 100));
  const scale = 1 + (z * z) / requests;
  const centre = (p + (z * z) / (2 * requests)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / requests + (z * z) / (4 * requests * requests));
  return Math.abs(percent / 100 - centre) <= half + 1e-9;
}

/** The disagreement that is the page's headline, or null. What was asked and refused comes before what is merely seen. */
export function disagreementOf(input: DisagreementInput): Disagreement | null {
  const { requested, accepted, observed } = input.dial;
  if (accepted.percent === null) return null;
  const agreed = percentText(accepted.percent);
  if (requested.percent !== null && requestedDiffers(input.dial)) {
    if (input.differsSince === null || input.now - input.differsSince <= clusterPeriodMs) return null;
    const points = Math.abs(requested.percent - accepted.percent);
    const headline = `Asked for ${percentText(requested.percent)}. ${giver(accepted.source)} still gives ${agreed}.`;
    return { between: 'requested-accepted', headline, points };
  }
  // A window that began before the weight changed holds requests of both shares: no verdict yet.
  const mixed = input.acceptedSince !== null && input.now - input.acceptedSince < input.windowMs;
  if (observed.percent === null || input.requests === null || mixed) return null;
  if (withinSampling(accepted.percent, observed.percent, input.requests)) return null;
  const points = Math.abs(accepted.percent - observed.percent);
  return {
    between: 'accepted-observed',
    headline: `${giver(accepted.source)} gives ${agreed}. Requests show ${percentText(observed.percent)}.`,
    points,
  };
}

function giver(source: string): string {
  if (source === 'controller') return 'The controller';
  return source.startsWith('Service ') ? 'The Service' : 'The route';
}
