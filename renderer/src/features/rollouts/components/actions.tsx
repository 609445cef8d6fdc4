import { type ReactElement, useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { RolloutPage as Page } from '#shared/contract/rollouts.ts';
import { Action, type Availability } from '#shared/domain/rollouts/action.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Glyph } from '../../../components/glyph.tsx';
import { copyText } from '../../../lib/copy-text.ts';
import { actionWords as words, type PlainAction } from '../act-words.ts';
import { ActDialog } from './act-dialog.tsx';
import { KubectlMenu } from './kubectl-menu.tsx';

interface ActionsProps {
  readonly page: Page;
  readonly target: Target;
  readonly onUndo: (toRevision: number | null) => void;
  readonly onAbort: () => void;
  /** The action whose question is open: part of the address, so that it can be linked to and left with Back. */
  readonly asked: PlainAction | null;
  readonly onAsk: (action: PlainAction | null) => void;
}

const more: readonly Action[] = ['promote-full', 'abort', 'retry', 'restart'];

/** Every action of this workload. What cannot be done now stays in its place and says why. */
export function Actions({ page, target, onUndo, onAbort, asked, onAsk }: ActionsProps): ReactElement {
  const [copied, setCopied] = useState('');
  // Once it was open it stays, to show how it went: an action that was taken is off by then.
  const [askedOnce, setAskedOnce] = useState<PlainAction | null>(null);
  const allowed = asked !== null && page.availability.some(({ action, enabled }) => action === asked && enabled);
  if (allowed && askedOnce !== asked) setAskedOnce(asked);
  if (asked === null && askedOnce !== null) setAskedOnce(null);
  const of = (action: Action): Availability =>
    page.availability.find((one) => one.action === action) ?? { action, enabled: false, reason: 'The desk has not said.' };
  const pauses: Action = of('resume').enabled ? 'resume' : 'pause';
  const refused = [of('promote'), of(pauses)].find((one) => !one.enabled);
  const ask = (action: Action) => {
    if (action === 'undo') onUndo(null);
    else if (action === 'abort') onAbort();
    else onAsk(action);
  };
  const button = (action: Action) => (
    <Button key={action} refusal={of(action).enabled ? null : of(action).reason} onPress={() => ask(action)}>
      {words[action]}
    </Button>
  );
  const copy = (text: string) =>
    void copyText(text).then((done) => setCopied(done ? `Copied: ${text}` : 'Not copied: the browser did not let it.'));
  return (
    <div className="actions">
      <p className="actions-why" role="status" title={copied}>
        {copied || (refused === undefined ? '' : `${words[refused.action]} is off. ${refused.reason}`)}
      </p>
      {button('promote')}
      {button(pauses)}
      {button('undo')}
      <MenuTrigger>
        <AriaButton className="button">
          More
          <Glyph name="open" />
        </AriaButton>
        <Popover className="menu" placement="bottom end" offset={4}>
          <Menu
            className="menu-list"
            aria-label="More actions"
            disabledKeys={more.filter((action) => !of(action).enabled)}
            onAction={(key) => {
              const action = more.find((one) => one === key);
              if (action !== undefined) ask(action);
            }}
          >
            {more.map((action) => (
              <MenuItem key={action} id={action} className="menu-item" textValue={words[action]}>
                {words[action]}
                {of(action).enabled ? null : <small>{of(action).reason}</small>}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <KubectlMenu workload={page.detail.workload} actions={Action.options} onCopy={copy} />
      {asked === null ? null : of(asked).enabled || askedOnce === asked ? (
        <ActDialog key={asked} target={target} action={asked} workload={page.detail.workload} onClose={() => onAsk(null)} />
      ) : (
        <Dialog title={`${words[asked]}: ${target.name}`} onClose={() => onAsk(null)}>
          <p>{`It is off. ${of(asked).reason}.`}</p>
          <div className="dialog-actions">
            <Button onPress={() => onAsk(null)}>Close</Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
