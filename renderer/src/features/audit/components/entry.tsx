import type { ReactElement } from 'react';
import { entryLine } from '#shared/domain/audit/export.ts';
import { type AuditEntry, closesIntent } from '#shared/domain/audit/entry.ts';
import { Button } from '../../../components/button.tsx';
import { useClock } from '../../../components/clock-context.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { Moment } from '../../../components/moment.tsx';
import { useToasts } from '../../../components/toasts.tsx';
import { copyText } from '../../../lib/copy-text.ts';
import { countText } from '../../../lib/count-text.ts';
import { deskLink } from '../../../lib/desk-link.ts';
import { evidenceOf, resultLook, targetName, verbOf } from '../entry-words.ts';
import { useAct } from '../queries.ts';
import { ActParts } from './act-parts.tsx';
import { AsWritten, Facts, Left, Sent, Wrong } from './entry-parts.tsx';
import { EntryClock, Seen } from './evidence.tsx';
import { ObjectChange } from './object-change.tsx';
import { Proof } from './proof.tsx';

interface EntryProps {
  readonly entry: AuditEntry;
  readonly orphan: boolean;
  readonly onChoose: (seq: number) => void;
}

/** One entry whole: nothing of what was written is left out. What its act left in other entries stands beside it. */
export function Entry({ entry, orphan, onChoose }: EntryProps): ReactElement {
  const act = useAct(entry.auditId);
  const intent = entry.phase === 'intent' ? entry : (act.find(({ phase }) => phase === 'intent') ?? null);
  const end = closesIntent(entry.phase) ? entry : (act.find(({ phase }) => closesIntent(phase)) ?? null);
  const clock = useClock();
  const observed = act.find(({ phase }) => phase === 'observed') ?? null;
  // Until the entries of its act are read, nothing is said of what is among them.
  const look = resultLook(entry, orphan, { observed, known: act.length > 0, now: clock.now() });
  const evidence = evidenceOf(entry);
  // What was to be sent stands in the intent; the outcome alone would not show it.
  const asked = intent === null ? null : evidenceOf(intent);
  const dial = evidence.dial ?? asked?.dial ?? null;
  const writes = asked?.writes ?? evidence.writes;
  return (
    <article className="entry" aria-label={`Entry ${countText(entry.seq)}`} tabIndex={-1}>
      <header>
        <p className="ink-3 text-12">
          {`Entry ${countText(entry.seq)}, ${phaseText(entry, intent, end)}, `}
          <Moment at={Date.parse(entry.at)} form="whole" />
        </p>
        <h1>
          {verbOf(intent ?? entry)} <b>{targetName(entry.target)}</b>
        </h1>
        <p>
          <span className="state" data-state={look.state ?? undefined}>
            <Glyph name={look.glyph} />
            {look.word}
          </span>
          {evidence.open === '' ? null : <SeenLater open={evidence.open} observed={observed} onChoose={onChoose} />}
          {orphan ? <span className="ink-2">The desk that wrote it is gone. It is settled when the cluster is next connected.</span> : null}
        </p>
      </header>
      <Wrong entry={entry} />
      <Facts entry={entry} />
      {evidence.clock === null ? null : <EntryClock clock={evidence.clock} />}
      <Left entry={entry} />
      {writes.length === 0 ? null : <Sent writes={writes} />}
      <div className="entry-pair">
        <ObjectChange before={asked?.before ?? null} after={end === null ? null : evidenceOf(end).after} />
        {dial === null ? null : <Seen dial={dial} at={evidence.clock?.held.at ?? Date.parse((intent ?? entry).at)} />}
      </div>
      {act.length > 1 ? <ActParts act={act} chosen={entry.seq} onChoose={onChoose} /> : null}
      <Proof entry={entry} />
      <AsWritten entry={entry} />
      <EntryEnd entry={entry} />
    </article>
  );
}

interface SeenLaterProps {
  readonly open: string;
  readonly observed: AuditEntry | null;
  readonly onChoose: (seq: number) => void;
}

/** What an outcome could not know yet, and the way to the entry that does. */
function SeenLater({ open, observed, onChoose }: SeenLaterProps): ReactElement {
  return (
    <span className="ink-2">
      {open}{' '}
      {observed === null ? null : (
        <Button look="quiet" onPress={() => onChoose(observed.seq)}>{`What was seen later: entry ${countText(observed.seq)}`}</Button>
      )}
    </span>
  );
}

function EntryEnd({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { say } = useToasts();
  const copy = (text: string, what: string) =>
    void copyText(text).then((copied) =>
      say(copied ? { tone: 'note', text: `Copied: ${what}.` } : { tone: 'failed', text: `This browser refused to copy ${what}.` }),
    );
  const route = `#/audit?entry=${entry.seq}`;
  return (
    <div className="entry-end">
      <Button onPress={() => copy(entryLine(entry), `entry ${entry.seq}, canonical JSON`)}>Copy canonical JSON</Button>
      <Button
        onPress={() =>
          copy(deskLink({ protocol: location.protocol, origin: location.origin, hash: route }), `the link to entry ${entry.seq}`)
        }
      >
        Copy link
      </Button>
      <span className="ink-3 text-12 entry-end-more">
        or without the app: <span className="mono ink-2">rcc audit verify</span>
      </span>
    </div>
  );
}

function phaseText(entry: AuditEntry, intent: AuditEntry | null, end: AuditEntry | null): string {
  const of = intent === null ? '' : ` of intent ${countText(intent.seq)}`;
  switch (entry.phase) {
    case 'intent':
      return end === null ? 'an intent without an outcome' : `intent, its outcome is ${countText(end.seq)}`;
    case 'sent':
      return `one more request${of}`;
    case 'observed':
      return `what was seen later${of}`;
    case 'reconciled':
      return `settled later, outcome${of}`;
    case 'outcome':
      return `outcome${of}`;
  }
}
