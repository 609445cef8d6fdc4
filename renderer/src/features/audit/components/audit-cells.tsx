import type { ReactElement } from 'react';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { Glyph } from '../../../components/glyph.tsx';
import type { GridRow } from '../../../components/row-grid.tsx';
import { countText } from '../../../lib/count-text.ts';
import { timeText, wholeText } from '../../../lib/wall-time.ts';
import { type Later, resultLook, targetName, targetSpace } from '../entry-words.ts';

export interface AuditRow extends GridRow {
  readonly entry: AuditEntry;
  /** An intent whose writer is gone and whose end nobody knows. */
  readonly orphan: boolean;
  readonly later: Later;
}

export function AuditHeadRow(): ReactElement {
  return (
    <div className="audit-row audit-row-head" role="presentation">
      <span role="columnheader" className="number">
        Entry
      </span>
      <span role="columnheader" className="number">
        Time
      </span>
      <span role="columnheader">Actor</span>
      <span role="columnheader">Action</span>
      <span role="columnheader">Target</span>
      <span role="columnheader">Result</span>
    </div>
  );
}

export function AuditCells({ row: { entry, orphan, later } }: { readonly row: AuditRow }): ReactElement {
  const look = resultLook(entry, orphan, later);
  const at = Date.parse(entry.at);
  return (
    <div className="audit-row" role="presentation">
      <span role="gridcell" className="number ink-3">
        {countText(entry.seq)}
      </span>
      <time role="gridcell" className="number ink-2" dateTime={entry.at} title={wholeText(at)}>
        {timeText(at)}
      </time>
      <span role="gridcell" title={entry.actor.name}>
        {entry.actor.name}
      </span>
      <span role="gridcell" className="mono ink-2" title={entry.action}>
        {entry.action}
      </span>
      <span role="gridcell" title={entry.target}>
        {targetName(entry.target)} <span className="ink-3">{targetSpace(entry.target)}</span>
      </span>
      <span role="gridcell" title={look.word} className={look.word === 'intent' ? 'ink-3' : undefined}>
        <span data-state={look.state ?? undefined}>
          <Glyph name={look.glyph} />
        </span>{' '}
        {look.word}
      </span>
    </div>
  );
}
