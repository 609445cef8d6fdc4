import { useState } from 'react';

/** The value it was for as long as it is the same by `same`: what is made from it is then not made again. */
export function useKept<T>(value: T, same: (one: T, other: T) => boolean): T {
  const [kept, setKept] = useState(value);
  if (same(kept, value)) return kept;
  setKept(value);
  return value;
}
