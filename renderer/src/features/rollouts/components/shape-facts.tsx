import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { Figure } from '../../../components/figure.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countText } from '../../../lib/count-text.ts';

/** What stands in the place of steps where there are none: a blue-green's two Services, a Deployment's pods on their way. */
export function ShapeFacts({ page }: { readonly page: Page }): ReactElement {
  const { workload } = page.detail;
  const { at, periodMs } = page.dial.requested;
  const facts = workload.blueGreen === null ? podFacts(workload) : serviceFacts(workload, workload.blueGreen);
  const title = workload.blueGreen === null ? 'Pods on their way' : 'Services';
  return (
    <section aria-label={title}>
      <SectionHeading meta={<Figure value={words[workload.strategy]} at={at} periodMs={periodMs} />}>{title}</SectionHeading>
      <dl className="pairs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="ellipsis" title={value}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const words: Record<Workload['strategy'], string> = {
  canary: 'canary, no steps',
  blueGreen: 'blue-green',
  rollingUpdate: 'rolling update',
  recreate: 'recreate',
};

type Fact = readonly [string, string];

function serviceFacts(workload: Workload, blueGreen: NonNullable<Workload['blueGreen']>): Fact[] {
  const label = (hash: string) => workload.versions.find((version) => version.hash === hash)?.label ?? (hash === '' ? '–' : hash);
  const seconds = blueGreen.autoPromotionSeconds;
  return [
    [blueGreen.activeService, `active, ${label(blueGreen.activeSelector)}`],
    ...(blueGreen.previewService === null ? [] : [[blueGreen.previewService, `preview, ${label(blueGreen.previewSelector)}`] as const]),
    ['Promotion', blueGreen.autoPromotion ? (seconds === null ? 'by itself' : `by itself after ${seconds} s`) : 'waits for a person'],
  ];
}

function podFacts({ replicas }: Workload): Fact[] {
  return [
    ['Asked for', countText(replicas.desired)],
    ['New', countText(replicas.updated)],
    ['Ready', countText(replicas.ready)],
    ['Available', countText(replicas.available)],
  ];
}
