/**
 * Where a share of traffic stands on the dial and on the tape. The scale is a square root, so that 1, 5 and 25 percent
 * are as readable as 100. Angles are in degrees, clockwise from the right (3 o'clock); lengths are SVG user units.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DialShape {
  readonly centre: Point;
  readonly radius: number;
}

export const largeDial: DialShape = { centre: { x: 160, y: 146 }, radius: 120 };
export const smallDial: DialShape = { centre: { x: 160, y: 150 }, radius: 108 };

export const startAngle = 135;
export const sweep = 270;

/** A percent outside 0–100 stands at the end of the scale. */
export function share(percent: number): number {
  return Math.sqrt(Math.min(100, Math.max(0, percent)) / 100);
}

export function angleOf(percent: number): number {
  return startAngle + sweep * share(percent);
}

export function pointAt({ centre }: DialShape, angle: number, distance: number): Point {
  const radians = (angle * Math.PI) / 180;
  return { x: centre.x + distance * Math.cos(radians), y: centre.y + distance * Math.sin(radians) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function text({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

/** An arc of the circle `distance` from the centre. Drawn clockwise, whichever angle comes first. */
export function arcPath(shape: DialShape, from: number, to: number, distance: number): string {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const large = last - first > 180 ? 1 : 0;
  const start = text(pointAt(shape, first, distance));
  const end = text(pointAt(shape, last, distance));
  return `M${start}A${distance} ${distance} 0 ${large} 1 ${end}`;
}

export function linePath(shape: DialShape, angle: number, inner: number, outer: number): string {
  return `M${text(pointAt(shape, angle, inner))}L${text(pointAt(shape, angle, outer))}`;
}

function closed(points: readonly Point[]): string {
  return `M${points.map(text).join('L')}Z`;
}

/** The solid tapered needle, R−64…R+5, pointing right: it is turned to its angle, so that it can move in one transform. */
export function acceptedPath(shape: DialShape): string {
  const { x, y } = shape.centre;
  const inner = x + shape.radius - 64;
  const outer = x + shape.radius + 5;
  const half = shape.radius === largeDial.radius ? 2.75 : 6.2;
  const tip = shape.radius === largeDial.radius ? 1 : 1.8;
  return closed([
    { x: inner, y: y + half },
    { x: outer, y: y + tip },
    { x: outer, y: y - tip },
    { x: inner, y: y - half },
  ]);
}

/** The hollow bug inside the rim, R−19…R−1, pointing right. */
export function requestedPath(shape: DialShape): string {
  const scale = shape.radius === largeDial.radius ? 1 : 1.55;
  const { x, y } = shape.centre;
  const tip = x + shape.radius - 1;
  return closed([
    { x: tip, y },
    { x: tip - 8.3 * scale, y: y - 8.1 * scale },
    { x: tip - 18.3 * scale, y: y - 7.4 * scale },
    { x: tip - 18.3 * scale, y: y + 7.4 * scale },
    { x: tip - 8.3 * scale, y: y + 8.1 * scale },
  ]);
}

export interface ObservedMarks {
  readonly arc: string;
  /** The arrowhead: its tip stands exactly on the figure. */
  readonly tip: string;
}

/** The arc from zero with its arrowhead. Near zero the head shrinks, so that it never points backwards. */
export function observedMarks(shape: DialShape, percent: number): ObservedMarks {
  const small = shape.radius !== largeDial.radius;
  const distance = shape.radius - (small ? 26 : 42);
  const end = angleOf(percent);
  const length = Math.min(7.5, Math.max(1.5, end - startAngle));
  const neck = Math.max(startAngle, end - length);
  const half = (small ? 12 : 9) * Math.max(0.5, length / 7.5);
  return {
    arc: arcPath(shape, startAngle, Math.max(neck, startAngle + 0.6), distance),
    tip: closed([
      pointAt(shape, neck, distance - half),
      pointAt(shape, neck, distance + half),
      pointAt(shape, Math.max(end, startAngle + 1.5), distance),
    ]),
  };
}

const largeTicks = [0, 1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100];
const largeLabels = [0, 1, 5, 10, 25, 50, 75, 100];
const smallLabels = [0, 5, 25, 50, 100];

export interface Tick {
  readonly percent: number;
  readonly path: string;
  readonly labelled: boolean;
}

export function ticksOf(shape: DialShape): Tick[] {
  const small = shape.radius !== largeDial.radius;
  const labels = small ? smallLabels : largeLabels;
  const all = small ? smallLabels : [...new Set([...largeTicks, ...largeLabels])].sort((a, b) => a - b);
  return all.map((percent) => {
    const labelled = labels.includes(percent);
    return { percent, labelled, path: linePath(shape, angleOf(percent), shape.radius - (labelled ? 9 : 5), shape.radius) };
  });
}

export interface Label extends Point {
  readonly percent: number;
}

export function labelsOf(shape: DialShape): Label[] {
  const small = shape.radius !== largeDial.radius;
  return (small ? smallLabels : largeLabels).map((percent) => {
    const { x, y } = pointAt(shape, angleOf(percent), shape.radius + (small ? 22 : 15));
    return { percent, x: round(x), y: round(y + (small ? 8 : 4)) };
  });
}

/** The tape: the dial laid flat. `width` is the length of its base line, from `left`. */
export function tapeX(percent: number, left = 5, width = 122): number {
  return round(left + width * share(percent));
}

export const tapeTicks = [0, 1, 5, 25, 50, 100];
