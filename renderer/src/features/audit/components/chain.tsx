import type { ReactElement } from 'react';
import type { AuditVerdict } from '#shared/contract/audit.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { State } from '../../../components/state.tsx';
import { countedText, countText } from '../../../lib/count-text.ts';
import { useAuditHead } from '../../../lib/live-queries.ts';
import { useVerify } from '../mutations.ts';

/** Whether the chain is whole: known only once it has been walked, so it is walked on the spot when asked. */
export function Chain({ older }: { readonly older: (() => void) | null }): ReactElement {
  const { head } = useAuditHead();
  const verify = useVerify();
  return (
    <div className="audit-chain">
      <Button onPress={() => verify.mutate()}>Verify from entry 1</Button>
      {older === null ? null : <Button onPress={older}>Older entries</Button>}
      <div role="status">
        {verify.isPending ? <State state="progressing" word={`Checking ${head === null ? '' : countText(head.seq)} entries`} /> : null}
        {verify.data === undefined || verify.isPending ? null : verify.data.ok ? (
          <Verdict verdict={verify.data.value} />
        ) : (
          <Failed error={verify.data.error} />
        )}
        {verify.data === undefined && !verify.isPending && head !== null ? (
          <span className="ink-2">
            {`${countedText(head.seq, 'entry', 'entries')}, not checked yet. Key `}
            <span className="mono" title={head.fingerprint}>
              {head.fingerprint.slice(0, 16)}
            </span>
          </span>
        ) : null}
      </div>
    </div>
  );
}

function Verdict({ verdict }: { readonly verdict: AuditVerdict }): ReactElement {
  if (!verdict.intact) {
    const { firstBad } = verdict;
    return (
      <>
        <State state="degraded" word={firstBad?.seq == null ? 'Broken' : `Broken at entry ${countText(firstBad.seq)}`} />
        <p className="ink-2">{firstBad?.why}</p>
      </>
    );
  }
  return (
    <>
      <p>
        <State state="healthy" word="Chain whole" />{' '}
        <span className="ink-2">{`${countedText(verdict.entries, 'entry', 'entries')} checked in ${Math.max(1, Math.round(verdict.tookMs))} ms`}</span>
      </p>
      {verdict.cannotExclude.map((line) => (
        <p key={line} className="ink-3">
          {line}
        </p>
      ))}
    </>
  );
}
