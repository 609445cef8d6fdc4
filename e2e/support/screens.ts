import { expect, type Locator, type Page } from '@playwright/test';
import type { RolloutScene } from './rollout-scene.ts';

type Named = Pick<RolloutScene, 'namespace' | 'name'>;

/** The list, filtered to one namespace as a person does it. The control plane is shared: others have rollouts there too. */
export async function openList(page: Page, namespace: string): Promise<Locator> {
  await page.getByRole('link', { name: 'Rollouts' }).click();
  const grid = page.getByRole('grid', { name: 'Rollouts' });
  await expect(grid).toBeVisible();
  await page.keyboard.press('/');
  await page.getByRole('searchbox', { name: 'service, owner, state' }).fill(namespace);
  await page.keyboard.press('Tab');
  await expect(grid).toBeFocused();
  return grid;
}

/** The page of one rollout, by its address. */
export async function openPage(page: Page, context: string, { namespace, name }: Named): Promise<void> {
  await goTo(page, `#/rollouts/${context}/${namespace}/Rollout/${name}`);
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

/** The rollback sheet of one rollout, by its address. */
export async function openSheet(page: Page, context: string, { namespace, name }: Named, search = ''): Promise<Locator> {
  await goTo(page, `#/rollouts/${context}/${namespace}/Rollout/${name}/rollback${search}`);
  const sheet = page.getByRole('dialog', { name: new RegExp(name) });
  await expect(sheet).toBeVisible();
  return sheet;
}

export async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, route);
}

/** One of the three readouts beside the dial: `requested 50% spec, step 1 of 4`. */
export function needle(scope: Page | Locator, name: 'requested' | 'accepted' | 'observed'): Locator {
  return scope.getByRole('list', { name: 'The three needles' }).getByRole('listitem').filter({ hasText: name });
}

export const reasonField = (page: Page): Locator => page.getByRole('textbox', { name: /reason/i });
export const heldButton = (page: Page): Locator => page.getByRole('button', { name: /^(Hold to|Keep holding)/ });

/** A mark of a rollback's clock that was reached: `Accepted`, `Weight`. */
export const reached = (sheet: Locator, mark: string): Locator => sheet.getByRole('rowheader', { name: `reached ${mark}` });

/** Presses the held button with the mouse and keeps it down until the desk says that it has sent. */
export async function hold(page: Page): Promise<void> {
  await pressAndKeep(page);
  await expect(heldButton(page)).toBeHidden();
  await page.mouse.up();
}

export async function pressAndKeep(page: Page): Promise<void> {
  const button = heldButton(page);
  await button.scrollIntoViewIfNeeded();
  await button.hover();
  await page.mouse.down();
}
