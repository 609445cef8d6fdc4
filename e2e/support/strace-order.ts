/** One system call of a trace. Lines count from 1; a call that another thread interrupts ends on a later line than it began. */
export interface Call {
  readonly pid: number;
  readonly name: string;
  /** As strace prints them: file descriptors with their path, strings quoted and escaped. */
  readonly args: string;
  /** The path or socket behind the first argument, where it is a file descriptor. */
  readonly file: string | null;
  /** What the call returned, null if the trace ends before. */
  readonly returned: string | null;
  readonly beganAt: number;
  readonly endedAt: number | null;
}

/** How to run a program so that `parseStrace` can read the order of its writes and syncs: `strace …these, program, …arguments`. */
export function straceArguments(traceFile: string): string[] {
  const calls = ['fsync', 'fdatasync', 'write', 'writev', 'pwrite64', 'pwritev', 'sendto', 'sendmsg', 'io_uring_enter'];
  // -y: paths of descriptors; -s: whole pages of a database, so that what was written can be found in them.
  return ['-f', '-y', '-s', '8192', '-e', `trace=${calls.join(',')}`, '-o', traceFile];
}

const started = /^(\d+)\s+(\w+)\((.*)$/s;
const resumed = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)$/s;
const unfinished = / <unfinished \.\.\.>$/;
const ended = /^(.*)\)\s+=\s+(-?\d+.*|\?.*)$/s;

/** The calls of a trace, in the order they began. Signals and exits are left out. */
export function parseStrace(text: string): Call[] {
  const calls: Call[] = [];
  const waiting = new Map<string, number>();
  text.split('\n').forEach((line, index) => {
    const at = index + 1;
    const [, pid = '', name = '', rest = ''] = started.exec(line) ?? resumed.exec(line) ?? [];
    if (name === '') return;
    const key = `${pid} ${name}`;
    const before = waiting.get(key);
    if (line.includes('<... ') && before !== undefined) {
      waiting.delete(key);
      const begun = calls[before];
      if (begun !== undefined) calls[before] = closed(begun, begun.args + rest, at);
      return;
    }
    const open = {
      pid: Number(pid),
      name,
      args: rest.replace(unfinished, ''),
      file: fileOf(rest),
      returned: null,
      beganAt: at,
      endedAt: null,
    };
    if (unfinished.test(line)) waiting.set(key, calls.length);
    calls.push(unfinished.test(line) ? open : closed(open, rest, at));
  });
  return calls;
}

function closed(call: Call, text: string, at: number): Call {
  const [, args, returned] = ended.exec(text) ?? [];
  return args === undefined || returned === undefined ? { ...call, args: text } : { ...call, args, returned, endedAt: at };
}

function fileOf(args: string): string | null {
  return /^\d+<((?:->|[^>])*)>/.exec(args)?.[1] ?? null;
}

export interface Order {
  /** The log's file: `/audit\.db-wal$/`. */
  readonly log: RegExp;
  /** Text that only the intent holds, for example its auditId. */
  readonly intent: string;
  /** The call with which the request leaves. */
  readonly sends: (call: Call) => boolean;
}

/**
 * Why a trace does not prove that the intent was on disk before the request left; null where it does: the intent was written to
 * the log, a sync of the log began after that and returned 0, and only then the first sending call began.
 */
export function whyNotDurableFirst(calls: readonly Call[], { log, intent, sends }: Order): string | null {
  const onLog = (call: Call) => call.file !== null && log.test(call.file);
  const sent = calls.find(sends);
  if (sent === undefined) return 'The request was never sent.';
  const written = calls.find((call) => call.name.startsWith('pwrite') && onLog(call) && call.args.includes(intent));
  if (written === undefined || written.endedAt === null) return 'The intent was never written to the log.';
  const writtenAt = written.endedAt;
  const synced = calls.find((call) => /^f(data)?sync$/.test(call.name) && onLog(call) && call.beganAt > writtenAt && call.returned === '0');
  if (synced === undefined || synced.endedAt === null) return `The intent was written (line ${written.beganAt}) and never synced.`;
  if (synced.endedAt >= sent.beganAt) return `The request left (line ${sent.beganAt}) before the sync returned (line ${synced.endedAt}).`;
  return null;
}
