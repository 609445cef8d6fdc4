import type { SandboxOrder, SandboxState } from '#shared/domain/connections/sandbox.ts';

export const speeds = [1, 2, 5, 10, 50, 100] as const;

export type Scenario = SandboxState['scenarios'][number];

/** The scenario after the running one, in the sandbox's own order; after the last comes the first. null when there is no other. */
export function nextScenario({ scenario, scenarios }: SandboxState): Scenario | null {
  const here = scenarios.findIndex(({ name }) => name === scenario);
  const next = scenarios[(here + 1) % scenarios.length];
  return next === undefined || next.name === scenario ? null : next;
}

interface StoryLine {
  readonly text: string;
  /** Seconds of simulated time between the scenario's beginning and this line. */
  readonly into: number;
  /** Seconds of simulated time since this line. */
  readonly ago: number;
}

/** The story up to now, oldest first, in simulated time. */
export function storyLines({ story, startedAt, now }: SandboxState): StoryLine[] {
  return story.map(({ at, text }) => ({ text, into: Math.max(0, at - startedAt) / 1_000, ago: Math.max(0, now - at) / 1_000 }));
}

/** `0:40`, `1:02:05`: a place in the script, as a player shows it. `seconds` of simulated time. */
export function scriptTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours === 0 ? `${minutes}:${two(whole % 60)}` : `${hours}:${two(minutes)}:${two(whole % 60)}`;
}

/** What an order that takes a while says while it is carried out; null for one that is done at once. */
export function orderProgress(order: SandboxOrder, { scenarios }: SandboxState): string | null {
  if (order.do === 'speed') return null;
  if (order.do === 'restart') return 'Starting again…';
  return `Starting ${scenarios.find(({ name }) => name === order.name)?.title ?? order.name}…`;
}
