import type { ReactElement } from 'react';
import type { Act } from '#shared/domain/rollback/execution.ts';
import { SectionHeading } from '../../../components/section.tsx';
import { State } from '../../../components/state.tsx';
import type { ActWords } from '../act-words.ts';
import { isRunning } from '../sheet-view.ts';

const sources = { SelfSubjectReview: 'as the cluster says', session: 'of this session', unknown: 'the cluster would not say' } as const;

/** What the audit log holds of it: the intent was on disk before anything was sent. */
export function OnTheRecord({ act, words }: { readonly act: Act; readonly words: ActWords }): ReactElement {
  return (
    <section aria-label="On the record">
      <SectionHeading>On the record</SectionHeading>
      <dl className="record">
        <div>
          <dt>Entry</dt>
          <dd className="mono">{act.auditId}</dd>
        </div>
        <div>
          <dt>Actor</dt>
          <dd>{`${act.actor.name}, ${sources[act.actor.source]}`}</dd>
        </div>
        <div>
          <dt>Reason</dt>
          <dd>{act.reason}</dd>
        </div>
        <div>
          <dt>Outcome</dt>
          <dd>
            {isRunning(act) ? (
              <State state="progressing" word="open" />
            ) : (
              <State state={words.state} word={act.state === 'unreachable' ? act.state : words.word.toLowerCase()} />
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
