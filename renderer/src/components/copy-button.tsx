import { type ReactElement, useState } from 'react';
import { Button } from './button.tsx';
import { copyText } from '../lib/copy-text.ts';

/** Copies a text as it stands, and says whether it worked. */
export function CopyButton({ text, children }: { readonly text: string; readonly children: string }): ReactElement {
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <span className="copy">
      <Button look="quiet" onPress={() => void copyText(text).then(setCopied)}>
        {children}
      </Button>
      <span role="status" className="ink-3 text-12">
        {copied === null ? '' : copied ? 'Copied.' : 'The browser did not let it. Select the text instead.'}
      </span>
    </span>
  );
}
