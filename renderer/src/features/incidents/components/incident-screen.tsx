import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import { Failed, Loading } from '../../../components/block.tsx';
import { PartialBlock, StaleBlock } from '../../../components/block-states.tsx';
import { Button } from '../../../components/button.tsx';
import { Empty } from '../../../components/block.tsx';
import { Menu, type MenuEntry } from '../../../components/menu.tsx';
import { Timeline } from '../../../components/timeline.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { useScrollStop } from '../../../components/use-scroll-stop.ts';
import { useDeed } from '../mutations.ts';
import { useIncident } from '../queries.ts';
import { isFold, rowsOf } from '../timeline-rows.ts';
import { ChangedPanel } from './changed-panel.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { CostPanel } from './cost-panel.tsx';
import { EntryDialog, type EntryDeed } from './entry-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { IncidentHead } from './incident-head.tsx';
import { NoteBox } from './note-box.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { ReviewSheet } from './review-sheet.tsx';
import { SeenPanel } from './seen-panel.tsx';

interface IncidentScreenProps {
  readonly incident: string;
  readonly onClose: () => void;
  readonly onTarget: (target: Target) => void;
  readonly onAudit: (seq: number) => void;
}

/** One incident: what happened in one order, whoever did it; what it costs; who is here; and the way out of the building. */
export function IncidentScreen({ incident, onClose, onTarget, onAudit }: IncidentScreenProps): ReactElement {
  const { page, live } = useIncident(incident);
  if (page === null)
    return (
      <main className="incident-list">
        {live.error === null ? (
          <Loading title="The timeline is put together…" />
        ) : (
          <Failed error={live.error} actions={<Button onPress={onClose}>All incidents</Button>} />
        )}
      </main>
    );
  return <Incident page={page} lostAt={live.status === 'lost' ? live.at : null} onClose={onClose} onTarget={onTarget} onAudit={onAudit} />;
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return keys.has(key) ? new Set([...keys].filter((one) => one !== key)) : new Set([...keys, key]);
}

/** The desk speaks at least this often. */
const heartbeatMs = 2_000;

type Opened = { readonly what: 'export' | 'review' | 'close' } | { readonly what: EntryDeed; readonly entry: string };
type IncidentProps = Omit<IncidentScreenProps, 'incident'> & {
  readonly page: IncidentPage;
  /** When the desk last spoke of it, if it does not any more. */
  readonly lostAt: number | null;
};

function Incident({ page, lostAt, onClose, onTarget, onAudit }: IncidentProps): ReactElement {
  const side = useScrollStop<HTMLElement>();
  const [pinnedOnly, setPinnedOnly] = useState(false);
  const [hidden, setHidden] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const note = useRef<HTMLInputElement>(null);
  const entries = useRef<HTMLDivElement>(null);
  const noted = useRef<number | null>(null);
  // What was just written is brought into view once the desk has it on the timeline.
  useEffect(() => {
    if (noted.current === null || page.entries.length <= noted.current) return;
    entries.current?.scrollTo({ top: entries.current.scrollHeight });
    noted.current = null;
  }, [page.entries.length]);
  const deed = useDeed(page.id);
  useKeys({
    Escape: onClose,
    f: () => setPinnedOnly(!pinnedOnly),
    e: () => setOpened({ what: 'export' }),
    n: () => note.current?.focus(),
  });
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const rows = rowsOf(page, { pinnedOnly, hidden, unfolded });
  const entryOf = (key: string) => page.entries.find(({ id }) => id === key);
  const entriesOf = (key: string): readonly MenuEntry[] => {
    if (isFold(key))
      return [
        { id: 'fold', text: unfolded.has(key) ? 'Fold its events' : 'Show its events', run: () => setUnfolded(toggled(unfolded, key)) },
      ];
    const entry = entryOf(key);
    if (entry === undefined) return [];
    const ask = (what: EntryDeed) => () => setOpened({ what, entry: key });
    const { audit } = entry;
    return [
      { id: 'annotate', text: 'Annotate…', run: ask('annotate') },
      { id: 'correct', text: 'Correct the time…', run: ask('correct') },
      entry.hidden ? { id: 'show', text: 'Show again…', run: ask('show') } : { id: 'hide', text: 'Hide…', run: ask('hide') },
      ...(audit === null ? [] : [{ id: 'audit', text: `Audit entry ${audit.seq}`, run: () => onAudit(audit.seq) }]),
    ];
  };
  const close = () => setOpened(null);
  const chosen = opened !== null && 'entry' in opened ? entryOf(opened.entry) : undefined;
  return (
    <main className="incident-frame">
      <section className="incident-line" aria-label="Timeline">
        <IncidentHead
          page={page}
          pinnedOnly={pinnedOnly}
          onPinnedOnly={() => setPinnedOnly(!pinnedOnly)}
          hidden={hidden}
          onHidden={() => setHidden(!hidden)}
          onTarget={onTarget}
          onReview={() => setOpened({ what: 'review' })}
          onExport={() => setOpened({ what: 'export' })}
          onEnd={() => setOpened({ what: 'close' })}
        />
        {lostAt === null ? null : (
          <div className="incident-lost">
            <StaleBlock title="This timeline is the last known." at={lostAt} periodMs={heartbeatMs}>
              The desk does not answer. What happens meanwhile is filled in once it does.
            </StaleBlock>
          </div>
        )}
        <div className="incident-entries" ref={entries}>
          {page.gaps.length === 0 ? null : (
            <PartialBlock
              title={`${page.gaps.length} ${page.gaps.length === 1 ? 'source is' : 'sources are'} missing from this timeline.`}
              missing={page.gaps.map(({ source, text }) => ({ kind: 'unreachable' as const, message: `${source}: ${text}` }))}
            />
          )}
          {deed.data?.ok === false ? <Failed error={deed.data.error} /> : null}
          {rows.length === 0 ? (
            <Empty title={pinnedOnly ? 'Nothing is pinned.' : 'Nothing is known yet.'}>The desk gathers while the incident is open.</Empty>
          ) : (
            <Timeline
              label={`What happened in ${page.id}`}
              entries={rows}
              zero={page.clock.at}
              onPin={(entry, pinned) => deed.mutate({ do: 'pin', entry, pinned })}
              actionsOf={(key) => (
                <Menu look="quiet" label="More about this entry" entries={entriesOf(key)}>
                  {''}
                </Menu>
              )}
            />
          )}
          {rows.length === 0 ? null : (
            <p className="ink-3 text-12 incident-grain">
              {page.clock.from === 'harm'
                ? 'Elapsed times count from the harm. '
                : 'Elapsed times count from the opening: no metric shows the harm. '}
              Kubernetes and CI keep whole seconds, metrics the stretch of a reading. Where two overlap, an act stands before what may have
              come of it.
            </p>
          )}
        </div>
        <NoteBox
          incident={page.id}
          inputRef={note}
          onKept={() => {
            noted.current = page.entries.length;
          }}
        />
      </section>
      <aside className="incident-side" aria-label="Cost, cause and people" {...side}>
        <SeenPanel page={page} part="first" />
        <CostPanel page={page} />
        <ChangedPanel page={page} />
        <SeenPanel page={page} part="later" />
        <PeoplePanel page={page} />
      </aside>
      {opened?.what === 'export' ? <ExportDialog incident={page.id} onClose={close} /> : null}
      {opened?.what === 'review' ? <ReviewSheet incident={page.id} review={page.review} onClose={close} /> : null}
      {opened?.what === 'close' ? <CloseDialog incident={page.id} onClose={close} /> : null}
      {opened !== null && 'entry' in opened && chosen !== undefined ? (
        <EntryDialog key={`${opened.what} ${chosen.id}`} incident={page.id} entry={chosen} deed={opened.what} onClose={close} />
      ) : null}
    </main>
  );
}
