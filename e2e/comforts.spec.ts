import { expect, type Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { type Desk, test } from './support/host.ts';
import { expectLiveCanary, rowOf } from './support/sandbox-screens.ts';
import { goTo, openPage } from './support/screens.ts';

const payments = { namespace: 'shop', name: 'payments' };
const field = (page: Page) => page.getByRole('searchbox', { name: 'A rollout, an action or a screen' });
const found = (page: Page) => page.getByRole('listbox', { name: 'Found' });
const place = (page: Page) => page.evaluate(() => window.location.hash);
const strip = (page: Page) => page.getByRole('contentinfo', { name: 'Sources' });

// One desk for the whole file: nothing here sends, and each test goes to its own place first.
let desk: Desk;
test.beforeAll(async ({ launch }) => {
  desk = await launch({ args: ['--sandbox'] });
});
test.afterAll(() => desk.stop());
test.beforeEach(async () => {
  await goTo(desk.page, '#/rollouts');
  await expectLiveCanary(desk.page);
});

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(field(page)).toBeFocused();
  await field(page).fill(words);
}

test('the palette finds rollouts, acts, screens and the desk’s own; it opens and never sends', async () => {
  test.setTimeout(120_000);
  const { page } = desk;

  await find(page, 'pymts');
  await expect(found(page).getByRole('option').first()).toContainText('payments');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'payments' })).toBeVisible();

  await find(page, 'promote pay');
  expect(await violations(page, 'palette')).toEqual([]);
  await found(page)
    .getByRole('option', { name: /^Promote payments…/ })
    .click();
  await expect(page.getByRole('dialog', { name: 'Promote: payments' })).toBeVisible();
  expect(await place(page)).toContain('?act=promote');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await find(page, 'roll back cata');
  await found(page)
    .getByRole('option', { name: /^Roll back catalog…/ })
    .click();
  await expect(page.getByRole('dialog', { name: /catalog/ })).toBeVisible();
  expect(await place(page)).toMatch(/\/catalog\/rollback$/);

  await find(page, 'audit');
  await found(page)
    .getByRole('option', { name: /^Audit screen/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible();
  await expect(page.getByText('Nothing has been done from this desk yet.')).toBeVisible();

  // On a rollout's page the first page of the palette is what can be done to it.
  await openPage(page, 'admin', payments);
  await find(page, '');
  await expect(found(page).getByRole('option').first()).toContainText('Roll back payments…');
  await field(page).fill('nothing is called this');
  await expect(found(page)).toContainText('Nothing is called that.');
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeHidden();
});

test('every act as kubectl, the link of any state, and what one likes, without the mouse', async ({ host }) => {
  const { page } = desk;
  if (host === 'headless') await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = async () => {
    // Pasted as a person would: the desktop gives no page a way to read the clipboard.
    await page.getByRole('searchbox', { name: 'actor, action, target, reason' }).fill('');
    await page.getByRole('searchbox', { name: 'actor, action, target, reason' }).press('ControlOrMeta+v');
    return page.getByRole('searchbox', { name: 'actor, action, target, reason' }).inputValue();
  };

  await find(page, 'kubectl abort payments');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log', { name: 'Notices' })).toContainText('Copied: Abort payments, as kubectl.');
  await goTo(page, '#/audit?q=outcome%3Aeffective');
  expect(await copied()).toMatch(/^kubectl argo rollouts abort payments --context admin -n shop$/);

  await goTo(page, '#/audit?q=who%3Aadmin');
  await expect(page.getByRole('searchbox', { name: 'actor, action, target, reason' })).toHaveValue('who:admin');
  await find(page, 'copy link');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log', { name: 'Notices' })).toContainText('Copied: the link to what is on the screen.');
  expect(await copied()).toMatch(
    host === 'desktop' ? /^rcc:\/\/desk\/audit\?q=who%3Aadmin$/ : /^http:\/\/127\.0\.0\.1:\d+\/#\/audit\?q=who%3Aadmin$/,
  );

  await goTo(page, '#/rollouts');
  await find(page, 'utc');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('banner').getByRole('time')).toContainText('UTC');
  await find(page, 'ages as times');
  await page.keyboard.press('Enter');
  await expect(strip(page).getByRole('time').first()).toHaveText(/^\d\d:\d\d:\d\d$/);
  await expect(strip(page).getByRole('time').first()).toHaveAttribute('title', /^\w{3} \d+ \w{3} \d{4}, \d\d:\d\d:\d\d UTC$/);
  await find(page, 'light theme');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('region', { name: 'Everywhere' })).toContainText('Ctrl K');
  expect(await violations(page, 'keys')).toEqual([]);
  await page.keyboard.press('Escape');
  // Each screen has the digit of its place in the bar.
  const screens = await page.getByRole('navigation', { name: 'Sections' }).getByRole('link').allTextContents();
  for (const [index, screen] of screens.entries()) {
    await page.keyboard.press(String(index + 1));
    await expect(page.getByRole('link', { name: screen, exact: true })).toHaveAttribute('aria-current', 'page');
  }
});

test('filters are steps: Back takes them away one by one, and an address brings them back', async () => {
  const { page } = desk;
  await page.keyboard.press('/');
  await page.keyboard.type('catalog');
  await expect(rowOf(page, 'payments')).toBeHidden();
  await expect.poll(() => place(page)).toContain('q=catalog');
  await page.goBack();
  await expect(rowOf(page, 'payments')).toBeVisible();
  await page.goForward();
  await expect(rowOf(page, 'payments')).toBeHidden();
  // As if the address were opened anew.
  await page.reload();
  await expect(rowOf(page, 'catalog')).toBeVisible();
  await expect(rowOf(page, 'payments')).toBeHidden();
});

test('twice the size, and a phone: nothing is cut off, every screen is reached', async ({ host }) => {
  const { page, resize } = desk;
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  // 200% of 1280×800 is a window half as wide. The desktop's own is never narrower.
  const sizes = [{ width: 640, height: 480 }, ...(host === 'desktop' ? [] : [{ width: 390, height: 844 }])];
  for (const size of sizes) {
    await resize(size);
    for (const screen of ['Rollouts', 'Audit', 'Connections']) {
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: screen }).click();
      await expect(page.getByRole('main')).toBeVisible();
      expect(await wide(), `${screen} at ${size.width}`).toBeLessThanOrEqual(0);
    }
  }
});
