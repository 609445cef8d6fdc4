import { type ReactElement, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Search } from '../../../components/text-field.tsx';
import { useScopeStore } from '../../../lib/scope-store.ts';

/** One namespace instead of all: what a person without cluster-wide rights needs. */
export function NamespaceField(): ReactElement {
  const namespace = useScopeStore((store) => store.namespace);
  const setNamespace = useScopeStore((store) => store.setNamespace);
  const [draft, setDraft] = useState(namespace ?? '');
  const apply = () => setNamespace(draft.trim() === '' ? null : draft.trim());
  return (
    <div style={{ marginLeft: 'auto', display: 'flex', gap: 8 }}>
      <Search label="namespace, empty for all" value={draft} onChange={setDraft} onEnter={apply} />
      <Button onPress={apply} refusal={draft.trim() === (namespace ?? '') ? 'This is what is shown.' : null}>
        {draft.trim() === '' ? 'All namespaces' : 'Only this one'}
      </Button>
    </div>
  );
}
