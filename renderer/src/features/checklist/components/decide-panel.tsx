import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ChecklistView } from '#shared/domain/checklist/views.ts';
import { Glyph, type GlyphName } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { ageText } from '../../../lib/age-text.ts';
import { timeText } from '../../../lib/wall-time.ts';
import { mayDecide } from '../decisions.ts';
import { Countdown } from './countdown.tsx';

interface DecidePanelProps {
  readonly view: ChecklistView;
  readonly onDecide: (verdict: 'go' | 'no-go' | 'go-with-conditions') => void;
}

const looks: Record<ChecklistView['standing']['state'], { readonly glyph: GlyphName; readonly state?: string }> = {
  'can-go': { glyph: 'ok', state: 'healthy' },
  go: { glyph: 'ok', state: 'healthy' },
  'cannot-go': { glyph: 'degraded', state: 'degraded' },
  'no-go': { glyph: 'aborted', state: 'aborted' },
  expired: { glyph: 'degraded', state: 'degraded' },
  left: { glyph: 'progressing', state: 'progressing' },
};

/** The time, where it stands, whose word is there, and the three words that can be given. */
export function DecidePanel({ view, onDecide }: DecidePanelProps): ReactElement {
  const { standing, quorum, decisions } = view;
  const { glyph, state } = looks[standing.state];
  const may = mayDecide(view);
  const given = quorum.filter(({ verdict }) => verdict !== null).length;
  const [last] = decisions;
  return (
    <aside className="check-decide" aria-label="Decision">
      {view.departedAt === null ? closedBefore(view) : <Departed at={view.departedAt} planned={view.departsAt} />}
      <div className="check-standing" role="status">
        <p className="check-verdict" data-state={state}>
          <Glyph name={glyph} size={20} /> {standing.sentence}
        </p>
        <p className="text-15">{standing.detail === '' ? '' : `${standing.detail[0]?.toUpperCase() ?? ''}${standing.detail.slice(1)}.`}</p>
      </div>
      <SectionHeading meta={`${given} of ${quorum.length} ${quorum.length === 1 ? 'role' : 'roles'}`}>Quorum</SectionHeading>
      <ul className="check-quorum">
        {quorum.map(({ role, by, verdict, at }) => (
          <li key={role}>
            <span data-state={verdict === null ? 'paused' : verdict === 'no-go' ? 'degraded' : 'healthy'}>
              <Glyph name={verdict === null ? 'ring' : verdict === 'no-go' ? 'no' : 'ok'} size={16} />
            </span>
            <div>
              <b className="medium">{role}</b>
              <span className="ink-2">{verdict === null ? 'not yet' : `${by ?? '?'}, ${verdict}`}</span>
            </div>
            {at === null ? <span className="ink-3">–</span> : <time dateTime={new Date(at).toISOString()}>{timeText(at)}</time>}
          </li>
        ))}
      </ul>
      <p className="check-note ink-2 text-12">
        {last?.expiredBecause == null ? noteOf(standing.state) : `The go of ${last.by} expired: ${last.expiredBecause}.`}
      </p>
      <p className="check-note ink-3 text-12">{view.me.why}</p>
      {standing.state === 'left' ? null : (
        <div className="check-buttons">
          <Verdict word="GO" says={may.go ?? 'on what you see here'} off={may.go !== null} look="go" onPress={() => onDecide('go')} />
          <div className="check-pair">
            <Verdict
              word="NO-GO"
              says={may.noGo ?? 'hold, with a reason'}
              off={may.noGo !== null}
              look="no"
              onPress={() => onDecide('no-go')}
            />
            <Verdict
              word="Conditions"
              says={may.conditions ?? 'go, with conditions'}
              off={may.conditions !== null}
              look="plain"
              onPress={() => onDecide('go-with-conditions')}
            />
          </div>
        </div>
      )}
    </aside>
  );
}

function noteOf(state: ChecklistView['standing']['state']): string {
  return state === 'left'
    ? 'It left on this: what was waived, by whom, stays here.'
    : 'A go stands on the evidence its giver saw. If a check turns red, it expires.';
}

function closedBefore({ standing, departsAt }: ChecklistView): ReactElement | null {
  return standing.state === 'left' ? null : <Countdown departsAt={departsAt} />;
}

/** When it left, beside when it was to. */
function Departed({ at, planned }: { readonly at: number; readonly planned: number }): ReactElement {
  const apart = Math.round((planned - at) / 1_000);
  return (
    <div>
      <p className="ink-3">Departed</p>
      <p className="countdown">{timeText(at)}</p>
      {apart === 0 ? null : (
        <p className="ink-3">{`planned ${timeText(planned)}, ${ageText(Math.abs(apart))} ${apart > 0 ? 'early' : 'late'}`}</p>
      )}
    </div>
  );
}

interface VerdictProps {
  readonly word: string;
  readonly says: string;
  readonly off: boolean;
  readonly look: 'go' | 'no' | 'plain';
  readonly onPress: () => void;
}

function Verdict({ word, says, off, look, onPress }: VerdictProps): ReactElement {
  return (
    <AriaButton className={`check-go check-go-${look}`} aria-disabled={off} onPress={() => !off && onPress()}>
      <b>{word}</b>
      <span>{says}</span>
    </AriaButton>
  );
}
