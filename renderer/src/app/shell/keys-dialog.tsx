import { Fragment, type ReactElement } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { useScrollStop } from '../../components/use-scroll-stop.ts';
import { keyMap, keyPlaces } from '../key-table.ts';

/** Every key that does something, by where. A letter key never sends: it opens or arms. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const stop = useScrollStop<HTMLDivElement>();
  return (
    <Dialog title="Keys" onClose={onClose}>
      {/* The title and Close stay in sight, whatever the height of the window. */}
      <div className="keys-scroll" role="group" aria-label="All keys" {...stop}>
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
      </div>
      <div className="dialog-actions">
        <Button onPress={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}
