import { type ReactElement, useState } from 'react';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import { Failed } from '../../../../components/block.tsx';
import { Button } from '../../../../components/button.tsx';
import { Words } from '../../../../components/words.tsx';
import { countedText } from '../../../../lib/count-text.ts';
import { useSaveSettings } from '../../mutations.ts';
import { CopyButton } from '../copy-button.tsx';
import { PlainField } from '../plain-field.tsx';

/** A file of further authorities, for servers whose kubeconfig or settings name none. */
export function Certificates({ settings: { certificates } }: { readonly settings: SettingsView }): ReactElement {
  const { file, count, problem } = certificates;
  const [draft, setDraft] = useState('');
  const save = useSaveSettings();
  const error = save.data?.ok === false ? save.data.error : null;
  const set = (to: string | null) => save.mutate({ set: 'certificates', file: to }, { onSuccess: (answer) => answer.ok && setDraft('') });
  return (
    <div className="settings-stack">
      {file === null ? (
        <p className="ink-2">No authority of the desk's own. Those of this machine and of NODE_EXTRA_CA_CERTS count.</p>
      ) : (
        <div className="cluster-ask">
          <p>
            <span className="mono">{file}</span>{' '}
            <span className="ink-3">{count === null ? '' : `${countedText(count, 'certificate')}, beside this machine's`}</span>
          </p>
          <CopyButton text={file} what="the path of the certificates" />
          <Button look="quiet" onPress={() => set(null)} label={`Take away ${file}`}>
            Take away
          </Button>
        </div>
      )}
      {problem === null ? null : <Failed error={problem} />}
      <div className="cluster-ask">
        <PlainField
          label={file === null ? 'Path of a PEM file' : 'Path of another PEM file, in its place'}
          placeholder="/etc/ssl/company-ca.pem"
          value={draft}
          onChange={(to) => {
            setDraft(to);
            save.reset();
          }}
          onEnter={() => draft.trim() !== '' && set(draft.trim())}
          error={error === null ? null : error.message}
          mono
        />
        <Button onPress={() => set(draft.trim())} refusal={draft.trim() === '' ? 'A path is expected.' : null}>
          Use it
        </Button>
      </div>
      {error?.upstream === undefined ? null : <Words upstream={error.upstream} />}
      <p className="field-note">
        A cluster with certificate-authority in its kubeconfig trusts that one alone, as kubectl does. Metric servers trust these too.
      </p>
    </div>
  );
}
