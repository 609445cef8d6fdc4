import { type MouseEvent, type ReactElement, useMemo, useRef, useState } from 'react';
import type { RolloutRow } from '#shared/contract/rollouts.ts';
import type { Target } from '#shared/domain/rollouts/target.ts';
import type { PlainAction } from '../act-words.ts';
import type { ListRow } from '../list-rows.ts';
import { ActDialog } from './act-dialog.tsx';
import { RowMenu } from './row-menu.tsx';

export interface RowActsState {
  /** The chosen row's key while the row is in the list: what was filtered away is not chosen. */
  readonly key: string | null;
  /** The chosen row, where it is a rollout. */
  readonly chosen: RolloutRow | null;
  readonly menuOf: RolloutRow | null;
  readonly anchor: React.RefObject<Element | null>;
  readonly openMenu: () => void;
  readonly closeMenu: () => void;
  readonly onMenu: { readonly onContextMenu: (event: MouseEvent) => void };
}

/** The menu of a row: `.`, the context-menu key, or the other mouse button. */
export function useRowActs(rows: readonly ListRow[], chosenKey: string | null, choose: (key: string) => void): RowActsState {
  const [menuOf, setMenuOf] = useState<RolloutRow | null>(null);
  const anchor = useRef<Element | null>(null);
  const found = useMemo(() => (chosenKey === null ? undefined : rows.find((row) => row.key === chosenKey)), [rows, chosenKey]);
  const chosen = found !== undefined && 'row' in found ? found.row : null;
  const openAt = (row: RolloutRow | null, element: Element | null) => {
    if (row === null || element === null) return;
    anchor.current = element;
    setMenuOf(row);
  };
  const openMenu = () => openAt(chosen, document.querySelector('.grid-row[aria-selected="true"]'));
  const onContextMenu = (event: MouseEvent) => {
    const element = event.target instanceof Element ? event.target.closest('.grid-row') : null;
    const row = element === null ? undefined : rows[Number(element.getAttribute('aria-rowindex')) - 2];
    if (row !== undefined && 'row' in row) {
      event.preventDefault();
      choose(row.key);
      openAt(row.row, element);
    } else if (event.target instanceof Element && event.target.matches('.grid')) {
      // The key: the browser says where the focus is, and that is the grid.
      event.preventDefault();
      openMenu();
    }
  };
  return { key: found?.key ?? null, chosen, menuOf, anchor, openMenu, closeMenu: () => setMenuOf(null), onMenu: { onContextMenu } };
}

interface RowActsProps {
  readonly acts: RowActsState;
  readonly onOpen: (target: Target) => void;
  readonly onPlan: (target: Target, lever: 'undo' | null) => void;
}

/** The open menu, and the question of the action that was chosen in it. */
export function RowActs({ acts, onOpen, onPlan }: RowActsProps): ReactElement | null {
  const [asked, setAsked] = useState<{ readonly row: RolloutRow; readonly action: PlainAction } | null>(null);
  const { menuOf: row } = acts;
  if (asked !== null) {
    const { workload } = asked.row;
    return <ActDialog target={workload.target} action={asked.action} workload={workload} onClose={() => setAsked(null)} />;
  }
  if (row === null) return null;
  const { target } = row.workload;
  return (
    <RowMenu
      row={row}
      anchor={acts.anchor}
      onOpen={() => onOpen(target)}
      onAct={(action) => {
        if (action === 'abort') onPlan(target, null);
        else if (action === 'undo') onPlan(target, 'undo');
        else setAsked({ row, action });
      }}
      onClose={acts.closeMenu}
    />
  );
}
