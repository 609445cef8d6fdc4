import type { ReactElement } from 'react';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { Dial } from '../../../charts/dial.tsx';
import { centreOf } from '../../../charts/dial-claims.ts';
import { Readouts } from '../../../charts/readouts.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { dialSteps, labelsOf } from '../page-facts.ts';

/** What the large figure stands on. Metrics that answer and count nothing of it are not missing metrics: the needle says why. */
function saysOf(dial: Page['dial']): string {
  const counted = dial.observed.at === null ? 'no metrics' : 'not observed';
  const says = {
    observed: 'users get what is observed',
    accepted: `${counted}: as the route accepted`,
    requested: `${counted}, no route: as asked`,
  } as const;
  return says[centreOf(dial).name];
}

/** The dial with its three readouts. The rollback sheet keeps it in view, so that the needles are seen to fall. */
export function DialColumn({ page }: { readonly page: Page }): ReactElement {
  return (
    <section className="dial-column" aria-label="Traffic">
      <SectionHeading meta={saysOf(page.dial)}>{`Traffic to ${labelsOf(page.detail.workload).current}`}</SectionHeading>
      <Dial dial={page.dial} disagrees={page.disagreement !== null} steps={dialSteps(page)} />
      <Readouts dial={page.dial} />
    </section>
  );
}
