import { type ReactElement, useEffect, useRef } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Menu } from '../../../components/menu.tsx';
import { SelectField } from '../../../components/select-field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { ReasonField } from '../../../components/text-field.tsx';
import { Timeline } from '../../../components/timeline.tsx';
import { useToasts } from '../../../components/toasts.tsx';
import { timelineEntries, timelineZero } from '../timeline-samples.ts';

const nothing = () => {};

export function OpenSheet(): ReactElement {
  return (
    <Sheet
      title="payments 2.14.0"
      kicker="prod-eu-west / shop"
      onClose={nothing}
      actions={
        <>
          <Button onPress={nothing}>Copy as kubectl</Button>
          <Button onPress={nothing} refusal="Nothing is paused">
            Resume
          </Button>
        </>
      }
    >
      <Timeline label="Of payments" entries={timelineEntries} zero={timelineZero} />
    </Sheet>
  );
}

export function OpenDialog(): ReactElement {
  return (
    <Dialog title="Pause payments at 5%" onClose={nothing}>
      <p className="ink-2">2.14.0 keeps 5% of the traffic until somebody resumes it.</p>
      <ReasonField value="errors at 40%, looking" onChange={nothing} />
      <div className="dialog-actions">
        <Button onPress={nothing}>Cancel</Button>
        <Button onPress={nothing}>Pause payments</Button>
      </div>
    </Dialog>
  );
}

/** The focus on its button: Enter opens it, as the page's keys say. */
function useFocused() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return place;
}

export function OpenMenu(): ReactElement {
  const place = useFocused();
  return (
    <div ref={place} style={{ paddingLeft: 240, minHeight: 220 }}>
      <Menu
        entries={[
          { id: 'kubectl', text: 'Copy as kubectl', note: 'kubectl argo rollouts abort payments', run: nothing },
          { id: 'undo', text: 'Undo to 2.13.4…', keys: 'U', run: nothing },
          { id: 'retry', text: 'Retry', refusal: 'Nothing was aborted', run: nothing },
        ]}
      >
        More
      </Menu>
    </div>
  );
}

export function OpenSelect(): ReactElement {
  const place = useFocused();
  return (
    <div ref={place} style={{ width: 280, minHeight: 220 }}>
      <SelectField
        label="Time zone"
        value="utc"
        choices={[
          { value: 'local', text: 'Of this computer', note: 'Europe/Berlin' },
          { value: 'utc', text: 'UTC', note: 'as the controllers log it' },
          { value: 'cluster', text: 'Of the cluster', refusal: 'No cluster says its own' },
        ]}
        onChange={nothing}
      />
    </div>
  );
}

export function OpenToasts(): ReactElement {
  const { say } = useToasts();
  useEffect(() => {
    say({ tone: 'note', text: 'Copied. It names the context, so it can be pasted anywhere.', action: { text: 'Show', run: nothing } });
    say({ tone: 'done', text: 'payments is back on 2.13.4.', action: { text: 'Evidence', run: nothing } });
    say({ tone: 'failed', text: 'prod-eu-west did not answer within 10 s. Nothing is known about the pause.' });
  }, [say]);
  return <p className="ink-2">They stand at the foot of the page.</p>;
}
