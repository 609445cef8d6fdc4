import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { StoredObject } from '../../../store/object-store.ts';
import { configmaps, pods, rollouts } from '../../../store/resources.ts';
import { parseFieldSelector } from './field-selector.ts';
import { parseLabelSelector } from './label-selector.ts';

function fits(selector: string, labels: { [key: string]: string }): boolean | string {
  const parsed = parseLabelSelector(selector);
  return parsed.ok ? parsed.match(labels) : parsed.message;
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/).filter((text) => text !== 'in' && text !== 'notin');
const labels = fc.dictionary(word, word);

describe('a label selector', () => {
  it.each([
    ['', {}, true],
    ['a', { a: '1' }, true],
    ['!a', { a: '1' }, false],
    ['a=1,b', { a: '1' }, false],
    ['a in (1, 2)', { a: '2' }, true],
    ['a notin (1,2)', {}, true],
    ['a!=1', {}, true],
    ['a>1', { a: '2' }, true],
    ['a<1', { a: 'x' }, false],
    ['a=', { a: '' }, true],
  ])('%s on %j: %s', (selector, given, expected) => {
    expect(fits(selector, given)).toBe(expected);
  });

  property.prop([labels, word, word])('= and !=, in and notin, a key and !key are opposites', (given, key, value) => {
    expect(fits(`${key}=${value}`, given)).toBe(!fits(`${key}!=${value}`, given));
    expect(fits(`${key} in (${value},x)`, given)).toBe(!fits(`${key} notin (${value},x)`, given));
    expect(fits(key, given)).toBe(!fits(`!${key}`, given));
  });

  property.prop([labels])('of an object’s own labels fits it', (given) => {
    const selector = Object.entries(given).map(([key, value]) => `${key}=${value}`);
    expect(fits(selector.join(','), given)).toBe(true);
  });

  property.prop([fc.string()])('never throws, whatever the text', (text) => {
    expect(typeof parseLabelSelector(text).ok).toBe('boolean');
  });
});

describe('a field selector', () => {
  const pod: StoredObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
    spec: { nodeName: 'n1' },
    status: { phase: 'Running' },
  };
  const selects = (text: string) => {
    const parsed = parseFieldSelector(pods, text);
    return parsed.ok ? parsed.match(pod) : parsed.message;
  };

  it('selects by name, phase and node', () => {
    expect(selects('metadata.name=p,status.phase=Running,spec.nodeName!=n2')).toBe(true);
    expect(selects('status.phase==Pending')).toBe(false);
  });

  it('names the field it does not know', () => {
    expect(selects('spec.wat=1')).toBe('field label not supported: spec.wat');
    expect(parseFieldSelector(rollouts, 'status.phase=x')).toMatchObject({ message: 'field label not supported: status.phase' });
    expect(parseFieldSelector(configmaps, 'data.a=1')).toMatchObject({
      message: expect.stringContaining('"data.a" is not a known field selector'),
    });
    expect(selects('wat')).toBe("invalid selector: 'wat'; can't understand 'wat'");
  });
});
