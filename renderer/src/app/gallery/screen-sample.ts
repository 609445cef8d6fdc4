import type { Answers } from './gallery-backend.ts';

/**
 * One picture of one screen. To add a screen or a state of one: add one entry here. That is all; the gallery lists it, and
 * e2e/gallery.spec.ts photographs it, compares it and runs axe over it.
 *
 * What the desk answers comes from gallery-backend.ts, whose switches are set with `options`. A procedure it does not know yet,
 * or another answer to one it does: `answers`, by the procedure's path, for example
 * `{ 'settings.read': () => Promise.resolve(ok(sampleSettings)) }`; a subscription answers `still([['key', value]])`.
 * Every time in a sample counts from `exampleNow`: the gallery's clock stands there.
 */
export interface ScreenSample {
  /** Of the picture's file: kebab-case. */
  readonly name: string;
  /** Where the screen lives: `#/rollouts`. */
  readonly hash: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly answers?: Answers;
  /** Keys pressed once it stands, in Playwright's names, to reach a state: `['?']`. */
  readonly keys?: readonly string[];
  /** Photographed at 390 × 844 too. */
  readonly phone?: true;
}
