import type { ReactElement, RefObject } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { Action, type Availability } from '#shared/domain/rollouts/action.ts';
import { obstacleOf } from '#shared/domain/rollouts/obstacle.ts';
import { targetKey } from '#shared/domain/rollouts/target.ts';
import { Kbd } from '../../../components/kbd.tsx';
import { ask } from '../../../lib/ask.ts';
import { useBackend } from '../../../lib/backend-context.tsx';
import { actionWords } from '../act-words.ts';

interface RowMenuProps {
  readonly row: RolloutRow;
  /** The row it hangs on. */
  readonly anchor: RefObject<Element | null>;
  readonly onOpen: () => void;
  readonly onAct: (action: Action) => void;
  readonly onClose: () => void;
}

/** What may be done with one row. It opens things: nothing in it sends by itself. */
export function RowMenu({ row, anchor, onOpen, onAct, onClose }: RowMenuProps): ReactElement {
  const availability = useAvailability(row);
  const { target } = row.workload;
  const entries = Action.options.map((action) => {
    const { enabled, reason } = availability?.find((one) => one.action === action) ?? fromState(action, row);
    // The plan of a way back opens for everybody: it says who may.
    return { action, reason: action === 'abort' || action === 'undo' || enabled ? '' : reason };
  });
  return (
    <Popover className="menu" triggerRef={anchor} isOpen placement="bottom start" onOpenChange={(open) => (open ? undefined : onClose())}>
      <Menu
        className="menu-list"
        // The row it hangs on is as wide as the window; a menu is not.
        style={{ minWidth: 220 }}
        aria-label={`${target.name}: what may be done`}
        autoFocus="first"
        disabledKeys={entries.filter(({ reason }) => reason !== '').map(({ action }) => action)}
        onAction={(key) => {
          onClose();
          const action = Action.options.find((one) => one === key);
          if (action === undefined) onOpen();
          else onAct(action);
        }}
      >
        <MenuItem id="open" className="menu-item" textValue="Open">
          <span className="menu-line">
            Open <Kbd>Enter</Kbd>
          </span>
        </MenuItem>
        {entries.map(({ action, reason }) => (
          <MenuItem key={action} id={action} className="menu-item" textValue={wordOf(action)}>
            <span className="menu-line">
              {wordOf(action)} {action === 'abort' ? <Kbd>R</Kbd> : action === 'undo' ? <Kbd>U</Kbd> : null}
            </span>
            {reason === '' ? null : <small>{reason}</small>}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}

function wordOf(action: Action): string {
  return action === 'abort' ? 'Roll back…' : actionWords[action];
}

/** What the row alone says; rights are the cluster's to say, and come a moment later. */
function fromState(action: Action, { workload }: RolloutRow): Availability {
  const reason = obstacleOf(action, workload) ?? '';
  return { action, enabled: reason === '', reason };
}

function useAvailability({ workload: { target } }: RolloutRow): readonly Availability[] | null {
  const { client } = useBackend();
  const { data } = useQuery({
    queryKey: ['rollouts', 'get', targetKey(target)],
    queryFn: ({ signal }) => ask(() => client.rollouts.get({ target }, { signal })),
    gcTime: 0,
  });
  return data?.ok === true ? data.value.availability : null;
}
