import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';

import type { RolloutRow } from '#shared/contract/rollouts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { State } from '../../components/state.tsx';
import { useRolloutRows } from '../../lib/live-queries.ts';
import { useThemeStore } from '../theme.ts';

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly where: string;
  readonly row: RolloutRow | null;
  readonly run: () => void;
}

/** What fits without scrolling: more than that is for another letter to narrow. */
const most = 11;

/** Finds every rollout, every rollback plan and every screen. It opens; it never sends. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [text, setText] = useState('');
  const entries = useEntries(onClose);
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = entries
    .filter((entry) => words.every((word) => `${entry.text} ${entry.where}`.toLowerCase().includes(word)))
    .slice(0, most);
  return (
    <Dialog title="Find or do" onClose={onClose}>
      <div className="palette">
        <Autocomplete inputValue={text} onInputChange={setText}>
          <SearchField className="field" aria-label="A rollout, an action or a screen" autoFocus>
            <div className="field-box field-tall">
              <Input placeholder="a rollout, an action or a screen" />
            </div>
          </SearchField>
          <ListBox
            className="palette-list"
            aria-label="Found"
            items={found}
            selectionMode="none"
            onAction={(id) => found.find((entry) => entry.id === id)?.run()}
            renderEmptyState={() => <p className="ink-3">Nothing is called that.</p>}
          >
            {(entry) => (
              <ListBoxItem id={entry.id} className="menu-item" textValue={`${entry.text} ${entry.where}`}>
                <span>
                  {entry.text} <span className="ink-3">{entry.where}</span>
                </span>
                {entry.row === null ? null : <State state={entry.row.attention.state} quiet />}
              </ListBoxItem>
            )}
          </ListBox>
        </Autocomplete>
      </div>
    </Dialog>
  );
}

function useEntries(onClose: () => void): Entry[] {
  const { items } = useRolloutRows();
  const navigate = useNavigate();
  const toggleTheme = useThemeStore((store) => store.toggle);
  const then = (run: () => void) => () => {
    onClose();
    run();
  };
  const screens: Entry[] = [
    { id: 'rollouts', text: 'Rollouts', where: 'screen', row: null, run: then(() => void navigate({ to: '/rollouts' })) },
    { id: 'audit', text: 'Audit', where: 'screen', row: null, run: then(() => void navigate({ to: '/audit', search: {} })) },
    { id: 'connections', text: 'Connections', where: 'screen', row: null, run: then(() => void navigate({ to: '/connections' })) },
    { id: 'theme', text: 'Change between dark and light', where: 'this page', row: null, run: then(toggleTheme) },
  ];
  return [
    ...[...items].map(([key, row]): Entry => {
      const { target } = row.workload;
      return {
        id: key,
        text: target.name,
        where: `${target.context} / ${target.namespace}`,
        row,
        run: then(() => void navigate({ to: '/rollouts/$context/$namespace/$kind/$name', params: target })),
      };
    }),
    ...[...items].map(([key, row]): Entry => {
      const { target } = row.workload;
      return {
        id: `back ${key}`,
        text: `Roll back ${target.name}…`,
        where: `${target.context} / ${target.namespace}, opens the plan`,
        row: null,
        run: then(() => void navigate({ to: '/rollouts/$context/$namespace/$kind/$name/rollback', params: target, search: {} })),
      };
    }),
    ...screens,
  ];
}
