import type { ReactElement } from 'react';
import type { ContextRights } from '#shared/domain/connections/access.ts';
import { Failed } from '../../../components/block.tsx';

/** The cluster's own word for this person: it is what the audit log and the cluster's log both say. */
export function WhoYouAre({ rights: { identity } }: { readonly rights: ContextRights }): ReactElement {
  if (!identity.ok) return <Failed error={identity.error} title="The cluster does not say who you are." />;
  const { name, groups, source } = identity.value;
  return (
    <dl className="detail-facts">
      <dt>User</dt>
      <dd>
        <span className="mono">{name}</span>
        <small>{source === 'SelfSubjectReview' ? 'says the cluster' : 'says the kubeconfig: the cluster is too old to say'}</small>
      </dd>
      <dt>Groups</dt>
      <dd>
        {groups.length === 0 ? (
          <span className="ink-3">{source === 'SelfSubjectReview' ? 'none' : '?'}</span>
        ) : (
          <ul className="words-list">
            {groups.map((group) => (
              <li key={group} className="mono">
                {group}
              </li>
            ))}
          </ul>
        )}
      </dd>
    </dl>
  );
}
