import type { ReactElement } from 'react';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import { SectionHeading } from '../../../components/section.tsx';

function grouped(hash: string): string {
  return hash.replaceAll(/(.{8})(?=.)/g, '$1 ');
}

/** The link this entry is: its own hash over everything above, and the hash of the one before. */
export function Proof({ entry }: { readonly entry: AuditEntry }): ReactElement {
  return (
    <section aria-label="Proof">
      <SectionHeading meta="SHA-256 over canonical JSON, RFC 8785">Proof</SectionHeading>
      <dl className="facts-table" style={{ borderTop: 0 }}>
        <div>
          <dt>previous</dt>
          <dd className="hash">{grouped(entry.previousHash)}</dd>
        </div>
        <div>
          <dt>this</dt>
          <dd className="hash">{grouped(entry.hash)}</dd>
        </div>
      </dl>
    </section>
  );
}
