import { type ReactElement, useMemo, useRef, useState } from 'react';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { useClock } from '../../../components/clock-context.tsx';
import { RowGrid } from '../../../components/row-grid.tsx';
import { Search } from '../../../components/text-field.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import type { Result } from '#shared/contract/result.ts';
import { useAuditHead } from '../../../lib/live-queries.ts';
import { parseFilter } from '../filter.ts';
import { useEntries, useEntry } from '../queries.ts';
import { AuditCells, AuditHeadRow, type AuditRow } from './audit-cells.tsx';
import { Chain } from './chain.tsx';
import { Entry } from './entry.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Orphans } from './orphans.tsx';

interface AuditScreenProps {
  /** The chosen entry; null: the newest that fits. */
  readonly seq: number | null;
  readonly onChoose: (seq: number) => void;
  /** What the search field says: `who:okafor since:2h pay`. */
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** Who did what, why, what they saw, and what proves it. */
export function AuditScreen({ seq, onChoose, query, onQuery }: AuditScreenProps): ReactElement {
  const clock = useClock();
  const filter = parseFilter(query, clock.now());
  const { result, older } = useEntries(filter);
  const { head } = useAuditHead();
  const [exporting, setExporting] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const filters = useRef<HTMLDivElement>(null);
  useKeys({
    '/': () => search.current?.focus(),
    f: () => filters.current?.querySelector('button')?.focus(),
    e: () => setExporting(true),
  });
  const entries = result?.ok === true ? result.value : none;
  const listed = entries.find((entry) => entry.seq === seq) ?? (seq === null ? entries[0] : undefined);
  // A link may name an entry that the filter leaves out, or one far down: it is shown all the same.
  const linked = useEntry(listed === undefined ? seq : null);
  const chosen = listed ?? (linked?.ok === true ? (linked.value ?? undefined) : undefined);
  const orphans = useMemo(() => new Set(head?.orphans.map((orphan) => orphan.seq)), [head?.orphans]);
  const observed = useMemo(
    () => new Map(entries.filter(({ phase }) => phase === 'observed').map((entry) => [entry.auditId, entry] as const)),
    [entries],
  );
  const rows = useMemo(
    () =>
      entries.map(
        (entry): AuditRow => ({
          key: String(entry.seq),
          height: 28,
          kind: 'entry',
          entry,
          orphan: orphans.has(entry.seq),
          later: { observed: observed.get(entry.auditId) ?? null, known: query.trim() === '', now: clock.now() },
          paired: entry.auditId === chosen?.auditId && entry.seq !== chosen.seq,
        }),
      ),
    [entries, observed, orphans, chosen, query, clock],
  );
  return (
    <main className="audit-frame">
      <section className="audit-list" aria-label="Entries">
        <div className="tool">
          <h1 className="text-22">Audit</h1>
          <Search
            keys="/"
            label="actor, action, target, reason"
            value={query}
            onChange={onQuery}
            inputRef={search}
            // From the words to what they found, without a mouse.
            onEnter={() => search.current?.closest('section')?.querySelector<HTMLElement>('[role="grid"]')?.focus()}
          />
        </div>
        <FilterBar query={query} onQuery={onQuery} problems={filter.problems} boxRef={filters} />
        {head?.problem == null ? null : (
          <Failed
            error={{ kind: 'storage', message: head.problem }}
            title="The audit log cannot be written. Nothing can be sent until it can."
          />
        )}
        <Orphans orphans={head?.orphans ?? none} onChoose={onChoose} />
        <RowGrid<AuditRow>
          label="Audit entries, newest first"
          rows={rows}
          columns={6}
          head={<AuditHeadRow />}
          render={(row) => <AuditCells row={row} />}
          chosen={listed === undefined ? null : String(listed.seq)}
          onChoose={(key) => onChoose(Number(key))}
          empty={<NoEntries result={result} filtered={query.trim() !== ''} />}
        />
        <Chain older={older} shown={entries.length} onExport={() => setExporting(true)} />
      </section>
      {chosen === undefined ? (
        <NoEntry seq={seq} reading={seq !== null && linked === null} />
      ) : (
        <Entry key={chosen.seq} entry={chosen} orphan={orphans.has(chosen.seq)} onChoose={onChoose} />
      )}
      {exporting ? <ExportDialog onClose={() => setExporting(false)} /> : null}
    </main>
  );
}

const none: readonly AuditEntry[] = [];

function NoEntries({
  result,
  filtered,
}: {
  readonly result: Result<readonly AuditEntry[]> | null;
  readonly filtered: boolean;
}): ReactElement {
  if (result === null) return <Loading title="Reading the audit log" />;
  if (!result.ok) return <Failed error={result.error} />;
  if (filtered) return <Empty title="No entry fits.">Esc in the search field clears it; the browser’s back takes a step back.</Empty>;
  return (
    <Empty title="Nothing has been done from this desk yet.">
      Each act leaves two entries here: its intent, on disk before anything is sent, and its outcome.
    </Empty>
  );
}

function NoEntry({ seq, reading }: { readonly seq: number | null; readonly reading: boolean }): ReactElement {
  return (
    <article className="entry" aria-label="Entry">
      {reading ? (
        <Loading title={`Reading entry ${seq}`} />
      ) : (
        <Empty title={seq === null ? 'No entry to show.' : `There is no entry ${seq} in this log.`}>Choose one on the left.</Empty>
      )}
    </article>
  );
}
