import type { ReactElement } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import type { Action, Command } from '#shared/domain/rollouts/action.ts';
import { kubectlOf } from '#shared/domain/rollouts/kubectl.ts';
import type { Workload } from '#shared/domain/rollouts/workload.ts';
import { Glyph } from '../../../components/glyph.tsx';
import { actionWords } from '../act-words.ts';

interface KubectlMenuProps {
  readonly workload: Workload;
  /** Actions a line of which can be typed now or later: the desk's own state does not matter here. */
  readonly actions: readonly Action[];
  readonly onCopy: (text: string) => void;
}

function commandOf(action: Action): Command {
  return action === 'undo' ? { action, toRevision: null } : { action };
}

/** Every act as somebody would type it, for the moment when the desk itself is the problem. Choosing one copies it; nothing is sent. */
export function KubectlMenu({ workload, actions, onCopy }: KubectlMenuProps): ReactElement {
  const lines = actions.flatMap((action) => {
    const text = kubectlOf(workload.target, commandOf(action), workload.paused).join(' && ');
    return text === '' ? [] : [{ action, text }];
  });
  return (
    <MenuTrigger>
      <AriaButton className="button" aria-label="Copy as kubectl">
        kubectl
        <Glyph name="open" />
      </AriaButton>
      <Popover className="menu menu-wide" placement="bottom end" offset={4}>
        <Menu
          className="menu-list"
          aria-label="Copy as kubectl"
          onAction={(key) => {
            const line = lines.find(({ action }) => action === key);
            if (line !== undefined) onCopy(line.text);
          }}
        >
          {lines.map(({ action, text }) => (
            <MenuItem key={action} id={action} className="menu-item" textValue={actionWords[action]}>
              <Text slot="label">{`Copy: ${actionWords[action].replace('…', '').trim()}`}</Text>
              <Text slot="description" className="mono">
                {text}
              </Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
