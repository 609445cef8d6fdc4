import { type ReactElement, useState } from 'react';
import type { AuditVerdict, Verification } from '#shared/contract/audit.ts';
import { Failed } from '../../../components/block.tsx';
import { Button } from '../../../components/button.tsx';
import { State } from '../../../components/state.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { countedText, countText } from '../../../lib/count-text.ts';
import { useAuditHead } from '../../../lib/live-queries.ts';
import { useVerification } from '../use-verification.ts';

interface ChainProps {
  readonly older: (() => void) | null;
  readonly shown: number;
  readonly onExport: () => void;
}

/** Whether the chain is whole: known only once it has been walked, so it is walked on the spot when asked. */
export function Chain({ older, shown, onExport }: ChainProps): ReactElement {
  const { running, verification, start, cancel } = useVerification();
  const [asked, setAsked] = useState(false);
  const verify = () => {
    setAsked(true);
    start();
  };
  useKeys({ v: verify });
  return (
    <div className="audit-chain">
      {running ? (
        <Button onPress={cancel}>Cancel</Button>
      ) : (
        <Button keys="V" onPress={verify}>
          Verify from entry 1
        </Button>
      )}
      <Button keys="E" onPress={onExport}>
        Export…
      </Button>
      {older === null ? null : <Button onPress={older}>{`Older than these ${countText(shown)}`}</Button>}
      <div className="audit-verdict" role="status">
        {running ? <Progress verification={verification} /> : null}
        {!running && verification?.error != null ? <Failed error={verification.error} /> : null}
        {!running && verification?.verdict != null ? <Verdict verdict={verification.verdict} /> : null}
        {!running && asked && verification?.verdict == null && verification?.error == null ? (
          <span className="ink-2">Cancelled: nothing is known of the chain.</span>
        ) : null}
        {!running && !asked ? <Unchecked /> : null}
      </div>
    </div>
  );
}

function Progress({ verification }: { readonly verification: Verification | null }): ReactElement {
  const { read, of } = verification ?? { read: 0, of: 0 };
  return (
    <span className="audit-progress">
      <State state="progressing" word={`${countText(read)} of ${countText(of)} checked`} />
      <progress aria-label="Entries checked" value={read} max={Math.max(1, of)} />
    </span>
  );
}

function Unchecked(): ReactElement | null {
  const { head } = useAuditHead();
  if (head === null) return null;
  return (
    <span className="ink-2">
      {`${countedText(head.seq, 'entry', 'entries')}, not checked yet. This desk signs with key `}
      <span className="mono" title={head.fingerprint}>
        {head.fingerprint.slice(0, 16)}
      </span>
    </span>
  );
}

function Verdict({ verdict }: { readonly verdict: AuditVerdict }): ReactElement {
  if (!verdict.intact) {
    const { firstBad } = verdict;
    return (
      <>
        <State state="degraded" word={firstBad?.seq == null ? 'Broken' : `Broken at entry ${countText(firstBad.seq)}`} />
        <p className="ink-2">{firstBad?.why}</p>
        {firstBad?.expected == null ? null : (
          <p className="mono text-11">{`expected ${firstBad.expected}, found ${firstBad.found ?? '?'}`}</p>
        )}
      </>
    );
  }
  const signed =
    verdict.checkpoints === 0
      ? 'not signed yet'
      : `signed up to ${countText(verdict.signedUpTo)} by ${verdict.fingerprints.map((key) => key.slice(0, 16)).join(', ')}`;
  return (
    <>
      <p>
        <State state="healthy" word="Chain whole" />{' '}
        <span className="ink-2">{`${countedText(verdict.entries, 'entry', 'entries')} checked in ${tookText(verdict.tookMs)}, ${signed}`}</span>
      </p>
      {verdict.openIntents === 0 ? null : (
        <p className="ink-2">{`${countedText(verdict.openIntents, 'intent')} without an end: running, or unknown.`}</p>
      )}
      {verdict.cannotExclude.map((line) => (
        <p key={line} className="ink-3">
          {line}
        </p>
      ))}
    </>
  );
}

function tookText(ms: number): string {
  return ms < 1_000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
