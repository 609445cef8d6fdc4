import { type ReactElement, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { HeldButton } from '../../../components/held-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { SelectField } from '../../../components/select-field.tsx';
import { Switch } from '../../../components/switch.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { ReasonField, Search } from '../../../components/text-field.tsx';
import { Case, Show } from '../show.tsx';

const nothing = () => {};
const held = {
  action: 'Hold to roll back',
  effect: 'payments to 2.13.4, prod-eu-west',
  send: 'Roll payments back now',
  onArmedChange: nothing,
  onExecute: nothing,
};

export function ControlsPage(): ReactElement {
  return (
    <>
      <Show title="Button">
        <div className="gallery-line">
          <Button onPress={nothing}>Pause</Button>
          <Button onPress={nothing} keys="G">
            Arm
          </Button>
          <Button onPress={nothing} refusal="Step 3 has not been accepted yet">
            Promote
          </Button>
          <Button onPress={nothing} look="tall">
            Try again
          </Button>
          <Button onPress={nothing} look="plain">
            Plain
          </Button>
          <Button onPress={nothing} look="quiet" keys="Esc">
            Close
          </Button>
          <Menu entries={[{ id: 'a', text: 'Copy as kubectl', run: nothing }]}>More</Menu>
        </div>
      </Show>
      <Show title="Held button" columns={4}>
        <Case name="ready">
          <HeldButton {...held} keys="R" armed={false} />
        </Case>
        <Case name="being held">
          <HeldDrawn />
        </Case>
        <Case name="armed, by keyboard">
          <HeldButton {...held} keys="R" armed />
        </Case>
        <Case name="refused">
          <HeldButton {...held} keys="R" armed={false} refusal="you may not patch rollouts/status" />
        </Case>
      </Show>
      <div className="gallery-columns">
        <Show title="Fields" columns={2}>
          <ReasonField value="40% of payments fail on 2.14.0" onChange={nothing} />
          <ReasonField value="" onChange={nothing} error="A reason is kept in the audit log. Write one." />
          <Search label="service, owner, state" value="" onChange={nothing} keys="/" />
          <Search label="search the log" value="payments" onChange={nothing} />
        </Show>
        <Show title="Choices" columns={2}>
          <SelectField
            label="Time zone"
            value="local"
            choices={[
              { value: 'local', text: 'Of this computer' },
              { value: 'utc', text: 'UTC' },
            ]}
            onChange={nothing}
          />
          <SelectField label="Cluster" value={null} choices={[{ value: 'a', text: 'prod-eu-west' }]} onChange={nothing} />
          <div>
            <Switch on onChange={nothing} note="When a canary turns bad or a rollback ends.">
              Sound
            </Switch>
          </div>
          <div>
            <Switch on={false} onChange={nothing}>
              Notifications
            </Switch>
            <Switch on={false} fixed onChange={nothing} note="This browser has none.">
              In the tray
            </Switch>
          </div>
        </Show>
      </div>
      <Show title="Tabs">
        <TabsShown />
      </Show>
    </>
  );
}

function TabsShown(): ReactElement {
  const [chosen, setChosen] = useState<'events' | 'pods' | 'revisions'>('events');
  return (
    <Tabs
      label="Parts of a rollout"
      chosen={chosen}
      onChoose={setChosen}
      tabs={[
        { id: 'events', text: 'Events', count: 26, content: <p className="ink-2">26 today, newest first.</p> },
        { id: 'pods', text: 'Pods', count: 15, content: <p className="ink-2">15 ready.</p> },
        { id: 'revisions', text: 'Revisions', content: <p className="ink-2">10 kept.</p> },
      ]}
    />
  );
}

/** A hold half-way cannot be asked for: it is in the pointer that holds. This is its look, standing. */
function HeldDrawn(): ReactElement {
  return (
    <div className="hold">
      <i className="hold-fill" style={{ transform: 'scaleX(0.58)' }} />
      <b>Keep holding</b>
      <span>let go to stop, nothing is sent yet</span>
    </div>
  );
}
