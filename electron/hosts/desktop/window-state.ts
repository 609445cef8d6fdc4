import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const State = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(640).max(16_384),
  height: z.number().int().min(480).max(16_384),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof State>;

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The window as it was last closed; null where nothing usable was kept. A broken file is no reason not to open. */
export function readWindowState(file: string): WindowState | null {
  try {
    return State.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(file, `${JSON.stringify(state)}\n`, { mode: 0o600 });
}

/** Whether enough of the window would be on a screen to take hold of it: the screen it was on may be gone. */
export function isOnScreen(window: Area, screens: readonly Area[]): boolean {
  return screens.some((screen) => {
    const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
    const height = Math.min(window.y + window.height, screen.y + screen.height) - Math.max(window.y, screen.y);
    return width >= 200 && height >= 100;
  });
}
