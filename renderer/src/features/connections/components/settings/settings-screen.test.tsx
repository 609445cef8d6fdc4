// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { fail, ok } from '#shared/contract/result.ts';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import { type Answers, renderOnDesk, snapshotOf } from '../../../../testing/desk.tsx';
import { sampleSettings } from '../../../../testing/settings-sample.ts';
import { FirstRun } from '../first-run.tsx';
import { SettingsScreen } from './settings-screen.tsx';
import { sizeText } from './stored.tsx';

afterEach(cleanup);

function openSettings(settings: SettingsView, answers: Answers = {}) {
  const saved: unknown[] = [];
  renderOnDesk(<SettingsScreen section={null} onSection={() => {}} />, {
    'connections.settings': () => Promise.resolve(ok(settings)),
    'connections.saveSettings': (input) => {
      saved.push(input);
      return Promise.resolve(ok(settings));
    },
    ...answers,
  });
  return saved;
}
const part = (name: string) => screen.findByRole('region', { name });

describe('the settings', () => {
  test('say which kubeconfig files were read, in their order, and what is wrong with one', async () => {
    openSettings(sampleSettings());
    const files = within(await part('Kubeconfig files')).getAllByRole('listitem');
    expect(files[0]?.textContent).toContain("/home/mia/.kube/configkubectl's usual place");
    expect(files[0]?.textContent).toContain('5 contexts: prod-eu-west');
    expect(files[1]?.textContent).toContain('line 12, column 3');
  });

  test('take away only what was added here', async () => {
    const saved = openSettings(sampleSettings());
    const away = within(await part('Kubeconfig files')).getAllByRole('button', { name: /^Take away/ });
    expect(away).toHaveLength(1);
    fireEvent.click(away[0] as HTMLElement);
    await waitFor(() => expect(saved).toEqual([{ change: { set: 'kubeconfig-file', path: '/home/mia/.kube/old', present: false } }]));
  });

  test('say where a secret lies, and that a header is set, not to what', async () => {
    openSettings(sampleSettings());
    const servers = await part('Metric servers');
    expect(servers.textContent).toContain('bearer token from environment PROMETHEUS_TOKEN');
    expect(servers.textContent).toContain('X-Scope-OrgID set');
  });

  test('say that --prometheus stands over what is saved', async () => {
    const { metrics } = sampleSettings();
    openSettings(sampleSettings({ metrics: { ...metrics, overridden: 'http://told:9090' } }));
    expect((await part('Metric servers')).textContent).toContain('http://told:9090 was named with --prometheus');
  });

  test('that cannot be read say why, and what is only of this page is there all the same', async () => {
    openSettings(sampleSettings(), {
      'connections.settings': () => Promise.resolve(fail('storage', 'The settings cannot be read.')),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('The settings cannot be read.');
    expect(await part('Appearance and time')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Read again' })).toBeTruthy();
  });
});

describe('a metric server in its sheet', () => {
  test('a failure stands at its field, and what was typed is still there', async () => {
    openSettings(sampleSettings(), {
      'connections.saveSettings': () => Promise.resolve(fail('invalid', 'Window: expected a window such as 30s.', { field: 'window' })),
    });
    fireEvent.click(within(await part('Metric servers')).getByRole('button', { name: 'Edit the metric server of prod-eu-west' }));
    const sheet = await screen.findByRole('dialog', { name: 'prod-eu-west' });
    const window = within(sheet).getByRole<HTMLInputElement>('textbox', { name: 'Window of the rate' });
    fireEvent.change(window, { target: { value: 'an hour' } });
    fireEvent.click(within(sheet).getByRole('button', { name: 'Save' }));
    expect(await within(sheet).findByText('Window: expected a window such as 30s.')).toBeTruthy();
    expect(window.value).toBe('an hour');
    expect(within(sheet).getByText('set')).toBeTruthy();
  });
});

describe('the first run', () => {
  const open = (settings: SettingsView) =>
    renderOnDesk(<FirstRun onDone={() => {}} onConnections={() => {}} />, {
      'connections.settings': () => Promise.resolve(ok(settings)),
      'connections.watch': () => snapshotOf(),
    });

  test('where the host cannot start the sandbox it shows the command that does: no button that does nothing', async () => {
    open(sampleSettings({ world: { now: 'kubeconfig', canChange: false, command: 'rcc serve --sandbox' } }));
    expect((await part('The sandbox')).textContent).toContain('rcc serve --sandbox');
    expect(screen.queryByRole('button', { name: 'Start the sandbox' })).toBeNull();
  });

  test('says what was found: nothing, something broken, something empty', async () => {
    const file = { path: '/k', origin: 'KUBECONFIG' as const, contexts: [], problem: null };
    for (const [state, words] of [
      ['missing', 'None was found where kubectl looks.'],
      ['broken', '1 file cannot be read.'],
      ['read', 'names no context'],
    ] as const) {
      open(sampleSettings({ kubeconfigs: [{ ...file, state }] }));
      expect((await part('My kubeconfig')).textContent).toContain(words);
      cleanup();
    }
  });
});

test('sizes are read at a glance', () => {
  expect([0, 980, 24_100, 3_214_000, 2_000_000_000].map(sizeText)).toEqual(['0 B', '980 B', '24.1 kB', '3.2 MB', '2.0 GB']);
});
