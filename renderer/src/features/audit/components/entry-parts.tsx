import type { ReactElement } from 'react';
import { z } from 'zod';
import { Failure } from '#shared/contract/result.ts';
import type { AuditEntry } from '#shared/domain/audit/entry.ts';
import type { Write } from '#shared/domain/rollouts/action.ts';
import { Failed } from '../../../components/block.tsx';
import { SectionHeading } from '../../../components/section.tsx';

const sources = {
  SelfSubjectReview: 'SelfSubjectReview: as the cluster says',
  session: 'this desk’s own session',
  unknown: 'the cluster would not say',
} as const;

/** Who, as what, why, on what, from where. */
export function Facts({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { actor, role, reason, target, writer } = entry;
  return (
    <dl className="facts-table">
      <Fact name="Actor" value={actor.name} more={sources[actor.source]} />
      <Fact name="Role" value={role} />
      <Fact name="Reason" value={reason === '' ? '–' : `“${reason}”`} />
      <Fact name="Target" value={target} />
      <Fact name="Host" value={writer.host} more={`process ${writer.pid}`} />
    </dl>
  );
}

function Fact({ name, value, more }: { readonly name: string; readonly value: string; readonly more?: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {more === undefined ? null : <small>{more}</small>}
      </dd>
    </div>
  );
}

const WithError = z.object({ error: Failure });
const WithFound = z.object({ found: z.string() });

/** Why it did not happen, or what was found later: our sentence, then the upstream's own words. */
export function Wrong({ entry }: { readonly entry: AuditEntry }): ReactElement | null {
  const wrong = WithError.safeParse(entry.detail);
  if (wrong.success) return <Failed error={wrong.data.error} />;
  const missing = z.object({ missing: z.string().min(1) }).safeParse(entry.detail);
  const found = WithFound.safeParse(entry.detail);
  const text = found.success ? found.data.found : missing.success ? missing.data.missing : null;
  return text === null ? null : <p className="entry-found">{text}</p>;
}

/** What the act left for a person to do. */
export function Left({ entry }: { readonly entry: AuditEntry }): ReactElement | null {
  const left = z.object({ left: z.array(z.string()).min(1) }).safeParse(entry.detail);
  if (!left.success) return null;
  return (
    <section aria-label="Left to do">
      <SectionHeading>Left to do</SectionHeading>
      <ul className="entry-left">
        {left.data.left.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** Each request as it left this machine, to the letter. */
export function Sent({ writes }: { readonly writes: readonly Write[] }): ReactElement {
  return (
    <section aria-label="Sent">
      <SectionHeading meta={writes.length === 1 ? writes[0]?.summary : `${writes.length} requests`}>Sent</SectionHeading>
      {writes.map((write) => (
        <pre key={`${write.path} ${write.summary}`} className="code" tabIndex={0} aria-label={write.summary}>
          {`${write.method} ${write.path}\nContent-Type: ${write.contentType}\n\n${JSON.stringify(write.body)}`}
        </pre>
      ))}
    </section>
  );
}

/** The whole detail, whatever of it is drawn above. */
export function AsWritten({ entry }: { readonly entry: AuditEntry }): ReactElement | null {
  const parts = Object.keys(entry.detail);
  if (parts.length === 0) return null;
  return (
    <details className="entry-written">
      <summary>
        As written <span className="ink-3">{parts.join(', ')}</span>
      </summary>
      <pre className="code" tabIndex={0} aria-label="Detail as written">
        {JSON.stringify(entry.detail, null, 2)}
      </pre>
    </details>
  );
}
