import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** When a process began, as text that another start of the same pid does not have; `unknown` where it lives but nobody tells; null: it is gone. */
export function startOf(pid: number, platform: NodeJS.Platform = process.platform): string | null {
  if (platform === 'linux') return startOnLinux(pid);
  if (!exists(pid)) return null;
  return platform === 'win32' ? startOnWindows(pid) : startByPs(pid);
}

/**
 * Boot id and ticks since boot. Not a time of day: the kernel computes that from the wall clock, which is set now and then,
 * and a process must not die by that.
 */
function startOnLinux(pid: number): string | null {
  try {
    const found = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (found === null) return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}+${found.ticks}`;
  } catch {
    return exists(pid) ? 'unknown' : null;
  }
}

/** `/proc/PID/stat` (proc_pid_stat(5)): state is field 3, start ticks field 22. null for a process that has ended but was not waited for. */
export function parseStat(text: string): { ticks: string } | null {
  // The name in field 2 may hold spaces and brackets; the last bracket closes it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields[19];
  return ticks === undefined || fields[0] === 'Z' || fields[0] === 'X' ? null : { ticks };
}

function startByPs(pid: number): string | null {
  const line = output('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]);
  const [, state, started] = /^\s*(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
  if (state === undefined || started === undefined) return exists(pid) ? 'unknown' : null;
  return state.startsWith('Z') ? null : started;
}

function startOnWindows(pid: number): string {
  const script = `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`;
  return output('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]).trim() || 'unknown';
}

function output(program: string, args: readonly string[]): string {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync(program, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000, windowsHide: true });
  } catch {
    return '';
  }
}

/** Signal 0 asks without touching. EPERM: it lives and belongs to somebody else. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
