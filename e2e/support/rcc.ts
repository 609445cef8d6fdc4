import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AuditEntry } from '#shared/domain/audit/entry.ts';

const built = join(import.meta.dirname, '../../out/cli/index.js');

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built rcc with a home of its own and one kubeconfig. */
export interface Rcc {
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Oldest first. */
  auditEntries(): Promise<AuditEntry[]>;
}

export function rccIsBuilt(): boolean {
  return existsSync(built);
}

export function rccAt(home: string, kubeconfig: string): Rcc {
  const run: Rcc['run'] = (args, env = {}) => {
    const child = spawn(process.execPath, [built, ...args, '--home', home, '--kubeconfig', kubeconfig], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
    });
  };
  return {
    run,
    async auditEntries() {
      const { stdout } = await run(['audit', 'export', '--format', 'jsonl']);
      const lines = stdout.split('\n').filter((line) => line !== '');
      return lines
        .map((line) => z.unknown().parse(JSON.parse(line)))
        .flatMap((value) => {
          const entry = AuditEntry.safeParse(value);
          return entry.success ? [entry.data] : [];
        });
    },
  };
}
