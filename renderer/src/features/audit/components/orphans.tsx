import type { ReactElement } from 'react';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { Button } from '../../../components/button.tsx';
import { State } from '../../../components/state.tsx';
import { countText } from '../../../lib/count-text.ts';
import { targetName } from '../entry-words.ts';

const most = 3;

/** Intents whose desk is gone and whose end nobody knows: above the list, whatever the list shows. */
export function Orphans({
  orphans,
  onChoose,
}: {
  readonly orphans: readonly AuditEntry[];
  readonly onChoose: (seq: number) => void;
}): ReactElement | null {
  if (orphans.length === 0) return null;
  const newest = orphans.toReversed().slice(0, most);
  return (
    <section className="audit-orphans" aria-label="Unknown ends" role="status">
      <State state="unknown" word={`${countText(orphans.length)} unknown: check`} />
      <span className="ink-2">
        The desk that wrote the intent is gone. Whether it was sent is settled when the cluster is next connected.
      </span>
      <span className="audit-orphans-list">
        {newest.map(({ seq, target }) => (
          <Button key={seq} onPress={() => onChoose(seq)}>
            {`Entry ${countText(seq)}, ${targetName(target)}`}
          </Button>
        ))}
        {orphans.length > most ? <span className="ink-3">{`and ${countText(orphans.length - most)} older`}</span> : null}
      </span>
    </section>
  );
}
