import { describe, expect, it } from 'vitest';
import { type BasisReading, basisChange } from './basis.ts';

const planned = { uid: 'u', currentHash: 'c', stableHash: 's', templateHash: 't', toTemplateHash: 'old' };
const now: BasisReading = {
  uid: 'u',
  currentHash: 'c',
  stableHash: 's',
  templateHash: 't',
  resourceVersion: '1',
  generation: 3,
  observedGeneration: 3,
  paused: false,
};

describe('the basis of a plan', () => {
  it('holds while a busy controller moves resourceVersion and generation', () => {
    expect(basisChange('undo', planned, { ...now, resourceVersion: '99', generation: 9 })).toBeNull();
  });

  it('refuses an abort for another object only', () => {
    const moved = { ...now, templateHash: 'other', stableHash: 'other' };
    expect(basisChange('abort', planned, moved)).toBeNull();
    expect(basisChange('abort', planned, { ...moved, uid: 'v' })).toContain('deleted and created again');
  });

  it('refuses an undo when the template or the stable version changed', () => {
    expect(basisChange('undo', planned, { ...now, templateHash: 'x' })).toContain('another version is rolling out');
    expect(basisChange('undo', planned, { ...now, stableHash: 'x' })).toContain('became stable');
  });

  it('is not fooled by a status that is not there yet', () => {
    expect(basisChange('undo', planned, { ...now, stableHash: '' })).toBeNull();
  });
});
