import { describe, expect, it } from 'vitest';
import { type Offer, wants } from './wants.ts';

const whole: Offer = { browser: '/b', electron: '/e', display: 'here', cluster: true, prometheus: true, strace: true };

describe('what a machine lacks', () => {
  it('is nothing where everything is there', () => {
    expect(wants(whole)).toEqual([]);
  });

  it.each([
    [{ browser: null }, 'RCC_TEST_BROWSER'],
    [{ electron: null }, 'RCC_TEST_ELECTRON'],
    [{ display: null }, 'DISPLAY'],
    [{ cluster: false }, 'RCC_TEST_CONTROL_PLANE'],
  ])('%j is said, with how to have it', (lack, how) => {
    const [want, ...more] = wants({ ...whole, ...lack });
    expect(want?.how).toContain(how);
    expect(more).toEqual([]);
  });

  it('without Electron, says nothing of the display', () => {
    expect(wants({ ...whole, electron: null, display: null })).toHaveLength(1);
  });
});
