import type { Page } from '@playwright/test';

/**
 * The baseline of a long list: as many rows of nine bare cells, all in the document, the ones out of sight skipped by the
 * browser itself (`content-visibility`), hidden one by one by a search. No framework, no data that moves.
 */
export async function showBareList(page: Page, count: number): Promise<void> {
  await page.evaluate((rows) => {
    const search = document.createElement('input');
    search.type = 'search';
    const grid = document.createElement('div');
    grid.setAttribute('role', 'grid');
    grid.tabIndex = 0;
    grid.style.cssText = 'height: 640px; overflow-y: auto; font: 12px sans-serif';
    for (let number = 0; number < rows; number += 1) {
      const row = document.createElement('div');
      row.style.cssText = 'display: flex; height: 22px; content-visibility: auto; contain-intrinsic-size: auto 22px';
      for (let cell = 0; cell < 9; cell += 1) {
        const span = document.createElement('span');
        span.style.width = '11%';
        span.textContent = cell === 0 ? `service-${String(number).padStart(4, '0')}` : `cell ${cell}`;
        row.append(span);
      }
      grid.append(row);
    }
    search.addEventListener('input', () => {
      for (const row of grid.children) {
        if (row instanceof HTMLElement) row.style.display = row.textContent.includes(search.value) ? 'flex' : 'none';
      }
    });
    document.body.replaceChildren(search, grid);
  }, count);
}
