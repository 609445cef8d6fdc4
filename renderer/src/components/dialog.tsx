import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useEntering } from './use-entering.ts';

interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** A small question above the page. Esc or a press outside closes it; nothing is sent by closing. */
export function Dialog({ title, children, onClose }: DialogProps): ReactElement {
  const entering = useEntering();
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable
      isEntering={entering}
      UNSTABLE_deferUntilEntered
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal>
        <AriaDialog className="dialog" isEntering={false}>
          <Heading slot="title" className="text-18 medium">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
