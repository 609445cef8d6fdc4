import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { test } from './support/host.ts';
import { deadKubeconfig } from './support/kubeconfig.ts';
import { goTo } from './support/screens.ts';
import { takePicture } from './support/take-picture.ts';

const choose = async (page: Page, field: string, choice: string) => {
  await page.getByRole('button', { name: new RegExp(`${field}$`) }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
};
const part = (page: Page, name: string) => page.getByRole('region', { name });

test('what a person likes is in force at once and is still there the next time', async ({ openDesk }) => {
  const { page } = await openDesk({ kubeconfig: deadKubeconfig() });
  await goTo(page, '#/settings');
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  await expect.poll(theme).toBe('dark');
  await choose(page, 'Theme', 'Light');
  await expect.poll(theme).toBe('light');
  await choose(page, 'Contrast', 'More');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['contrast'])).toBe('more');
  await choose(page, 'Time zone', 'Another, by name');
  await page.getByRole('textbox', { name: 'IANA name' }).fill('Mars/Olympus');
  await page.getByRole('button', { name: 'Use it' }).first().click();
  await expect(page.getByText('"Mars/Olympus" is no time zone. Expected an IANA name')).toBeVisible();
  await page.getByRole('textbox', { name: 'IANA name' }).fill('Asia/Tokyo');
  await page.keyboard.press('Enter');
  await expect(part(page, 'Appearance and time')).toContainText('GMT+9');
  await page.reload();
  await expect.poll(theme).toBe('light');
  await expect(part(page, 'Appearance and time')).toContainText('GMT+9');
  expect(await violations(page, 'appearance')).toEqual([]);
});

test('a metric server is set, mended and taken away; no secret of it comes to the page', async ({ openDesk, host }) => {
  test.setTimeout(120_000);
  const home = mkdtempSync(join(tmpdir(), 'rcc-home-'));
  const file = join(home, 'settings.json');
  const server = { url: 'https://prom.example', headers: { 'X-Key': 'hush-hush-header' } };
  writeFileSync(file, JSON.stringify({ metrics: { contexts: { nowhere: server } } }));
  const { page, resize } = await openDesk({ home, kubeconfig: deadKubeconfig(), env: { PROM_TOKEN: 'hush-hush-token' } });
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(payload.toString())));
  await page.reload();
  await goTo(page, '#/settings?section=metrics');
  const servers = part(page, 'Metric servers');
  await expect(servers).toContainText('X-Key set');
  await expect(page.getByRole('navigation', { name: 'Sections' })).toBeInViewport();
  await takePicture(page, 'settings');

  await servers.getByRole('button', { name: 'Edit the metric server of nowhere' }).click();
  const sheet = page.getByRole('dialog', { name: 'nowhere' });
  await sheet.getByRole('textbox', { name: 'URL' }).fill('prometheus:9090');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByText('URL: expected an http or https URL')).toBeVisible();
  expect(await violations(page, 'metric server')).toEqual([]);
  await expect(sheet.getByRole('textbox', { name: 'URL' })).toHaveValue('prometheus:9090');
  expect(JSON.parse(readFileSync(file, 'utf8')).metrics.contexts.nowhere.url).toBe('https://prom.example');

  await sheet.getByRole('textbox', { name: 'URL' }).fill('http://127.0.0.1:1');
  await choose(page, 'Signs in with', 'A bearer token');
  await choose(page, 'Where the token is', "The token is in the desk's environment");
  await sheet.getByRole('textbox', { name: 'Name of the variable' }).fill('PROM_TOKEN');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet).toBeHidden();
  await expect(servers).toContainText('bearer token from environment PROM_TOKEN');
  expect(JSON.parse(readFileSync(file, 'utf8')).metrics.contexts.nowhere).toMatchObject({
    url: 'http://127.0.0.1:1',
    auth: { type: 'bearer', tokenEnv: 'PROM_TOKEN' },
    headers: { 'X-Key': 'hush-hush-header' },
  });

  // It counts at once: the test of the connection asks the new one, and says what happened in its words.
  await goTo(page, '#/connections?context=nowhere');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByRole('complementary', { name: 'nowhere' })).toContainText('127.0.0.1:1 cannot be reached.');
  await expect(page.getByRole('complementary', { name: 'nowhere' })).toContainText('ECONNREFUSED');
  await goTo(page, '#/audit');
  await expect(page.getByText('connections.saveSettings').first()).toBeVisible();

  await goTo(page, '#/settings?section=metrics');
  await servers.getByRole('button', { name: 'Edit the metric server of nowhere' }).click();
  await sheet.getByRole('button', { name: 'Take it away' }).click();
  await expect(servers).toContainText('No metric server is set.');

  const whole = `${heard.join('\n')}${await page.content()}`;
  expect(whole).not.toContain('hush-hush');
  expect(whole).not.toContain('not-a-token');
  if (host === 'headless') expect(heard.join('\n')).toContain('PROM_TOKEN');
  await resize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('what is stored where is said, and can be copied', async ({ openDesk }) => {
  const kubeconfig = deadKubeconfig();
  const { page, home } = await openDesk({ kubeconfig });
  await goTo(page, '#/settings?section=stored');
  const stored = part(page, 'What is stored where');
  await expect(stored).toContainText(join(home, 'audit.db'));
  await expect(stored).toContainText(/\d+(\.\d)? kB/);
  await expect(stored.getByRole('button', { name: 'Copy the fingerprint' })).toBeVisible();
  await stored.getByRole('button', { name: 'Copy the path of Audit log' }).click();
  await expect(stored.getByRole('status').filter({ hasText: 'opied' })).toBeVisible();
  await expect(part(page, 'Kubeconfig files')).toContainText('named on the command line');
  await expect(part(page, 'Proxies and authorities')).toContainText('bearer token');
  // A file that is no PEM is refused with the reason, and what was typed stays.
  await page.getByRole('textbox', { name: 'Path of a PEM file' }).fill(kubeconfig);
  await page.keyboard.press('Enter');
  await expect(part(page, 'Certificates')).toContainText('expected certificates in PEM');
  await expect(page.getByRole('textbox', { name: 'Path of a PEM file' })).toHaveValue(kubeconfig);
});
