import type { ReactElement } from 'react';
import type { RollbackPlan } from '#shared/domain/rollback/plan.ts';
import { clusterPeriodMs } from '#shared/domain/rollouts/figure.ts';
import { requestText } from '#shared/domain/rollouts/request-text.ts';
import { Age } from '../../../components/age.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { SectionHeading } from '../../../components/section.tsx';

/** Exactly what will be sent, in order, and what it changes. */
export function WillBeSent({ plan }: { readonly plan: RollbackPlan }): ReactElement {
  const dryRun = plan.checks.find((check) => check.id === 'dry-run');
  return (
    <section aria-label="Will be sent">
      <SectionHeading
        meta={
          <>
            {dryRun?.verdict === 'yes' ? 'checked against the server, dry run' : 'from the live object'}{' '}
            <Age at={plan.at} periodMs={4 * clusterPeriodMs} />
          </>
        }
      >
        Will be sent
      </SectionHeading>
      {plan.writes.map((write) => (
        <pre key={`${write.path} ${write.summary}`} className="code" tabIndex={0} aria-label={write.summary}>
          {requestText(write)}
        </pre>
      ))}
      {plan.kubectl.length === 0 ? null : (
        <p className="kubectl-line">
          <span className="ink-3 text-12 mono">{plan.kubectl.join(' && ')}</span>
          <CopyButton text={plan.kubectl.join(' && ')}>Copy as kubectl</CopyButton>
        </p>
      )}
      <table className="effects" style={{ marginTop: 6 }}>
        <tbody>
          {plan.effects.map((effect) => (
            <tr key={effect.what}>
              <th scope="row">{effect.what}</th>
              <td className="number">{effect.before}</td>
              <td>
                <Glyph name="arrow" label="to" /> <b className="medium">{effect.after}</b>
              </td>
              <td className="ink-3">{effect.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
