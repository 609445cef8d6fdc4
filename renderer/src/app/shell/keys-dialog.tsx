import { Fragment, type ReactElement } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Kbd } from '../../components/kbd.tsx';

const keys: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'find or do anything'],
  ['/', 'search this list'],
  ['J', 'row down'],
  ['K', 'row up'],
  ['Enter', 'open'],
  ['Esc', 'close'],
  ['R', 'rollback plan; there, arms'],
  ['U', 'undo plan; there, arms'],
  ['[', 'previous that needs a human'],
  [']', 'next that needs a human'],
  ['1', 'Rollouts'],
  ['2', 'Audit'],
  ['3', 'Connections'],
  ['?', 'these keys'],
];

/** A letter key never sends: it opens or arms. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div className="keys-list">
        {keys.map(([key, does]) => (
          <Fragment key={key}>
            <span>
              <Kbd>{key}</Kbd>
              <span className="visually-hidden">{key}</span>
            </span>
            <span className="ink-2">{does}</span>
          </Fragment>
        ))}
      </div>
      <p className="ink-3">
        Promote, pause, abort, retry and restart have no letter. No letter sends anything: it opens or arms, and a second, separate button
        sends.
      </p>
      <div className="dialog-actions">
        <Button onPress={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
