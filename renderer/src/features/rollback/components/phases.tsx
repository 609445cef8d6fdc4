import { type ReactElement, useEffect, useState } from 'react';
import type { RollbackClock } from '#shared/domain/rollback/execution.ts';
import { clockSaid } from '../clock-said.ts';

/**
 * The clock read out: each phase once, when it is reached or missed. It stands apart from the table, which a screen reader would
 * otherwise read from its beginning at every tick. `clock` null: nothing runs.
 */
export function Phases({ clock }: { readonly clock: RollbackClock | null }): ReactElement {
  const [text, setText] = useState('');
  const said = clock === null ? [] : clockSaid(clock);
  const all = said.join(' ');
  const [before, setBefore] = useState<readonly string[]>([]);
  useEffect(() => {
    const fresh = said.filter((sentence) => !before.includes(sentence));
    if (said.length === 0 && before.length > 0) setText('');
    else if (fresh.length > 0) setText(fresh.join(' '));
    if (fresh.length > 0 || said.length !== before.length) setBefore(said);
    // `all` is what `said` says: another list of the same sentences is no news.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [all]);
  return (
    <div className="visually-hidden" role="status" aria-label="Clock of the rollback">
      {text}
    </div>
  );
}
