import { Fragment, type ReactElement } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { keyMap, keyPlaces } from '../key-table.ts';

/** Every key that does something, by where. A letter key never sends: it opens or arms. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div className="keys-places">
        {keyPlaces.map((place) => (
          <section key={place} aria-label={place}>
            <h3>{place}</h3>
            <dl className="keys-list">
              {keyMap
                .filter(({ where }) => where === place)
                .map(({ shown, does }) => (
                  <Fragment key={`${shown} ${does}`}>
                    <dt>
                      <Kbd>{shown}</Kbd>
                      <span className="visually-hidden">{shown}</span>
                    </dt>
                    <dd>{does}</dd>
                  </Fragment>
                ))}
            </dl>
          </section>
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
