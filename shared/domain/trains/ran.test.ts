import { describe, expect, it } from 'vitest';
import { ranText } from './ran.ts';
import { exampleDigest } from './testing/example-train.ts';

const image = `registry.example/catalog@${exampleDigest(10)}`;
const pod = (imageId: string, hash = 'new') => ({ hash, images: [{ container: 'catalog', image, imageId }] });

describe('the digest that runs', () => {
  it('is the one that was tested, or another, and is named', () => {
    const tested = `sha256:${'a'.repeat(64)}`;
    const ran = (...ids: string[]) =>
      ranText(
        ids.map((id) => pod(id)),
        'new',
        image,
        tested,
      );
    expect(ran(`registry.example/catalog@${tested}`, `docker-pullable://r/c@${tested}`)).toBe('its pods run aaaaaaaa, as tested');
    expect(ran(`r/c@sha256:${'b'.repeat(64)}`)).toBe('its pods run bbbbbbbb, tested was aaaaaaaa');
    expect(ran(`r/c@${tested}`, `r/c@sha256:${'b'.repeat(64)}`)).toBe('its pods run aaaaaaaa and bbbbbbbb, tested was aaaaaaaa');
  });

  it('is not guessed: pods that do not say are said, and pods of another version do not count', () => {
    expect(ranText([pod('')], 'new', image, exampleDigest(10))).toBe('its pods do not say which digest they run');
    expect(ranText([pod(`r/c@${exampleDigest(10)}`, 'old')], 'new', image, null)).toBe('its pods do not say which digest they run');
    expect(ranText([pod(`r/c@sha256:${'b'.repeat(64)}`)], 'new', image, null)).toBe('its pods run bbbbbbbb; what was tested is not known');
  });
});
