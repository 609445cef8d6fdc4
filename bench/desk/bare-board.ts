import type { Page } from '@playwright/test';

/**
 * The baseline of a long board: a table of as many rows of eight bare cells, all in the document, a button in each; every key
 * that opens something on the desk opens the browser's own modal dialog with a field here. No framework, no data that moves.
 */
export async function showBareBoard(page: Page, count: number): Promise<void> {
  await page.evaluate((rows) => {
    const more = document.createElement('button');
    more.textContent = 'More';
    const table = document.createElement('table');
    const body = table.createTBody();
    for (let number = 0; number < rows; number += 1) {
      const row = body.insertRow();
      for (let cell = 0; cell < 8; cell += 1) row.insertCell().textContent = `cell ${cell}`;
      const button = document.createElement('button');
      button.textContent = `service-${number}`;
      row.cells[0]?.replaceChildren(button);
    }
    const dialog = document.createElement('dialog');
    dialog.append(document.createElement('input'));
    document.body.replaceChildren(more, table, dialog);
    document.addEventListener('keydown', (event) => {
      if (dialog.open || !['?', 'k', 'Enter'].includes(event.key)) return;
      event.preventDefault();
      dialog.showModal();
    });
  }, count);
}
