import type { ReactElement } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { type Scenario, speeds } from '../sandbox-facts.ts';
import { OwnClusters } from './own-clusters.tsx';
import type { Ask } from './sandbox-confirm.tsx';

interface SandboxControlsProps {
  readonly speed: number;
  readonly next: Scenario | null;
  /** An order is being carried out: the next one waits. */
  readonly busy: boolean;
  readonly onSpeed: (speed: number) => void;
  readonly onAsk: (ask: Ask) => void;
}

/** How fast the simulated day goes, and from where. The start of a scenario is asked about first, in a dialog. */
export function SandboxControls({ speed, next, busy, onSpeed, onAsk }: SandboxControlsProps): ReactElement {
  const wait = busy ? 'The last order is being carried out.' : null;
  return (
    <>
      <MenuTrigger>
        <AriaButton className="button button-quiet" aria-label={`Speed: ${speed}×`}>
          Speed <span className="sandbox-speed">{`${speed}×`}</span>
        </AriaButton>
        <Popover placement="bottom end">
          <Menu
            className="menu"
            aria-label="Speed of the simulation"
            selectionMode="single"
            selectedKeys={[String(speed)]}
            disallowEmptySelection
            onAction={(key) => {
              if (!busy && Number(key) !== speed) onSpeed(Number(key));
            }}
          >
            {speeds.map((one) => (
              <MenuItem key={one} id={String(one)} className="menu-item" textValue={`${one}×`}>
                {`${one}×`}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <Button look="quiet" refusal={wait} onPress={() => onAsk({ order: { do: 'restart' }, title: null })}>
        Restart
      </Button>
      <Button
        look="quiet"
        refusal={wait ?? (next === null ? 'The sandbox knows no other.' : null)}
        onPress={() => {
          if (next !== null) onAsk({ order: { do: 'scenario', name: next.name }, title: next.title });
        }}
      >
        Next scenario
      </Button>
      <OwnClusters look="quiet" />
    </>
  );
}
