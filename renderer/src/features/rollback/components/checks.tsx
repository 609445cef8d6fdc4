import type { ReactElement } from 'react';
import type { Check, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { clusterPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { Age } from '../../../components/age.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';

const marks = { yes: ['ok', 'healthy', 'yes'], no: ['no', 'degraded', 'no'], unknown: ['unknown', 'unknown', 'not known'] } as const;

/** Whether it can work. A cross warns: nothing but the person's own permission stops a rollback. */
export function Checks({ plan }: { readonly plan: RollbackPlan }): ReactElement {
  return (
    <section aria-label="Can it work">
      <SectionHeading meta={<Age at={plan.at} periodMs={4 * clusterPeriodMs} form="row" />}>Can it work</SectionHeading>
      <ul className="checks">
        {plan.checks.map((check) => (
          <CheckLine key={check.id} check={check} />
        ))}
        {plan.gitOps !== null && plan.gitOps.selfHeals && !plan.checks.some(({ id }) => id === 'gitops') ? (
          <CheckLine
            check={{ id: 'gitops', verdict: 'no', text: `${plan.gitOps.tool} owns it (${plan.gitOps.evidence}) and will put it back` }}
          />
        ) : null}
      </ul>
    </section>
  );
}

export function CheckLine({ check }: { readonly check: Check }): ReactElement {
  const [glyph, state, word] = marks[check.verdict];
  return (
    <li>
      <span data-state={state}>
        <Glyph name={glyph} label={word} />
      </span>
      <span>{check.text}</span>
    </li>
  );
}
