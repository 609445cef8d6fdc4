import type { Badge } from '#shared/domain/rollouts/views.ts';

type Point = readonly [number, number];
/** Whether a point of the 12×12 drawing is inside the shape. */
type Shape = (point: Point) => boolean;

interface Mark {
  readonly colour: readonly [number, number, number];
  readonly body: Shape;
  /** Cut out of the body. */
  readonly cut?: Shape;
}

const polygon =
  (...corners: readonly Point[]): Shape =>
  ([x, y]) => {
    let inside = false;
    corners.forEach(([ax, ay], index) => {
      const [bx, by] = corners.at(index - 1) ?? [0, 0];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    });
    return inside;
  };
const box = (left: number, top: number, right: number, bottom: number): Shape =>
  polygon([left, top], [right, top], [right, bottom], [left, bottom]);
const disc =
  (radius: number): Shape =>
  ([x, y]) =>
    Math.hypot(x - 6, y - 6) <= radius;
const any =
  (...shapes: readonly Shape[]): Shape =>
  (point) =>
    shapes.some((shape) => shape(point));
const line =
  ([ax, ay]: Point, [bx, by]: Point, width: number): Shape =>
  ([x, y]) => {
    const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
    const at = Math.min(1, Math.max(0, along));
    return Math.hypot(x - ax - at * (bx - ax), y - ay - at * (by - ay)) <= width / 2;
  };
/** A ring broken into eight. */
const brokenRing: Shape = ([x, y]) =>
  Math.abs(Math.hypot(x - 6, y - 6) - 4.9) <= 0.8 && (Math.atan2(y - 6, x - 6) / (Math.PI / 4) + 8) % 1 > 0.3;

/** Each state's shape and colour, as on the screen. */
const marks: Readonly<Record<Badge, Mark>> = {
  healthy: { colour: [0x55, 0xb8, 0x8b], body: disc(4.2) },
  progressing: { colour: [0x74, 0xad, 0xf5], body: polygon([3, 1.5], [10, 6], [3, 10.5]) },
  paused: { colour: [0xe3, 0xba, 0x45], body: any(box(2.5, 1.5, 5.1, 10.5), box(6.9, 1.5, 9.5, 10.5)) },
  degraded: {
    colour: [0xff, 0x6a, 0x5e],
    body: polygon([6, 0.6], [11.8, 11.2], [0.2, 11.2]),
    cut: any(box(5.2, 4.1, 6.8, 7.6), box(5.2, 8.6, 6.8, 10)),
  },
  aborted: {
    colour: [0xf2, 0x92, 0x4a],
    body: polygon([3.6, 0.5], [8.4, 0.5], [11.5, 3.6], [11.5, 8.4], [8.4, 11.5], [3.6, 11.5], [0.5, 8.4], [0.5, 3.6]),
    cut: any(line([3.9, 3.9], [8.1, 8.1], 1.5), line([8.1, 3.9], [3.9, 8.1], 1.5)),
  },
  stale: { colour: [0xbd, 0xa8, 0x88], body: any(brokenRing, line([6, 3], [6, 6.2], 1.4), line([6, 6.2], [8, 7.5], 1.4)) },
  unknown: {
    colour: [0x94, 0x9e, 0xa5],
    body: polygon([6, 0.4], [11.6, 6], [6, 11.6], [0.4, 6]),
    cut: any(line([6, 3.6], [6, 6.6], 1.5), line([6, 8.2], [6, 8.6], 1.5)),
  },
};

/** Samples across a pixel: edges are soft at 16 pixels. */
const samples = [0.125, 0.375, 0.625, 0.875] as const;

/** A state's mark, `size` pixels square, four bytes a pixel: blue, green, red, alpha, the colours times alpha. */
export function trayBitmap(state: Badge, size: number): Buffer {
  const { colour, body, cut } = marks[state];
  const pixels = Buffer.alloc(size * size * 4);
  for (let index = 0; index < size * size; index += 1) {
    const left = index % size;
    const top = Math.floor(index / size);
    let covered = 0;
    for (const dx of samples) {
      for (const dy of samples) {
        const point: Point = [((left + dx) * 12) / size, ((top + dy) * 12) / size];
        if (body(point) && cut?.(point) !== true) covered += 1;
      }
    }
    const alpha = covered / samples.length ** 2;
    const [red, green, blue] = colour;
    pixels.set(
      [blue, green, red, 255].map((channel) => Math.round(channel * alpha)),
      index * 4,
    );
  }
  return pixels;
}
