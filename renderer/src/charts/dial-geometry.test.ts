import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { angleOf, arcPath, labelsOf, largeDial, observedMarks, pointAt, smallDial, tapeX, ticksOf } from './dial-geometry.ts';

const percent = fc.double({ min: 0, max: 100, noNaN: true });

describe('the scale is a square root from 135° over 270°', () => {
  test.each([
    [0, 135],
    [1, 162],
    [25, 270],
    [100, 405],
  ])('%d percent stands at %d degrees', (value, angle) => {
    expect(angleOf(value)).toBeCloseTo(angle, 10);
  });

  property.prop([percent, percent])('more traffic never stands to the left of less', (a, b) => {
    const [less, more] = a < b ? [a, b] : [b, a];
    expect(angleOf(less)).toBeLessThanOrEqual(angleOf(more));
    expect(tapeX(less)).toBeLessThanOrEqual(tapeX(more));
  });

  property.prop([fc.double({ noNaN: true })])('whatever is asked, the needle stays on the scale', (value) => {
    expect(angleOf(value)).toBeGreaterThanOrEqual(135);
    expect(angleOf(value)).toBeLessThanOrEqual(405);
  });
});

property.prop([percent])('a point on the rim is one radius from the centre', (value) => {
  const { x, y } = pointAt(largeDial, angleOf(value), largeDial.radius);
  expect(Math.hypot(x - largeDial.centre.x, y - largeDial.centre.y)).toBeCloseTo(largeDial.radius, 8);
});

test('the rim is one large arc, drawn as the look says', () => {
  expect(arcPath(largeDial, 135, 405, 120)).toBe('M75.15 230.85A120 120 0 1 1 244.85 230.85');
});

test('a gap is the same arc from either side', () => {
  expect(arcPath(largeDial, angleOf(25), angleOf(5), 120)).toBe(arcPath(largeDial, angleOf(5), angleOf(25), 120));
});

test('the arrowhead stands exactly on the observed figure', () => {
  expect(pointAt(largeDial, angleOf(25), 78)).toEqual({ x: expect.closeTo(160), y: expect.closeTo(68) });
  expect(observedMarks(largeDial, 25).tip).toMatch(/L160 68Z$/);
});

property.prop([percent])('the observed arc never begins before zero', (value) => {
  expect(observedMarks(largeDial, value).arc.startsWith('M104.85 201.15')).toBe(true);
});

test('the dial is labelled 0 1 5 10 25 50 75 100, the small one in five places', () => {
  expect(labelsOf(largeDial).map((label) => label.percent)).toEqual([0, 1, 5, 10, 25, 50, 75, 100]);
  expect(labelsOf(smallDial).map((label) => label.percent)).toEqual([0, 5, 25, 50, 100]);
  expect(ticksOf(largeDial).filter((tick) => tick.labelled)).toHaveLength(8);
});

test.each([
  [0, 5],
  [25, 66],
  [100, 127],
])('on the tape %d percent stands at %d', (value, x) => {
  expect(tapeX(value)).toBe(x);
});
