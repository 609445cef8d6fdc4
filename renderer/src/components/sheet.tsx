import type { ReactElement, ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import { Kbd } from './kbd.tsx';
import { useEntering } from './use-entering.ts';
import { useScrollStop } from './use-scroll-stop.ts';

interface SheetProps {
  readonly title: ReactNode;
  /** Above the title, small: where this is, for example `prod-eu-west / shop`. */
  readonly kicker?: ReactNode;
  readonly children: ReactNode;
  /** At the foot, always in view: buttons. */
  readonly actions?: ReactNode;
  /** Esc, a press outside or the close button. Nothing is sent by closing. */
  readonly onClose: () => void;
}

/** A panel at the right edge above the page it is about; on a phone the whole page. It opens with the focus inside and gives it back. */
export function Sheet({ title, kicker, children, actions, onClose }: SheetProps): ReactElement {
  const entering = useEntering();
  const stop = useScrollStop<HTMLDivElement>();
  return (
    <ModalOverlay
      className="scrim scrim-side"
      isOpen
      isDismissable
      isEntering={entering}
      UNSTABLE_deferUntilEntered
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="side">
        <Dialog className="side-dialog" isEntering={false}>
          <header className="side-head">
            <div>
              {kicker === undefined ? null : <p className="ink-3 text-12">{kicker}</p>}
              <Heading slot="title" className="text-22">
                {title}
              </Heading>
            </div>
            <span className="side-close">
              <Button look="quiet" onPress={onClose}>
                Close
              </Button>
              <Kbd>Esc</Kbd>
            </span>
          </header>
          <div className="side-body" {...stop}>
            {children}
          </div>
          {actions === undefined ? null : <footer className="side-foot">{actions}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
