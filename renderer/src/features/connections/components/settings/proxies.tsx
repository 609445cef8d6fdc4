import type { ReactElement } from 'react';
import type { ContextAccess } from '#shared/domain/connections/context-access.ts';
import { Empty } from '../../../../components/block.tsx';
import { useScrollStop } from '../../../../components/use-scroll-stop.ts';

/** The kubeconfig owns these: they are changed there, and read again at once. */
export function Proxies({ access }: { readonly access: readonly ContextAccess[] }): ReactElement {
  const stop = useScrollStop<HTMLDivElement>();
  if (access.length === 0) return <Empty title="No context can be read.">Add a kubeconfig file above.</Empty>;
  return (
    <div className="settings-stack">
      <div className="scroll-x" {...stop}>
        <table className="table" aria-label="Proxies and authorities">
          <thead>
            <tr>
              <th scope="col">context</th>
              <th scope="col">proxy-url</th>
              <th scope="col">certificate-authority</th>
              <th scope="col">tls-server-name</th>
              <th scope="col">signs in with</th>
            </tr>
          </thead>
          <tbody>
            {access.map(({ context, proxy, authority, tlsServerName, insecure, signsIn }) => (
              <tr key={context}>
                <th scope="row">{context}</th>
                <td className="mono">{proxy ?? <span className="ink-3">none</span>}</td>
                <td className={insecure ? '' : 'mono'}>{authority}</td>
                <td className="mono">{tlsServerName ?? <span className="ink-3">–</span>}</td>
                <td>{signsIn}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="field-note">
        They stand in the kubeconfig, for kubectl as well. Change them there: the desk reads the file again at once.
      </p>
    </div>
  );
}
