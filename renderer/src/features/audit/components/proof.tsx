import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { type AuditEntry, type Checkpoint, genesisHash } from '#shared/domain/audit/entry.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { Moment } from '../../../components/moment.tsx';
import { SectionHeading } from '../../../components/section.tsx';
import { countText } from '../../../lib/count-text.ts';
import { useAuditHead } from '../../../lib/live-queries.ts';
import { proveHash, type Proven, proveSignature } from '../link-proof.ts';
import { useEntry, useSignature } from '../queries.ts';

function grouped(hash: string): string {
  return hash.replaceAll(/(.{8})(?=.)/g, '$1 ');
}

/** The link this entry is, worked out again in this page: its own hash, the one before, and the signature that covers it. */
export function Proof({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { seq, hash, previousHash } = entry;
  const own = useProven(['hash', seq, hash], () => proveHash(entry));
  return (
    <section aria-label="Proof">
      <SectionHeading meta="SHA-256 over canonical JSON, RFC 8785, worked out in this page">Proof</SectionHeading>
      <dl className="facts-table proof-table">
        <div>
          <dt>previous</dt>
          <dd className="hash">{grouped(previousHash)}</dd>
          <dd>
            {seq === 1 ? (
              <Mark proven={previousHash === genesisHash ? 'matches' : 'differs'} good="first entry" />
            ) : (
              <Previous entry={entry} />
            )}
          </dd>
        </div>
        <div>
          <dt>this</dt>
          <dd className="hash">{grouped(hash)}</dd>
          <dd>
            <Mark proven={own} />
          </dd>
        </div>
        <Signed seq={seq} />
      </dl>
    </section>
  );
}

/** The entry before, read for this: it has to carry the hash that this one names, and have it. */
function Previous({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const read = useEntry(entry.seq - 1);
  const before = read?.ok === true ? read.value : null;
  const proven = useProven(['previous', entry.seq, before?.hash ?? ''], async () => {
    if (before === null) return null;
    return before.hash === entry.previousHash ? proveHash(before) : 'differs';
  });
  if (read !== null && before === null) return <Mark proven="differs" bad={`entry ${countText(entry.seq - 1)} cannot be read`} />;
  return <Mark proven={proven} />;
}

function Signed({ seq }: { readonly seq: number }): ReactElement {
  const checkpoint = useSignature(seq);
  const { head } = useAuditHead();
  return (
    <div>
      <dt>signed in</dt>
      <dd>
        {checkpoint === undefined ? (
          '…'
        ) : checkpoint === null ? (
          <span className="ink-2">no checkpoint yet: the desk signs each minute, and when it ends</span>
        ) : (
          <>
            {'checkpoint '}
            <Moment at={Date.parse(checkpoint.at)} />
            {`, Ed25519, up to entry ${countText(checkpoint.seq)}, key `}
            <span className="mono" title={checkpoint.fingerprint}>
              {checkpoint.fingerprint.slice(0, 16)}
            </span>
            {head !== null && head.fingerprint !== checkpoint.fingerprint ? (
              <span className="ink-2"> (not this desk’s key now)</span>
            ) : null}
          </>
        )}
      </dd>
      <dd>{checkpoint == null ? null : <Signature checkpoint={checkpoint} />}</dd>
    </div>
  );
}

function Signature({ checkpoint }: { readonly checkpoint: Checkpoint }): ReactElement {
  const proven = useProven(['signature', checkpoint.seq, checkpoint.signature], () => proveSignature(checkpoint));
  return <Mark proven={proven} good="valid" bad="not valid" />;
}

function useProven(key: readonly (string | number)[], prove: () => Promise<Proven | null>): Proven | null {
  return useQuery({ queryKey: ['audit', 'proof', ...key], queryFn: prove, staleTime: Number.POSITIVE_INFINITY }).data ?? null;
}

interface MarkProps {
  readonly proven: Proven | null;
  readonly good?: string;
  readonly bad?: string;
}

/** A tick is green only because it was worked out; what cannot be is said, never assumed. */
function Mark({ proven, good = 'matches', bad = 'differs' }: MarkProps): ReactElement | null {
  if (proven === null) return null;
  if (proven === 'cannot') return <span className="proof-mark ink-3">not checked: this browser has no cryptography on this address</span>;
  const fine = proven === 'matches';
  return (
    <span className="proof-mark" data-state={fine ? 'healthy' : 'degraded'}>
      <Glyph name={fine ? 'ok' : 'degraded'} />
      {fine ? good : bad}
    </span>
  );
}
