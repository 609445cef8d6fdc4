import { z } from 'zod';

const Event = z.looseObject({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z.looseObject({ name: z.string().optional() }).optional(),
});
const Trace = z.object({ traceEvents: z.array(Event) });

/** One task of a page's main thread, milliseconds on the wall and of processor time. */
export interface Task {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/**
 * The tasks of the main thread that worked most in a trace: the page's. `RunTask` is what DevTools draws as "Task", and what a
 * click has to wait for; style, layout and painting are within. Longest first.
 */
export function mainThreadTasks(trace: string): Task[] {
  const { traceEvents } = Trace.parse(JSON.parse(trace));
  const mains = traceEvents.filter(({ name, ph, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain');
  const each = mains.map(({ pid, tid }) =>
    traceEvents
      .filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.name === 'RunTask')
      .map(({ dur = 0, tdur = 0 }) => ({ wallMs: dur / 1_000, cpuMs: tdur / 1_000 })),
  );
  const total = (tasks: readonly Task[]) => tasks.reduce((sum, { wallMs }) => sum + wallMs, 0);
  const busiest = each.toSorted((a, b) => total(b) - total(a))[0] ?? [];
  return busiest.toSorted((a, b) => b.wallMs - a.wallMs);
}
