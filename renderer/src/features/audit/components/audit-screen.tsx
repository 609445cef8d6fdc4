import { type ReactElement, useMemo, useRef } from 'react';
import { type AuditEntry, type AuditPhase, closesIntent } from '#shared/domain/audit/entry.ts';
import { Empty, Failed, Loading } from '../../../components/block.tsx';
import { RowGrid } from '../../../components/row-grid.tsx';
import { Search } from '../../../components/text-field.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { useAuditHead } from '../../../lib/live-queries.ts';
import { useEntries } from '../queries.ts';
import { useAuditStore } from '../ui-store.ts';
import { AuditCells, AuditHeadRow, type AuditRow } from './audit-cells.tsx';
import { Chain } from './chain.tsx';
import { Entry } from './entry.tsx';

interface AuditScreenProps {
  /** The chosen entry; null: the newest. */
  readonly seq: number | null;
  readonly onChoose: (seq: number) => void;
}

/** Who did what, why, what they saw, and what proves it. */
export function AuditScreen({ seq, onChoose }: AuditScreenProps): ReactElement {
  const { text, setText } = useAuditStore();
  const { result, older } = useEntries(text.trim());
  const { head } = useAuditHead();
  const search = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => search.current?.focus() });
  const entries = result?.ok === true ? result.value : none;
  const chosen = entries.find((entry) => entry.seq === seq) ?? (seq === null ? entries[0] : undefined);
  const orphans = useMemo(() => new Set(head?.orphans.map((orphan) => orphan.seq)), [head?.orphans]);
  const rows = useMemo(
    () =>
      entries.map(
        (entry): AuditRow => ({
          key: String(entry.seq),
          height: 28,
          kind: 'entry',
          entry,
          orphan: orphans.has(entry.seq),
          paired: entry.auditId === chosen?.auditId && entry !== chosen,
        }),
      ),
    [entries, orphans, chosen],
  );
  return (
    <main className="audit-frame">
      <section className="audit-list" aria-label="Entries">
        <div className="tool">
          <h1 className="text-22">Audit</h1>
          <Search keys="/" label="actor, action, target, reason" value={text} onChange={setText} inputRef={search} />
        </div>
        {head?.problem == null ? null : (
          <Failed
            error={{ kind: 'storage', message: head.problem }}
            title="The audit log cannot be written. Nothing can be sent until it can."
          />
        )}
        <RowGrid<AuditRow>
          label="Audit entries, newest first"
          rows={rows}
          columns={6}
          head={<AuditHeadRow />}
          render={(row) => <AuditCells row={row} />}
          chosen={chosen === undefined ? null : String(chosen.seq)}
          onChoose={(key) => onChoose(Number(key))}
          empty={
            result === null ? (
              <Loading title="Reading the audit log" />
            ) : !result.ok ? (
              <Failed error={result.error} />
            ) : text === '' ? (
              <Empty title="Nothing has been done from this desk yet.">
                Each act leaves two entries here: its intent, on disk before anything is sent, and its outcome.
              </Empty>
            ) : (
              <Empty title="No entry matches." />
            )
          }
        />
        <Chain older={older} />
      </section>
      {chosen === undefined ? (
        <NoEntry seq={seq} />
      ) : (
        <Entry entry={chosen} other={partner(entries, chosen)} orphan={orphans.has(chosen.seq)} />
      )}
    </main>
  );
}

const none: readonly AuditEntry[] = [];

/** The other half of a pair: of an intent what ended it, of anything else its intent. */
function partner(entries: readonly AuditEntry[], entry: AuditEntry): AuditEntry | null {
  const isOther = (phase: AuditPhase) => (entry.phase === 'intent' ? closesIntent(phase) : phase === 'intent');
  return entries.find((other) => other.auditId === entry.auditId && isOther(other.phase)) ?? null;
}

function NoEntry({ seq }: { readonly seq: number | null }): ReactElement {
  return (
    <article className="entry" aria-label="Entry">
      <Empty title={seq === null ? 'No entry to show.' : `Entry ${seq} is not among those shown.`}>Choose one on the left.</Empty>
    </article>
  );
}
