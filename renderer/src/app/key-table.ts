import { dismissKey } from '../components/toasts.tsx';
import { keyOfScreen, screens } from './screen-table.ts';

export interface KeyEntry {
  /** As pressed: `Ctrl K`, `J`. */
  readonly shown: string;
  readonly does: string;
  readonly where: KeyPlace;
}

export const keyPlaces = [
  'Everywhere',
  'A list',
  'A row of rollouts',
  'A rollout',
  'A rollback',
  'A train',
  'An incident',
  'Audit',
] as const;
export type KeyPlace = (typeof keyPlaces)[number];

/** The keys the shell itself answers, by what they do; `key` as `useKeys` names it. */
export const shellKeys = {
  find: { key: 'ctrl+k', shown: 'Ctrl K', does: 'find or do anything' },
  map: { key: '?', shown: '?', does: 'all keys' },
  notice: { key: dismissKey, shown: 'X', does: 'dismiss the notice' },
} as const;

/** The keys of one rollout's page and of its rollback: screens answer them, here they are named. */
const screenKeys: readonly KeyEntry[] = [
  { shown: '/', does: 'search it', where: 'A list' },
  { shown: 'J', does: 'row down', where: 'A list' },
  { shown: 'K', does: 'row up', where: 'A list' },
  { shown: 'Enter', does: 'open', where: 'A list' },
  { shown: 'F', does: 'filter', where: 'A list' },
  { shown: 'R', does: 'its rollback plan', where: 'A row of rollouts' },
  { shown: 'U', does: 'its undo plan', where: 'A row of rollouts' },
  { shown: '.', does: 'what can be done to it', where: 'A row of rollouts' },
  { shown: 'R', does: 'rollback plan', where: 'A rollout' },
  { shown: 'U', does: 'undo plan', where: 'A rollout' },
  { shown: '[', does: 'previous that needs a human', where: 'A rollout' },
  { shown: ']', does: 'next that needs a human', where: 'A rollout' },
  { shown: 'Esc', does: 'back to the list', where: 'A rollout' },
  { shown: 'R', does: 'arms', where: 'A rollback' },
  { shown: 'U', does: 'chooses the undo, or arms it', where: 'A rollback' },
  { shown: 'Esc', does: 'close, nothing is sent', where: 'A rollback' },
  { shown: 'C', does: 'checklist, go or no-go', where: 'A train' },
  { shown: 'V', does: 'projector view of the checklist', where: 'A train' },
  { shown: 'Esc', does: 'back', where: 'A train' },
  { shown: 'N', does: 'note, or open an incident', where: 'An incident' },
  { shown: 'F', does: 'pinned only', where: 'An incident' },
  { shown: 'E', does: 'export', where: 'An incident' },
  { shown: 'E', does: 'export', where: 'Audit' },
  { shown: 'V', does: 'verify the chain', where: 'Audit' },
];

/** Every key that does something, and nothing else. */
export const keyMap: readonly KeyEntry[] = [
  ...Object.values(shellKeys).map(({ shown, does }): KeyEntry => ({ shown, does, where: 'Everywhere' })),
  ...screens.flatMap(({ label }, index): KeyEntry[] => {
    const key = keyOfScreen(index);
    return key === null ? [] : [{ shown: key, does: label, where: 'Everywhere' }];
  }),
  ...screenKeys,
];
