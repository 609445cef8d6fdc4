import type { ReactElement } from 'react';
import type { Failure } from '#shared/contract/result.ts';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import type { Badge } from '#shared/domain/rollouts/views.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { twoLines } from '../list-rows.ts';
import { sinceText } from '../since-text.ts';

interface HeadlineProps {
  readonly page: Page;
  /** Set while the desk itself cannot be reached: everything below is the last known. */
  readonly lost: Failure | null;
}

interface Said {
  readonly state: Badge;
  readonly what: string;
  readonly more: string;
}

function headlineOf({ silent, disagreement, attention, detail }: Page, lost: Failure | null): Said | null {
  const failure = silent ?? lost;
  if (failure !== null) {
    const words = failure.upstream === undefined ? '' : ` ${failure.upstream.source}: ${failure.upstream.text}`;
    return { state: 'stale', what: failure.message, more: `Everything below is the last known.${words}` };
  }
  if (disagreement !== null) {
    return { state: 'degraded', what: disagreement, more: attention.sentence.replace(disagreement, '').trim() || detail.workload.message };
  }
  if (attention.group !== 'needs-a-human') return null;
  const [what, more] = twoLines(attention.sentence);
  const since = sinceText({ attention, workload: detail.workload });
  return { state: attention.state, what, more: since === '' ? more : `${since}. ${more}` };
}

/** What needs a human, in one sentence across the page. Nothing, when nothing does: the screen stays grey. */
export function Headline({ page, lost }: HeadlineProps): ReactElement | null {
  const said = headlineOf(page, lost);
  if (said === null) return null;
  return (
    <section className={said.what.length > 60 ? 'headline headline-slim' : 'headline'} data-state={said.state} role="alert">
      <Glyph name={said.state} size={20} label={said.state} />
      <h2>{said.what}</h2>
      <p>{said.more}</p>
    </section>
  );
}
