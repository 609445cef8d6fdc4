// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useScrollStop } from './use-scroll-stop.ts';

// A browser tells the size of what is observed once it is laid out.
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #tell: () => void;
      constructor(tell: () => void) {
        this.#tell = tell;
      }
      observe() {
        this.#tell();
      }
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function Part(): ReactElement {
  return <section aria-label="Pods" style={{ overflowY: 'auto' }} {...useScrollStop()} />;
}

test.each([
  [400, '0'],
  [100, null],
])('%d pixels of content in 100: tabindex %s', (height, tabIndex) => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(100);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(height);
  render(<Part />);
  expect(screen.getByRole('region', { name: 'Pods' }).getAttribute('tabindex')).toBe(tabIndex);
});
