import { type ReactElement, type ReactNode, startTransition, useState } from 'react';
import { Button, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Glyph } from './glyph.tsx';
import { Kbd } from './kbd.tsx';
import { useEntering } from './use-entering.ts';

export interface MenuEntry {
  readonly id: string;
  readonly text: string;
  /** Under the text, small. */
  readonly note?: string;
  readonly keys?: string;
  /** Why it cannot be done now, in a sentence; the entry is shown all the same. */
  readonly refusal?: string | null;
  readonly run: () => void;
}

interface MenuProps {
  /** On the button; `label` names it where this is a drawing. */
  readonly children: ReactNode;
  readonly label?: string;
  readonly entries: readonly MenuEntry[];
  readonly look?: 'quiet' | 'usual';
}

/** More things to do with what stands beside it. A menu opens things or arms them: nothing in it sends by itself. */
export function Menu({ children, label, entries, look = 'usual' }: MenuProps): ReactElement {
  const [open, setOpen] = useState(false);
  const entering = useEntering(open);
  return (
    // Built in small pieces: a page does not stand still for the opening of a menu.
    <MenuTrigger isOpen={open} onOpenChange={(next) => startTransition(() => setOpen(next))}>
      <Button className={look === 'usual' ? 'button' : 'button button-quiet'} {...(label === undefined ? {} : { 'aria-label': label })}>
        {children}
        <Glyph name="open" />
      </Button>
      <Popover className="menu" placement="bottom end" offset={4} isNonModal={entering}>
        <AriaMenu
          className="menu-list"
          disabledKeys={entries.flatMap(({ id, refusal = null }) => (refusal === null ? [] : [id]))}
          onAction={(id) => entries.find((entry) => entry.id === id)?.run()}
        >
          {entries.map(({ id, text, note, keys, refusal = null }) => (
            <MenuItem key={id} id={id} className="menu-item" textValue={text}>
              <span className="menu-line">
                <span>{text}</span>
                {keys === undefined ? null : <Kbd>{keys}</Kbd>}
              </span>
              {(refusal ?? note) === undefined ? null : <small>{refusal ?? note}</small>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
