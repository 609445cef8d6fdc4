import type { ReactElement, ReactNode } from 'react';
import type { KubeconfigFileView } from '#shared/domain/connections/settings.ts';
import { State } from '../../../components/state.tsx';
import { Words } from '../../../components/words.tsx';
import { countedText } from '../../../lib/count-text.ts';

const looks = { read: ['healthy', 'Read'], missing: ['unknown', 'Not there'], broken: ['degraded', 'Cannot be read'] } as const;
const origins: Record<KubeconfigFileView['origin'], string> = {
  '--kubeconfig': 'named on the command line',
  KUBECONFIG: 'named by KUBECONFIG',
  'usual place': "kubectl's usual place",
  settings: 'added here',
};

interface KubeconfigFileListProps {
  readonly files: readonly KubeconfigFileView[];
  readonly actions?: (file: KubeconfigFileView) => ReactNode;
  readonly inSandbox?: boolean;
}

/** Every file that was looked at: who named it, what is in it, or what is wrong with it. */
export function KubeconfigFileList({ files, actions = () => null, inSandbox = false }: KubeconfigFileListProps): ReactElement {
  return (
    <ol className="file-list" aria-label="Kubeconfig files">
      {files.map((file) => {
        const [state, word] = looks[file.state];
        return (
          <li key={file.path}>
            <div className="file-name">
              <p className="mono">{file.path}</p>
              <p className="ink-3 text-12">{inSandbox ? "the sandbox's own" : origins[file.origin]}</p>
            </div>
            <div className="file-says">
              <State state={state} word={word} quiet />
              {file.state === 'read' ? (
                <p className="ink-2 text-12" title={file.contexts.join(', ')}>
                  {file.contexts.length === 0
                    ? 'no context'
                    : `${countedText(file.contexts.length, 'context')}: ${shortList(file.contexts)}`}
                </p>
              ) : null}
            </div>
            <div className="file-actions">{actions(file)}</div>
            {file.problem === null ? null : (
              <div className="file-problem">
                <p>{file.problem.message}</p>
                {file.problem.upstream === undefined ? null : <Words upstream={file.problem.upstream} />}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
