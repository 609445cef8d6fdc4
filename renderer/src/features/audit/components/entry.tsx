import type { ReactElement } from 'react';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import type { Write } from '#shared/domain/rollouts/action.ts';
import { Button } from '../../../components/button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countText } from '../../../lib/count-text.ts';
import { wholeText } from '../../../lib/wall-time.ts';
import { evidenceOf, resultLook, targetName, verbOf } from '../entry-words.ts';
import { EntryClock, Seen } from './evidence.tsx';
import { Proof } from './proof.tsx';

interface EntryProps {
  readonly entry: AuditEntry;
  /** The other half of its pair, where it is among those shown. */
  readonly other: AuditEntry | null;
  readonly orphan: boolean;
}

const sources = {
  SelfSubjectReview: 'SelfSubjectReview: as the cluster says',
  session: 'this desk’s own session',
  unknown: 'the cluster would not say',
} as const;

/** One entry whole: nothing of what was written is left out. */
export function Entry({ entry, other, orphan }: EntryProps): ReactElement {
  const look = resultLook(entry, orphan);
  const evidence = evidenceOf(entry);
  // What was to be sent stands in the intent; the outcome alone would not show it.
  const intent = entry.phase === 'intent' ? evidence : other === null ? null : evidenceOf(other);
  return (
    <article className="entry" aria-label={`Entry ${countText(entry.seq)}`}>
      <header>
        <p className="ink-3 text-12">{`Entry ${countText(entry.seq)}, ${phaseText(entry, other)}, ${wholeText(Date.parse(entry.at))}`}</p>
        <h1>
          {verbOf(entry)} <b>{targetName(entry.target)}</b>
        </h1>
        <p>
          <span className="state" data-state={look.state ?? undefined}>
            <Glyph name={look.glyph} />
            {look.word}
          </span>
          {orphan ? <span className="ink-2">The desk that wrote it is gone. It is settled when the cluster is next connected.</span> : null}
        </p>
      </header>
      <dl className="facts-table">
        <Fact name="Actor" value={entry.actor.name} more={sources[entry.actor.source]} />
        <Fact name="Role" value={entry.role} />
        <Fact name="Reason" value={entry.reason === '' ? '–' : `“${entry.reason}”`} />
        <Fact name="Target" value={entry.target} />
        <Fact name="Host" value={entry.writer.host} more={`process ${entry.writer.pid}`} />
      </dl>
      {evidence.clock === null ? null : <EntryClock clock={evidence.clock} />}
      {intent === null || intent.writes.length === 0 ? null : <Sent writes={intent.writes} />}
      {(evidence.dial ?? intent?.dial ?? null) === null ? null : (
        <Seen dial={evidence.dial ?? intent?.dial ?? null} at={evidence.clock?.held.at ?? Date.parse(heldIn(entry, other).at)} />
      )}
      {Object.keys(evidence.rest).length === 0 ? null : (
        <section aria-label="As written">
          <SectionHeading>As written</SectionHeading>
          <pre className="code" tabIndex={0} aria-label="Detail as written">
            {JSON.stringify(evidence.rest, null, 2)}
          </pre>
        </section>
      )}
      <Proof entry={entry} />
      <div className="entry-end">
        <Button onPress={() => void navigator.clipboard.writeText(JSON.stringify(entry, null, 2))}>Copy as JSON</Button>
        <span className="ink-3 text-12" style={{ marginLeft: 'auto' }}>
          or without the app: <span className="mono ink-2">rcc audit verify</span>
        </span>
      </div>
    </article>
  );
}

/** The intent of a pair: written when the button was held. */
function heldIn(entry: AuditEntry, other: AuditEntry | null): AuditEntry {
  return entry.phase === 'intent' || other === null ? entry : other;
}

function phaseText(entry: AuditEntry, other: AuditEntry | null): string {
  const of = other === null ? '' : countText(other.seq);
  if (entry.phase === 'intent') return other === null ? 'an intent without an outcome' : `intent, its outcome is ${of}`;
  if (entry.phase === 'sent') return 'one more request of the same act';
  if (entry.phase === 'observed') return other === null ? 'what was seen later' : `what was seen later of intent ${of}`;
  return other === null ? entry.phase : `${entry.phase === 'reconciled' ? 'settled later, ' : ''}outcome of intent ${of}`;
}

function Fact({ name, value, more }: { readonly name: string; readonly value: string; readonly more?: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {more === undefined ? null : <small>{more}</small>}
      </dd>
    </div>
  );
}

function Sent({ writes }: { readonly writes: readonly Write[] }): ReactElement {
  return (
    <section aria-label="Sent">
      <SectionHeading meta={writes[0]?.summary}>Sent</SectionHeading>
      {writes.map((write) => (
        <pre key={`${write.path} ${write.summary}`} className="code" tabIndex={0} aria-label={write.summary}>
          {`${write.method} ${write.path}\n\n${JSON.stringify(write.body)}`}
        </pre>
      ))}
    </section>
  );
}
