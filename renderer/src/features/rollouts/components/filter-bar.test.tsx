// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderOnDesk } from '../../../testing/desk.tsx';
import { noFilter } from '../list-filter.ts';
import { useViewsStore } from '../views-store.ts';
import { FilterBar } from './filter-bar.tsx';

const facets = { clusters: ['prod', 'staging'], namespaces: ['shop'], kinds: ['Rollout' as const] };
const press = (name: string | RegExp) => {
  const button = screen.getByRole('button', { name });
  fireEvent.keyDown(button, { key: 'Enter' });
  fireEvent.keyUp(button, { key: 'Enter' });
};

beforeEach(() => useViewsStore.setState({ views: [] }));
afterEach(cleanup);

test('says what each part lets through, and shows all again', () => {
  const onFilter = vi.fn();
  const filter = { ...noFilter, clusters: ['prod', 'staging'] };
  renderOnDesk(<FilterBar filter={filter} facets={facets} onFilter={onFilter} says="3 of 51 rollouts" autoFocus={false} />);
  expect(screen.getByRole('button', { name: /Cluster\s*prod and 1 more/ })).toBeTruthy();
  expect(screen.getByRole('button', { name: /Namespace\s*all/ })).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe('3 of 51 rollouts');
  press('Show all');
  expect(onFilter).toHaveBeenCalledWith(noFilter);
});

test('a filter gets a name, is shown by it, and can be forgotten', () => {
  const filter = { ...noFilter, states: ['degraded' as const] };
  renderOnDesk(<FilterBar filter={filter} facets={facets} onFilter={vi.fn()} says="" autoFocus={false} />);
  press('Save this view…');
  const name = screen.getByRole('textbox', { name: 'Name of the view' });
  fireEvent.change(name, { target: { value: 'bad' } });
  fireEvent.keyDown(name, { key: 'Enter' });
  expect(screen.getByRole('button', { name: 'bad', pressed: true })).toBeTruthy();
  press('Forget the view bad');
  expect(screen.queryByRole('button', { name: 'bad' })).toBeNull();
});
