import type { ReactElement } from 'react';
import type { RevisionRef, RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { Button } from '../../../components/button.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import type { PlanChoice } from '../queries.ts';

interface OtherRevisionsProps {
  readonly plan: RollbackPlan;
  /** What the cluster keeps, newest first. */
  readonly revisions: readonly RevisionRef[];
  readonly onChoose: (choice: PlanChoice) => void;
}

/** An undo goes to the previous revision unless told: here it is told. */
export function OtherRevisions({ plan, revisions, onChoose }: OtherRevisionsProps): ReactElement | null {
  const others = revisions.filter(({ hash, revision }) => revision !== null && hash !== plan.from.hash);
  if (plan.lever !== 'undo' || others.length < 2) return null;
  return (
    <section aria-label="Undo to">
      <SectionHeading>Undo to</SectionHeading>
      <ul className="levers">
        {others.map((one) => {
          const chosen = one.hash === plan.to.hash;
          return (
            <li key={one.hash} data-chosen={chosen ? '' : undefined}>
              <span className="ink-3">{one.revision}</span>
              <span>{one.label}</span>
              {chosen ? (
                <span>chosen</span>
              ) : (
                <Button
                  look="quiet"
                  label={`take this: revision ${one.revision}`}
                  onPress={() => onChoose({ lever: 'undo', toRevision: one.revision })}
                >
                  take this
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
