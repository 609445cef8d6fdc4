import { type ReactElement, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { copyText } from '../../../lib/copy-text.ts';

/** Copies what stands beside it, and says that it did. `what`: `the path of the audit log`. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): ReactElement {
  const [said, setSaid] = useState<'Copied' | 'Not copied: select it' | null>(null);
  const copy = async () => setSaid((await copyText(text)) ? 'Copied' : 'Not copied: select it');
  return (
    <span className="copy" onPointerLeave={() => setSaid(null)} onBlur={() => setSaid(null)}>
      <Button look="quiet" label={`Copy ${what}`} onPress={() => void copy()}>
        {said ?? 'Copy'}
      </Button>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </span>
  );
}
