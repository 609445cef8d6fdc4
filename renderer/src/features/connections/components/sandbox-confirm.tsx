import type { ReactElement } from 'react';
import type { SandboxOrder } from '#shared/domain/connections/sandbox.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';

export interface Ask {
  readonly order: SandboxOrder;
  /** The scenario to start; null: the running one, again. */
  readonly title: string | null;
}

interface SandboxConfirmProps {
  readonly ask: Ask;
  readonly onStart: (order: SandboxOrder) => void;
  readonly onClose: () => void;
}

/** An ordinary question: it only ends practice, so nothing is held and no reason is asked for. */
export function SandboxConfirm({ ask: { order, title }, onStart, onClose }: SandboxConfirmProps): ReactElement {
  return (
    <Dialog title={title === null ? 'Start this scenario again?' : `Start “${title}”?`} onClose={onClose}>
      <p>
        {title === null ? 'The story begins anew. ' : 'The running story ends. '}
        Every rollout in the sandbox goes back to its beginning; what was done to it is gone. The audit log keeps its entries.
      </p>
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button autoFocus onPress={() => onStart(order)}>
          {title === null ? 'Start again' : 'Start'}
        </Button>
      </div>
    </Dialog>
  );
}
