import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { detailPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { Empty } from '../../../components/block.tsx';
import { Figure } from '../../../components/figure.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { useScrollStop } from '../../../components/use-scroll-stop.ts';
import { type PodGroup, podGroups, podTrouble } from '../page-facts.ts';

const most = 60;

/** Pods by version: filled when ready, hollow when not. The two versions differ in luminance, never in hue. */
export function Pods({ page }: { readonly page: Page }): ReactElement {
  const stop = useScrollStop();
  const groups = podGroups(page);
  const { pods, at } = page.detail;
  const ready = pods.filter((pod) => pod.ready).length;
  return (
    <section className="pods" aria-label="Pods" {...stop}>
      <SectionHeading meta={<Figure value={`${ready} ready`} at={at} periodMs={detailPeriodMs} />}>Pods</SectionHeading>
      {groups.length === 0 ? (
        <Empty title="No pods.">{`The spec asks for ${page.detail.workload.replicas.desired}.`}</Empty>
      ) : (
        groups.map((group) => <Group key={group.hash} group={group} />)
      )}
    </section>
  );
}

function Group({ group }: { readonly group: PodGroup }): ReactElement {
  const trouble = podTrouble(group.pods);
  const ready = group.pods.filter((pod) => pod.ready).length;
  return (
    <div className="pod-group">
      <p className={group.current ? 'medium' : undefined}>
        {group.label} <span className="ink-3">{group.role}</span>
      </p>
      <p className="ink-3 text-12">{`${ready} of ${group.pods.length} ready`}</p>
      <p className="pod-cells" aria-hidden="true">
        {group.pods.slice(0, most).map((pod) => (
          <i
            key={pod.name}
            data-version={group.current ? 'current' : 'other'}
            data-ready={pod.ready}
            title={`${pod.name} ${pod.phase} ${pod.reason}`}
          />
        ))}
        {group.pods.length > most ? <span className="ink-3 text-12">{`and ${group.pods.length - most}`}</span> : null}
      </p>
      {trouble === '' ? null : <p className="pod-trouble ink-2 text-12">{trouble}</p>}
    </div>
  );
}
