import type { ReactElement } from 'react';
import type { Connection } from '#shared/contract/connections.ts';
import type { Result } from '#shared/contract/result.ts';
import { useSettings } from '../queries.ts';
import { ApproveExec } from './approve-exec.tsx';
import { CopyButton } from './copy-button.tsx';

interface AccessFactsProps {
  readonly connection: Connection;
  /** null while it is asked. */
  readonly version: Result<string> | null;
}

/** Server, file, proxy, authority and login as the kubeconfig says them. */
export function AccessFacts({ connection, version }: AccessFactsProps): ReactElement {
  const settings = useSettings();
  const access = settings.value?.access.find(({ context }) => context === connection.context) ?? null;
  return (
    <dl className="detail-facts">
      <dt>Server</dt>
      <dd>
        <span className="mono">{connection.server}</span>
        <small>{version === null ? '' : version.ok ? version.value : 'version not told'}</small>
      </dd>
      {access === null ? null : (
        <>
          <dt>Kubeconfig</dt>
          <dd>
            <span className="mono">{access.file}</span> <CopyButton text={access.file} what="the kubeconfig's path" />
          </dd>
          <dt>Signs in with</dt>
          <dd>
            {access.signsIn}
            <small>{access.user === '' ? 'no user' : `user ${access.user}`}</small>
          </dd>
          {access.exec === null ? null : (
            <>
              <dt>Runs</dt>
              <dd>
                <code className="mono">{access.exec.commandLine}</code>
                <small>{access.exec.approved ? 'approved on this desk' : 'not approved yet'}</small>
                {access.exec.approved ? null : (
                  <div className="block-actions">
                    <ApproveExec context={connection.context} />
                  </div>
                )}
              </dd>
            </>
          )}
          {access.impersonates === null ? null : (
            <>
              <dt>Impersonates</dt>
              <dd className="mono">{access.impersonates}</dd>
            </>
          )}
          <dt>Authority</dt>
          <dd>
            <span className="mono">{access.authority}</span>
            {access.tlsServerName === null ? null : <small>{`as ${access.tlsServerName}`}</small>}
          </dd>
          <dt>Proxy</dt>
          <dd>{access.proxy === null ? <span className="ink-3">none</span> : <span className="mono">{access.proxy}</span>}</dd>
        </>
      )}
    </dl>
  );
}
