// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Button } from './button.tsx';
import { Menu } from './menu.tsx';
import { SelectField } from './select-field.tsx';
import { Sheet } from './sheet.tsx';
import { Switch } from './switch.tsx';
import { Tabs } from './tabs.tsx';

afterEach(cleanup);

const press = (element: Element, key: string) => {
  fireEvent.keyDown(element, { key });
  fireEvent.keyUp(element, { key });
};

describe('the sheet', () => {
  test('is a dialog with its title as its name, and Esc and its button close it', () => {
    const onClose = vi.fn();
    render(
      <Sheet title="Release notes" kicker="prod-eu-west / shop" onClose={onClose} actions={<Button onPress={() => {}}>Save</Button>}>
        words
      </Sheet>,
    );
    const sheet = screen.getByRole('dialog', { name: 'Release notes' });
    expect(within(sheet).getByText('words')).toBeTruthy();
    fireEvent.click(within(sheet).getByRole('button', { name: 'Close' }));
    press(sheet, 'Escape');
    expect(onClose).toHaveBeenCalledTimes(2);
  });

  test('has the focus as soon as it is there; the page behind is out of reach until it goes', async () => {
    const { container, rerender } = render(<button type="button">behind</button>);
    rerender(
      <Sheet title="Release notes" onClose={() => {}}>
        words
      </Sheet>,
    );
    expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
    await waitFor(() => expect(container.inert).toBe(true));
    rerender(<button type="button">behind</button>);
    expect(container.inert).toBe(false);
  });
});

describe('the menu', () => {
  test('lists what can be done and why the rest cannot; choosing runs it', () => {
    const [copy, retry] = [vi.fn(), vi.fn()];
    render(
      <Menu
        entries={[
          { id: 'copy', text: 'Copy as kubectl', run: copy },
          { id: 'retry', text: 'Retry', refusal: 'Nothing was aborted', run: retry },
        ]}
      >
        More
      </Menu>,
    );
    const open = screen.getByRole('button', { name: 'More' });
    press(open, 'Enter');
    const refused = screen.getByRole('menuitem', { name: /^Retry/ });
    expect(refused.textContent).toContain('Nothing was aborted');
    fireEvent.click(refused);
    expect(retry).not.toHaveBeenCalled();
    press(screen.getByRole('menuitem', { name: 'Copy as kubectl' }), 'Enter');
    expect(copy).toHaveBeenCalledTimes(1);
  });

  test('puts the page behind out of reach while it is open', async () => {
    const { container } = render(<Menu entries={[{ id: 'copy', text: 'Copy as kubectl', run: () => {} }]}>More</Menu>);
    press(screen.getByRole('button', { name: 'More' }), 'Enter');
    await waitFor(() => expect(container.inert).toBe(true));
    const item = screen.getByRole('menuitem');
    expect(document.activeElement?.contains(item) || item.contains(document.activeElement)).toBe(true);
    press(item, 'Escape');
    await waitFor(() => expect(container.inert).toBe(false));
  });
});

function Zone({ onChange }: { readonly onChange: (value: string) => void }): ReactElement {
  const [value, setValue] = useState<'local' | 'utc'>('local');
  return (
    <SelectField
      label="Time zone"
      value={value}
      choices={[
        { value: 'local', text: 'Of this computer' },
        { value: 'utc', text: 'UTC', note: 'as the controllers log it' },
      ]}
      onChange={(next) => {
        setValue(next);
        onChange(next);
      }}
    />
  );
}

test('a select says its label and what is chosen, opens by keyboard and changes', () => {
  const onChange = vi.fn();
  render(<Zone onChange={onChange} />);
  const box = screen.getByRole('button', { name: /Time zone/ });
  expect(box.textContent).toContain('Of this computer');
  press(box, 'Enter');
  press(screen.getByRole('option', { name: /UTC/ }), 'Enter');
  expect(onChange.mock.calls).toEqual([['utc']]);
  expect(screen.getByRole('button', { name: /Time zone/ }).textContent).toContain('UTC');
});

test('a switch is on or off at once, in a word too; a fixed one cannot be changed', () => {
  const onChange = vi.fn();
  render(
    <>
      <Switch on onChange={onChange}>
        Sound
      </Switch>
      <Switch on={false} fixed onChange={onChange} note="This browser has no notifications.">
        Notifications
      </Switch>
    </>,
  );
  const sound = screen.getByRole('switch', { name: 'Sound' });
  expect(sound.closest('label')?.textContent).toBe('Soundon');
  fireEvent.click(sound);
  fireEvent.click(screen.getByRole('switch', { name: 'Notifications' }));
  expect(onChange.mock.calls).toEqual([[false]]);
});

test('tabs: an arrow moves, and only the chosen part is there', () => {
  const onChoose = vi.fn();
  render(
    <Tabs
      label="Parts"
      chosen="events"
      onChoose={onChoose}
      tabs={[
        { id: 'events', text: 'Events', count: 26, content: 'the events' },
        { id: 'pods', text: 'Pods', content: 'the pods' },
      ]}
    />,
  );
  expect(screen.getByRole('tabpanel').textContent).toBe('the events');
  screen.getByRole('tab', { name: /Events/ }).focus();
  press(screen.getByRole('tab', { name: /Events/ }), 'ArrowRight');
  expect(onChoose).toHaveBeenLastCalledWith('pods');
});
