import { useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import type { AuditEntry, Checkpoint } from '#shared/domain/audit/entry.ts';
import { csvHeader, csvRecord, type ExportFormat, exportLines } from '#shared/domain/audit/export.ts';
import { ask } from '../../lib/ask.ts';
import { useBackend } from '../../lib/backend-context.tsx';
import type { Client } from '../../lib/backend.ts';
import { useAuditHead } from '../../lib/live-queries.ts';
import { saveFile, sizeText } from '../../lib/save-file.ts';

const pageSize = 1_000;

export type ExportRun =
  | 'running'
  | { readonly file: string; readonly entries: number; readonly size: string }
  | { readonly error: Failure };

export interface Export {
  /** null: none was asked for, or it was cancelled. */
  readonly run: ExportRun | null;
  readonly progress: { readonly read: number; readonly of: number };
  readonly start: (format: ExportFormat) => void;
  readonly cancel: () => void;
}

/** Makes the file here, page by page: the desk gives away nothing that it does not also show. */
export function useExport(): Export {
  const { client } = useBackend();
  const { head } = useAuditHead();
  const [run, setRun] = useState<ExportRun | null>(null);
  const [progress, setProgress] = useState({ read: 0, of: 0 });
  const asked = useRef<AbortController | null>(null);
  useEffect(() => () => asked.current?.abort(), []);

  async function make(format: ExportFormat, signal: AbortSignal): Promise<ExportRun | null> {
    const of = head?.seq ?? 0;
    const parts: string[] = format === 'csv' ? [`${csvHeader}\r\n`] : [];
    let last = 0;
    for (let more = true; more; ) {
      const page = await pageFrom(client, last + 1, signal);
      if (signal.aborted) return null;
      if (!page.ok) return { error: page.error };
      const { entries, checkpoints } = page.value;
      parts.push(await textOf(format, entries, checkpoints));
      more = entries.length > 0;
      last = entries.at(-1)?.seq ?? last;
      setProgress({ read: last, of: Math.max(of, last) });
    }
    const blob = new Blob(parts, { type: format === 'csv' ? 'text/csv' : 'application/x-ndjson' });
    const file = `audit-1-${last}.${format}`;
    saveFile(blob, file);
    return { file, entries: last, size: sizeText(blob.size) };
  }

  return {
    run,
    progress,
    start: (format) => {
      asked.current?.abort();
      const mine = new AbortController();
      asked.current = mine;
      setProgress({ read: 0, of: head?.seq ?? 0 });
      setRun('running');
      void make(format, mine.signal).then((end) => {
        if (asked.current === mine) setRun(end);
      });
    },
    cancel: () => {
      asked.current?.abort();
      asked.current = null;
      setRun((now) => (now === 'running' ? null : now));
    },
  };
}

function pageFrom(client: Client, fromSeq: number, signal: AbortSignal) {
  return ask(() => client.audit.page({ fromSeq, limit: pageSize }, { signal }));
}

async function textOf(format: ExportFormat, entries: readonly AuditEntry[], checkpoints: readonly Checkpoint[]): Promise<string> {
  if (format === 'csv') return entries.map((entry) => `${csvRecord(entry)}\r\n`).join('');
  const lines: string[] = [];
  for await (const line of exportLines('jsonl', each(entries), checkpoints)) lines.push(line);
  return lines.join('');
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
