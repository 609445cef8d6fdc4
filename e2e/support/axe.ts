import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong on the screen as it stands, in both themes. */
export async function violations(page: Page, screen: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    // Not by the button: a dialog above the page takes every press.
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    // Legacy mode: Electron opens no second page for axe.
    const { violations: bad } = await new AxeBuilder({ page }).withTags(standards).setLegacyMode().analyze();
    for (const { id, nodes } of bad)
      found.push(...nodes.map((node) => `${screen}, ${theme}: ${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
  }
  return found;
}
