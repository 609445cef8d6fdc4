// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import type { CiConnection } from '#shared/domain/connections/ci-connection.ts';
import { renderOnDesk } from '../../../../testing/desk.tsx';
import { CiToken } from './ci-token.tsx';

afterEach(cleanup);

const ci: CiConnection = {
  source: 'GitHub api.github.com',
  aliveAt: null,
  periodMs: 10_000,
  remaining: 4_321,
  resetAt: null,
  problem: null,
  token: { kind: 'none', text: 'nowhere', writable: true },
};

describe('the token for CI', () => {
  test('is typed unseen, sent once, and gone from the field when it is kept', async () => {
    const sent: unknown[] = [];
    const { container } = renderOnDesk(<CiToken ci={ci} />, {
      'connections.keepCiToken': (input) => {
        sent.push(input);
        return Promise.resolve(ok({ ci }));
      },
    });
    const field = screen.getByLabelText('Token');
    expect(field.getAttribute('type')).toBe('password');
    fireEvent.change(field, { target: { value: ' ghp_x ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }));
    await waitFor(() => expect(field).toHaveProperty('value', ''));
    expect(sent).toEqual([{ token: 'ghp_x' }]);
    expect(container.textContent).not.toContain('ghp_x');
  });

  test('that is refused stays in the field, with the words of the store', async () => {
    renderOnDesk(<CiToken ci={ci} />, {
      'connections.keepCiToken': () => Promise.resolve(fail('storage', 'This desktop has no keyring.')),
    });
    fireEvent.change(screen.getByLabelText('Token'), { target: { value: 'ghp_x' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }));
    expect(await screen.findByText('This desktop has no keyring.')).toBeDefined();
    expect(screen.getByLabelText('Token')).toHaveProperty('value', 'ghp_x');
  });

  test('of an environment is said, and there is nothing to type', () => {
    renderOnDesk(<CiToken ci={{ ...ci, token: { kind: 'environment', text: 'RCC_GITHUB_TOKEN', writable: false } }} />);
    expect(screen.getByText('The token comes from RCC_GITHUB_TOKEN.')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
