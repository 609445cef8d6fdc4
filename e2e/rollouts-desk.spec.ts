import { expect, type Page } from '@playwright/test';
import type { HostOptions } from './support/headless.ts';
import { type Desk, test } from './support/host.ts';
import { expectLiveCanary, rowOf } from './support/sandbox-screens.ts';
import { goTo, heldButton, needle, openPage, reasonField } from './support/screens.ts';

// One sandbox for all of them: each leaves it as the next one wants it, and the rollback comes last.
test.describe.configure({ mode: 'serial' });

const payments = { namespace: 'shop', name: 'payments' };
let opened: Desk | null = null;
/** The desk they share, opened by the first that runs: a host that is not here skips its tests before that. */
async function shared(launch: (options: HostOptions) => Promise<Desk>): Promise<Desk> {
  opened ??= await launch({ args: ['--sandbox'] });
  return opened;
}
test.afterAll(() => opened?.stop());

const grid = (page: Page) => page.getByRole('grid', { name: 'Rollouts' });
const filterBar = (page: Page) => page.getByRole('group', { name: 'Filter', exact: true });
const search = (page: Page) => page.getByRole('searchbox', { name: 'service, owner, state' });
const addressOf = (page: Page) => page.evaluate(() => decodeURIComponent(window.location.hash));

test('the list filters in its address: Back undoes it, a link brings it back, a view keeps it under a name', async ({ launch }) => {
  const { page } = await shared(launch);
  await expectLiveCanary(page);
  await goTo(page, '#/rollouts');
  await page.keyboard.press('/');
  await search(page).fill('pay');
  await expect(rowOf(page, 'catalog')).toBeHidden();
  await expect(rowOf(page, 'payments')).toBeVisible();
  await expect.poll(() => addressOf(page)).toContain('q=pay');
  await search(page).fill('cat');
  await expect(rowOf(page, 'catalog')).toBeVisible();
  await expect.poll(() => addressOf(page)).toContain('q=cat');

  // Words typed one after the other are one step of the history.
  await page.goBack();
  await expect(search(page)).toHaveValue('');
  await expect(rowOf(page, 'payments')).toBeVisible();

  await page.getByRole('button', { name: /^\d+ well$/ }).click();
  await expect(rowOf(page, 'payments')).toBeHidden();
  expect(await addressOf(page)).toContain('states=["healthy"]');
  await page.keyboard.press('f');
  await filterBar(page).getByRole('button', { name: 'Save this view…' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('what is well');
  await page.keyboard.press('Enter');
  await expect(filterBar(page).getByRole('button', { name: 'what is well', pressed: true })).toBeVisible();
  await filterBar(page).getByRole('button', { name: 'Show all' }).click();
  await expect(rowOf(page, 'payments')).toBeVisible();
  await filterBar(page).getByRole('button', { name: 'what is well' }).click();
  await expect(rowOf(page, 'payments')).toBeHidden();

  await goTo(page, '#/rollouts?namespaces=["nowhere"]');
  await expect(grid(page)).toContainText('No rollout matches.');
  await expect(filterBar(page).getByRole('button', { name: /^Namespace nowhere/ })).toBeVisible();
  await page.goBack();
  await expect(filterBar(page).getByRole('button', { name: 'what is well', pressed: true })).toBeVisible();
  await filterBar(page).getByRole('button', { name: 'Forget the view what is well' }).click();
  await goTo(page, '#/rollouts');
  await expect(rowOf(page, 'payments')).toBeVisible();
  await page.keyboard.press('f');
  await expect(filterBar(page)).toBeHidden();
});

test('the keys of a row: its menu says what may be done and why not, R and U open plans, Esc comes back to the same row', async ({
  launch,
}) => {
  const { page } = await shared(launch);
  await goTo(page, '#/rollouts?q=payments');
  await expect(rowOf(page, 'payments')).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('Home');
  await expect(rowOf(page, 'payments')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('.');
  const menu = page.getByRole('menu', { name: 'payments: what may be done' });
  await expect(menu.getByRole('menuitem', { name: 'Open' })).toBeFocused();
  await expect(menu.getByRole('menuitem', { name: /^Retry/ })).toBeDisabled();
  await expect(menu.getByRole('menuitem', { name: /^Retry/ })).toContainText('Not aborted, so there is nothing to retry');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(grid(page)).toBeFocused();

  await page.keyboard.press('u');
  await expect(page.getByRole('dialog', { name: /^Roll payments back to/ })).toBeVisible();
  expect(await addressOf(page)).toContain('lever=undo');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'payments' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search(page)).toHaveValue('payments');
});

test('one rollout on one screen: figures with their history, everybody on one axis, each act as kubectl and as its request', async ({
  launch,
}) => {
  const { page, resize } = await shared(launch);
  await resize({ width: 1280, height: 800 });
  await openPage(page, 'admin', payments);
  await expect(needle(page, 'accepted')).toContainText('VirtualService payments');
  // A window that was just resized lays out in its own time.
  await expect.poll(() => page.getByRole('main').evaluate((main) => main.scrollHeight - main.clientHeight)).toBeLessThanOrEqual(0);
  for (const name of ['Both versions, live', 'Pods', 'What happened', 'Revisions', 'Conditions', 'Steps']) {
    await expect(page.getByRole('region', { name, exact: true })).toBeInViewport();
  }
  const errors = page.getByRole('img', { name: /^Errors, 5xx over 15 minutes: 2\.13\.4 now [\d.<]+%, 2\.14\.0 now/ });
  await expect(errors).toBeVisible({ timeout: 60_000 });

  const happened = page.getByRole('region', { name: 'What happened' });
  await expect(happened.getByRole('list', { name: 'cluster' }).getByRole('button').first()).toBeVisible();
  await expect(happened.getByRole('list', { name: 'What happened, newest first' })).toContainText('event');
  await expect(happened.getByRole('list', { name: 'What happened, newest first' })).toContainText(/Revision \d+ is new: 2\.14\.0/);

  await page.getByRole('button', { name: 'Copy as kubectl' }).click();
  const lines = page.getByRole('menu', { name: 'Copy as kubectl' });
  await expect(lines.getByRole('menuitem')).toHaveCount(8);
  await expect(lines).toContainText('kubectl argo rollouts promote payments --full --context admin -n shop');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Pause: payments' });
  await expect(question.getByRole('region', { name: 'Will be sent' })).toContainText('PATCH rollouts/payments   namespace shop');
  await expect(question).toContainText('{"spec":{"paused":true}}');
  await expect(question).toContainText('kubectl argo rollouts pause payments --context admin -n shop');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
});

test('a whole rollback with the keyboard alone, as a screen reader hears it', async ({ launch }) => {
  test.setTimeout(240_000);
  const { page } = await shared(launch);
  await goTo(page, '#/rollouts');
  // Everything that live regions say from here on, in order.
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const seen = new WeakMap<Element, string>();
    const listen = () => {
      for (const region of document.querySelectorAll('[role="status"], [role="alert"]')) {
        const text = (region.textContent ?? '').trim();
        if (text === '' || seen.get(region) === text) continue;
        seen.set(region, text);
        heard.push(`${region.getAttribute('role')}: ${text}`);
      }
    };
    new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const heard = () => page.evaluate(() => Reflect.get(window, 'heard') as readonly string[]);

  await page.keyboard.press('/');
  await page.keyboard.type('payments');
  await page.keyboard.press('Tab');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.getByRole('row', { selected: true })).toContainText('payments');
  await page.keyboard.press('r');
  const sheet = page.getByRole('dialog', { name: 'Roll payments back to 2.13.4' });
  await expect(sheet).toBeFocused();
  await expect(sheet).toMatchAriaSnapshot(`
    - heading "Roll payments back to 2.13.4" [level=1]
    - region "Will be sent"
    - region "Can it work"
    - region "Lever"
    - region "Prediction"
    - textbox "Reason, for the record"
    - 'button "Hold to roll back payments to 2.13.4, admin: give a reason first"'
  `);
  await page.keyboard.press('r');
  await expect(reasonField(page)).toBeFocused();
  await page.keyboard.type('40% of payments fail on 2.14.0');
  await page.keyboard.press('Tab');
  await expect(heldButton(page)).toBeFocused();
  await page.keyboard.press('Enter');
  const send = page.getByRole('button', { name: 'Roll payments back now' });
  await page.keyboard.press('Tab');
  await expect(send).toBeFocused();
  await page.keyboard.press('Enter');

  const back = page.getByRole('dialog', { name: 'payments is going back to 2.13.4' });
  await expect(back.getByRole('status')).toHaveText('Weights are back, traffic still seen');
  await expect(back.getByText(/^[\d.]+ requests\/s on 2\.14\.0/)).toBeVisible();
  await expect(back.getByRole('table').getByRole('rowheader', { name: 'reached Weight' })).toBeVisible();
  await expect(back.getByRole('table').getByRole('rowheader', { name: 'running Traffic' })).toBeVisible();
  const clock = page.getByRole('status', { name: 'Clock of the rollback' });
  await expect(clock).toContainText(/Weight back after \d/);
  await expect.poll(async () => (await heard()).join('\n'), { timeout: 150_000 }).toMatch(/Traffic seen back after/);
  const done = page.getByRole('dialog', { name: 'payments is back on 2.13.4' });
  await expect(done.getByRole('status')).toHaveText('Effective');
  const said = (await heard()).join('\n');
  for (const sentence of [
    /^status: Armed: payments to 2\.13\.4, admin\. Nothing is sent yet\.$/m,
    /^status: Weights are back, traffic still seen$/m,
    /^status: Effective$/m,
    /Accepted after [\d.]+ s\./,
    /Weight back after [\d.]+ s\./,
  ])
    expect(said).toMatch(sentence);
  // Nothing was called effective before its traffic was seen back.
  expect(said.indexOf('status: Weights are back')).toBeLessThan(said.indexOf('status: Effective'));

  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toContainText('Aborted at');
  const happened = page.getByRole('region', { name: 'What happened' });
  await expect(happened.getByRole('list', { name: 'this desk' }).getByRole('button', { name: /Abort, effective\. / })).toBeVisible();
});

test('a phone and a window enlarged to twice its size show the same, with nothing beyond an edge', async ({ launch }) => {
  const { page, resize } = await shared(launch);
  for (const size of [
    { width: 390, height: 844 },
    { width: 640, height: 400 },
  ]) {
    await resize(size);
    for (const screen of [
      '#/rollouts',
      '#/rollouts/admin/shop/Rollout/payments',
      '#/rollouts/admin/shop/Rollout/payments/rollback?lever=undo',
    ]) {
      await goTo(page, screen);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
          message: `${screen} at ${size.width}`,
        })
        .toBeLessThanOrEqual(0);
    }
  }
});
