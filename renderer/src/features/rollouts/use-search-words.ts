import { useEffect, useRef, useState } from 'react';

/** An address is written this long after the last letter, ms: each writing costs the page a look around. */
const settleMs = 250;

export interface SearchWords {
  readonly text: string;
  readonly set: (text: string) => void;
  /** Writes what is still on its way. */
  readonly flush: () => void;
}

/**
 * The words of a search field that live in the address. A letter is on the screen at once. One search is one step of the
 * history: its first writing is new, the others replace it, until the field is left or something else changes the address.
 */
export function useSearchWords(given: string, write: (text: string, replace: boolean) => void): SearchWords {
  const [text, setText] = useState(given);
  const state = useRef({ written: given, begun: false, timer: null as ReturnType<typeof setTimeout> | null });
  const latest = useRef({ text, write });
  useEffect(() => {
    latest.current = { text, write };
  });
  useEffect(() => {
    if (given === state.current.written) return;
    // Somebody went back, or chose a view: the field follows.
    state.current = { written: given, begun: false, timer: stopped(state.current.timer) };
    setText(given);
  }, [given]);
  useEffect(() => () => void stopped(state.current.timer), []);

  const writeNow = (words: string) => {
    const { current } = state;
    current.timer = stopped(current.timer);
    if (words === current.written) return;
    const replace = current.begun;
    current.written = words;
    current.begun = words !== '';
    latest.current.write(words, replace);
  };
  return {
    text,
    set(next) {
      setText(next);
      stopped(state.current.timer);
      state.current.timer = setTimeout(() => writeNow(next), settleMs);
    },
    flush() {
      writeNow(text);
      state.current.begun = false;
    },
  };
}

function stopped(timer: ReturnType<typeof setTimeout> | null): null {
  if (timer !== null) clearTimeout(timer);
  return null;
}
