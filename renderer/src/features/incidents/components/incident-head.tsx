import type { ReactElement } from 'react';
import { openingText } from '#shared/domain/incidents/export/told.ts';
import type { IncidentPage } from '#shared/domain/incidents/views.ts';
import { type Target, targetKey } from '#shared/domain/rollouts/target.ts';
import { Button } from '../../../components/button.tsx';
import { useTicking } from '../../../components/clock-context.tsx';
import { State } from '../../../components/state.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { instantText } from '../../../lib/wall-time.ts';

interface IncidentHeadProps {
  readonly page: IncidentPage;
  readonly pinnedOnly: boolean;
  readonly onPinnedOnly: () => void;
  readonly hidden: boolean;
  readonly onHidden: () => void;
  readonly onTarget: (target: Target) => void;
  readonly onReview: () => void;
  readonly onEnd: () => void;
  readonly onExport: () => void;
}

/** Which incident, how it stands and for how long, what it is about. */
export function IncidentHead(props: IncidentHeadProps): ReactElement {
  const { page, pinnedOnly, onPinnedOnly, hidden, onHidden, onTarget, onReview, onEnd, onExport } = props;
  const open = page.state === 'open';
  const lasted = useTicking((clock) => ageText(((page.closedAt ?? clock.now()) - page.clock.at) / 1_000));
  const openedAt = useTicking((clock) => instantText(page.openedAt, clock.now()));
  const harmAt = useTicking((clock) => instantText(page.clock.at, clock.now()));
  const hiddenCount = page.entries.filter((entry) => entry.hidden).length;
  return (
    <header className="incident-head">
      <p className="ink-3 text-12">{`${page.id}, severity ${page.severity}, opened by ${page.openedBy} at ${openedAt}, ${openingText(page)}`}</p>
      <div className="incident-title">
        <h1 className="text-28">{page.title}</h1>
        <span className="incident-tools">
          {hiddenCount === 0 ? null : (
            <Button look="quiet" onPress={onHidden}>
              {hidden ? 'Without hidden' : `${hiddenCount} hidden`}
            </Button>
          )}
          <Button onPress={onReview}>{page.review === null ? 'Write the review' : 'Review'}</Button>
          {open ? <Button onPress={onEnd}>Close it…</Button> : null}
          <Button keys="E" onPress={onExport}>
            Export
          </Button>
          <Button keys="F" onPress={onPinnedOnly}>
            {pinnedOnly ? 'All entries' : 'Pinned only'}
          </Button>
        </span>
      </div>
      <div className="incident-facts">
        <State state={open ? 'degraded' : 'healthy'} word={open ? 'Open' : 'Closed'} />
        <span>{page.sentence}</span>
        <span className="ink-2 tabular">
          {page.clock.from === 'harm' ? `${lasted} from the harm at ${harmAt}` : `${lasted} from opening, no metric shows the harm`}
        </span>
        {page.targets.map((target) => (
          <Button key={targetKey(target)} look="quiet" label={`${target.name} on ${target.context}`} onPress={() => onTarget(target)}>
            {target.name}
          </Button>
        ))}
      </div>
    </header>
  );
}
