import { type ReactElement, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Words } from '../../../components/words.tsx';
import { useSaveSettings } from '../mutations.ts';
import { PlainField } from './plain-field.tsx';

/** Adds a kubeconfig file to those the desk reads. What was typed stays until it was taken. */
export function AddKubeconfig({ autoFocus = false }: { readonly autoFocus?: boolean }): ReactElement {
  const [path, setPath] = useState('');
  const save = useSaveSettings();
  const error = save.data?.ok === false ? save.data.error : null;
  const add = () => {
    if (path.trim() === '' || save.isPending) return;
    save.mutate({ set: 'kubeconfig-file', path: path.trim(), present: true }, { onSuccess: (answer) => answer.ok && setPath('') });
  };
  return (
    <div className="settings-stack">
      <div className="cluster-ask">
        <PlainField
          label="Path of a kubeconfig file, on the machine the desk runs on"
          placeholder="~/.kube/prod"
          value={path}
          onChange={(to) => {
            setPath(to);
            save.reset();
          }}
          onEnter={add}
          error={error === null ? null : error.message}
          mono
          autoFocus={autoFocus}
        />
        <Button onPress={add} refusal={path.trim() === '' ? 'A path is expected.' : null}>
          {save.isPending ? 'Reading it' : 'Add'}
        </Button>
      </div>
      {error?.upstream === undefined ? null : <Words upstream={error.upstream} />}
      <p className="visually-hidden" role="status">
        {save.data?.ok === true ? 'Added.' : ''}
      </p>
    </div>
  );
}
