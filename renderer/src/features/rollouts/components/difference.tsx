import { Fragment, type ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import type { Difference as Line } from '#shared/domain/rollouts/detail.ts';
import { detailPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { Empty } from '../../../components/block.tsx';
import { Figure } from '../../../components/figure.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countedText } from '../../../lib/count-text.ts';

const sections: readonly Line['section'][] = ['image', 'env', 'config', 'args', 'command', 'resources', 'probes', 'other'];

/** The difference between the two versions. Most bad releases are visible here. */
export function Difference({ page }: { readonly page: Page }): ReactElement {
  const { difference, gaps, at } = page.detail;
  const lines = difference === null ? [] : difference.lines.toSorted((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section));
  return (
    <section aria-labelledby="changed">
      <SectionHeading
        id="changed"
        meta={<Figure value={difference === null ? '' : countedText(lines.length, 'difference')} at={at} periodMs={detailPeriodMs} />}
      >
        {difference === null ? 'What changed' : `What changed from ${difference.from} to ${difference.to}`}
      </SectionHeading>
      {difference === null ? (
        <Empty title="One version runs.">Nothing to compare. When another one rolls out, its difference is shown here line by line.</Empty>
      ) : lines.length === 0 ? (
        <Empty title="The two versions are written the same.">
          Image digests may still differ: the revisions show what the pods really run.
        </Empty>
      ) : (
        <Table lines={lines} from={difference.from} to={difference.to} />
      )}
      {[...(difference?.notes ?? []), ...gaps.map((gap) => `${gap.part}: ${gap.why}`)].map((note) => (
        <p key={note} className="ink-3 text-12" style={{ paddingTop: 6 }}>
          {note}
        </p>
      ))}
    </section>
  );
}

/** `containers[payments].env.PSP_TIMEOUT_MS` without what every line shares: the container, where there is one, and the section. */
function placeOf(line: Line, prefix: string): string {
  const rest = line.path.startsWith(prefix) ? line.path.slice(prefix.length) : line.path;
  return rest.startsWith(`${line.section}.`) ? rest.slice(line.section.length + 1) : rest;
}

function sharedContainer(lines: readonly Line[]): string {
  const containers = new Set(lines.map((line) => /^containers\[[^\]]+\]\./.exec(line.path)?.[0] ?? '').filter((prefix) => prefix !== ''));
  return containers.size === 1 ? ([...containers][0] ?? '') : '';
}

function Table({ lines, from, to }: { readonly lines: readonly Line[]; readonly from: string; readonly to: string }): ReactElement {
  const prefix = sharedContainer(lines);
  return (
    <div className="difference scroll-edge" tabIndex={0} role="region" aria-label="Lines that differ">
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Where</th>
            <th scope="col">{from}</th>
            <th scope="col">{to}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.section} ${line.path}`}>
              <td className="difference-section">{line.section}</td>
              <th scope="row" className="mono difference-path">
                <span title={line.path}>
                  <Breakable text={placeOf(line, prefix)} />
                </span>
              </th>
              <Value value={line.before} missing="not set" />
              <Value value={line.after} missing="removed" strong />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Long names break after their separators, not in the middle of a word or of a version. */
function Breakable({ text }: { readonly text: string }): ReactElement {
  const parts = text.split(/(?<=[/:@,])|(?<=\.)(?!\d)/);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={parts.slice(0, index + 1).join('')}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </>
  );
}

function Value({
  value,
  missing,
  strong = false,
}: {
  readonly value: string | null;
  readonly missing: string;
  readonly strong?: boolean;
}): ReactElement {
  if (value === null) return <td className="difference-none">{missing}</td>;
  return <td className={strong ? 'mono medium' : 'mono ink-2'}>{value === '' ? '""' : <Breakable text={value} />}</td>;
}
