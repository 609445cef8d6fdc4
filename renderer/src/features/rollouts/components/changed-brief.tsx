import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { detailPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { Figure } from '../../../components/figure.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { VersionArrow } from '../../../components/version-arrow.tsx';
import { countedText } from '../../../lib/count-text.ts';

const most = 7;

/** What the new version changed, in short: stands beside a rollback, so that one sees what goes away with it. */
export function ChangedBrief({ page }: { readonly page: Page }): ReactElement | null {
  const { difference, at } = page.detail;
  if (difference === null || difference.lines.length === 0) return null;
  const rest = difference.lines.length - most;
  return (
    <section className="changed-brief" aria-label="What changed">
      <SectionHeading meta={<Figure value={countedText(difference.lines.length, 'difference')} at={at} periodMs={detailPeriodMs} />}>
        {`What ${difference.to} changed`}
      </SectionHeading>
      <ul className="line-list">
        {difference.lines.slice(0, most).map((line) => (
          <li key={`${line.section} ${line.path}`} title={`${line.path}: ${line.before ?? 'not set'} to ${line.after ?? 'removed'}`}>
            <span className="whole ink-2 text-12">{shortPlace(line.path)}</span>
            <span className="mono text-12 ellipsis">
              <VersionArrow from={tail(line.before) ?? 'not set'} to={tail(line.after) ?? 'removed'} />
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="ink-3 text-12">{`and ${countedText(rest, 'more', 'more')}`}</p> : null}
    </section>
  );
}

/** The last part of a place: `PSP_TIMEOUT_MS` of `containers[payments].env.PSP_TIMEOUT_MS`. */
function shortPlace(path: string): string {
  return path.replace(/^containers\[[^\]]+\]\./, '').replace(/^env\./, '');
}

/** Of a long reference its end tells the versions apart. */
function tail(value: string | null): string | null {
  if (value === null) return null;
  const last = value.includes('@') ? value.slice(value.indexOf('@')) : (value.split('/').at(-1) ?? value);
  return last.length > 18 ? `…${last.slice(-17)}` : last;
}
