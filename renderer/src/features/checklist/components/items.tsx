import type { ReactElement, ReactNode } from 'react';
import type { ChecklistItem } from '#shared/domain/checklist/views.ts';
import { Age } from '../../../components/age.tsx';
import { Moment } from '../../../components/moment.tsx';
import { Glyph, type GlyphName } from '../../../components/glyph.tsx';
import { nameOf, type PassedCheck, personText } from '../groups.ts';

/** Evidence is read again every few seconds; a fact much older than that says so itself. */
export const evidencePeriodMs = 3_600_000;

const marks: Record<ChecklistItem['state'], { readonly glyph: GlyphName; readonly state?: string; readonly word: string }> = {
  failed: { glyph: 'degraded', state: 'degraded', word: 'Stops it' },
  unknown: { glyph: 'unknown', state: 'unknown', word: 'Unknown' },
  waiting: { glyph: 'person', state: 'paused', word: 'Waits' },
  waived: { glyph: 'ring', word: 'Waived' },
  passed: { glyph: 'ok', state: 'healthy', word: 'Passed' },
};

interface GroupProps {
  readonly title: string;
  readonly items: readonly ChecklistItem[];
  readonly actionsOf: (item: ChecklistItem) => ReactNode;
  /** The train has left: what it left on does not age, it has a time. */
  readonly frozen: boolean;
}

/** Items one under the other, each with its sentence, whose word it is, its age, and what can be done about it. */
export function ItemGroup({ title, items, actionsOf, frozen }: GroupProps): ReactElement | null {
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="check-group">
        {title} <b>{items.length}</b>
      </h2>
      <ul className="check-items">
        {items.map((item) => (
          <Item key={item.id} item={item} actions={actionsOf(item)} frozen={frozen} />
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  readonly item: ChecklistItem;
  readonly actions: ReactNode;
  readonly frozen: boolean;
}

function Item({ item, actions, frozen }: ItemProps): ReactElement {
  const { glyph, state, word } = marks[item.state];
  const { waiver } = item;
  return (
    <li>
      <span data-state={state}>
        <Glyph name={glyph} size={20} label={word} />
      </span>
      <div className="check-words">
        <p className="check-name">{nameOf(item)}</p>
        <p className="check-said">
          {item.state === 'unknown' ? <b className="medium">Unknown. </b> : null}
          {item.text}
          {waiver === null ? null : <>. Waived: {waiver.reason}</>}
        </p>
        {item.state === 'failed' || item.state === 'unknown' ? <EvidenceOf item={item} /> : null}
      </div>
      <span className="check-who">
        {waiver === null ? (item.kind === 'automatic' ? 'automatic' : item.role) : personText(waiver.by, waiver.role)}
      </span>
      <When at={waiver?.at ?? item.at} frozen={frozen} />
      <span className="check-acts">{actions}</span>
    </li>
  );
}

/** How old a fact is; of a train that has left: when it was read. */
function When({ at, frozen }: { readonly at: number | null; readonly frozen: boolean }): ReactElement {
  return frozen && at !== null ? <Moment at={at} className="age" /> : <Age at={at} periodMs={evidencePeriodMs} form="row" />;
}

/** What passed is not why an item stops the train. */
const passedWords = /\bsuccess\b/;

/** A digest is told apart by its first digits. */
function shortened(value: string): string {
  return value.replace(/sha256:([0-9a-f]{12})[0-9a-f]+/g, '$1…');
}

/** The facts under a red item, with the way to their source. */
function EvidenceOf({ item }: { readonly item: ChecklistItem }): ReactElement | null {
  const facts = item.evidence.filter(({ value }) => !passedWords.test(value));
  if (facts.length === 0) return null;
  return (
    <p className="check-facts ink-3 text-12">
      {facts.slice(0, 4).map(({ label, value, url, source }) => (
        <span key={`${label} ${value}`}>
          {url === null ? (
            label
          ) : (
            <a href={url} target="_blank" rel="noreferrer">
              {label}
            </a>
          )}
          : {shortened(value)} <i>({source})</i>
        </span>
      ))}
      {facts.length > 4 ? <span>and {facts.length - 4} more</span> : null}
    </p>
  );
}

/** What passed, one line a check: it is asked again as its evidence changes. */
export function PassedChecks({
  checks,
  frozen,
}: {
  readonly checks: readonly PassedCheck[];
  readonly frozen: boolean;
}): ReactElement | null {
  if (checks.length === 0) return null;
  const inPart = checks.filter(({ whole }) => !whole).length;
  return (
    <section aria-label="Passed">
      <h2 className="check-group">
        Passed <b>{checks.length}</b>
        <span>
          {[
            inPart === 0 ? '' : `${inPart} in part: not for everybody aboard`,
            frozen ? 'as it left' : 'each is asked again as its evidence changes',
          ]
            .filter((words) => words !== '')
            .join('; ')}
        </span>
      </h2>
      <ul className="check-passed">
        {checks.map(({ id, title, text, at, whole }) => (
          <li key={id}>
            {whole ? (
              <span data-state="healthy">
                <Glyph name="ok" label="Passed" />
              </span>
            ) : (
              <Glyph name="ring" label="Passed in part" />
            )}
            <span className="check-passed-name">{title}</span>
            <span className="check-passed-said">{text}</span>
            <When at={at} frozen={frozen} />
          </li>
        ))}
      </ul>
    </section>
  );
}
