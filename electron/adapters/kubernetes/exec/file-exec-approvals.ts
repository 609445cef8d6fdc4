import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fail, ok, type Result } from '#shared/contract/result.ts';
import { replaceFile } from '../../system/replace-file.ts';
import type { ExecApprovals } from './exec-approvals.ts';

const Approvals = z.object({
  version: z.literal(1),
  approvals: z.array(z.object({ fingerprint: z.string(), commandLine: z.string(), context: z.string(), at: z.number() })),
});
type Approvals = z.infer<typeof Approvals>;

/**
 * Approvals in one JSON file (mode 0600), replaced as a whole so that a crash leaves the old one. It is read on every
 * question: another desk or the CLI may have added one. A file that cannot be read approves nothing.
 */
export function createFileExecApprovals(file: string): ExecApprovals {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async isApproved(fingerprint) {
      const known = await readApprovals(file);
      return known.ok && known.value.approvals.some((approval) => approval.fingerprint === fingerprint);
    },
    approve(approval) {
      const written = last.then(async (): Promise<Result<void>> => {
        const known = await readApprovals(file);
        if (!known.ok) return known;
        const { fingerprint, commandLine, context, at } = approval;
        const others = known.value.approvals.filter((each) => each.fingerprint !== fingerprint);
        return replaceFile(
          file,
          JSON.stringify({ version: 1, approvals: [...others, { fingerprint, commandLine, context, at }] }, null, 2),
        );
      });
      last = written;
      return written;
    },
  };
}

async function readApprovals(file: string): Promise<Result<Approvals>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok({ version: 1, approvals: [] });
    return storageFailure(file, error);
  }
  try {
    return ok(Approvals.parse(JSON.parse(text)));
  } catch {
    return fail('storage', `${file} is not a list of approvals. Move it away, then approve again.`);
  }
}

function storageFailure(file: string, error: unknown): Result<never> {
  return fail('storage', `${file} cannot be read or written.`, {
    upstream: { source: file, text: error instanceof Error ? error.message : String(error) },
  });
}
