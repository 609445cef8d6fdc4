/** A field of a protobuf message: its number, and its bytes or its value. */
export interface Part {
  readonly number: number;
  readonly bytes: Buffer;
  readonly value?: number;
}

/** The fields of a message; null for what is no protobuf. Fixed-width numbers are passed over: nothing here needs them. */
export function readMessage(bytes: Buffer): Part[] | null {
  const parts: Part[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 64; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) return -1;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return -1;
  };
  while (at < bytes.length) {
    const tag = varint();
    const kind = tag % 8;
    if (tag < 0) return null;
    if (kind === 0) {
      const value = varint();
      if (value < 0) return null;
      parts.push({ number: Math.floor(tag / 8), bytes: Buffer.alloc(0), value });
    } else if (kind === 1 || kind === 5) at += kind === 1 ? 8 : 4;
    else if (kind === 2) {
      const length = varint();
      if (length < 0 || at + length > bytes.length) return null;
      parts.push({ number: Math.floor(tag / 8), bytes: bytes.subarray(at, at + length) });
      at += length;
    } else return null;
  }
  return at === bytes.length ? parts : null;
}

/** What a message's fields mean: a string, a number, a message of its own, a map of strings, or a list of any of those. */
export type Shape = 'string' | 'number' | 'map' | { readonly [number: number]: readonly [name: string, shape: Shape, repeated?: 'list'] };

export function readAs(bytes: Buffer, shape: Shape): unknown {
  if (typeof shape === 'string') return bytes.toString('utf8');
  const out: Record<string, unknown> = {};
  for (const { number, bytes: inner, value: scalar } of readMessage(bytes) ?? []) {
    const [name, of, repeated] = shape[number] ?? [];
    if (name === undefined || of === undefined) continue;
    if (of === 'number') out[name] = scalar;
    else if (of === 'map') {
      const [key, value] = [1, 2].map(
        (each) =>
          readMessage(inner)
            ?.find((part) => part.number === each)
            ?.bytes.toString('utf8') ?? '',
      );
      const known = out[name];
      out[name] = { ...(typeof known === 'object' ? known : {}), [key ?? '']: value };
    } else if (repeated) {
      const known = out[name];
      out[name] = [...(Array.isArray(known) ? known : []), readAs(inner, of)];
    } else out[name] = readAs(inner, of);
  }
  return out;
}
