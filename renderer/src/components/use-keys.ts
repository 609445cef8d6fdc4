import { useEffect, useRef } from 'react';

export type KeyMap = Readonly<Record<string, () => void>>;

/** The key as the map names it: `r`, `/`, `?`, `Escape`, `ctrl+k` (Ctrl or Cmd). */
export function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `ctrl+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** Letter keys of a screen. They open or arm, they never send; while somebody types they are letters. */
export function useKeys(map: KeyMap): void {
  const latest = useRef(map);
  useEffect(() => {
    latest.current = map;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = keyName(event);
      const run = latest.current[name];
      if (run === undefined || event.defaultPrevented || event.altKey) return;
      const always = name.startsWith('ctrl+') || name === 'Escape';
      if (isTyping(event.target) && !always) return;
      // A dialog above the screen has its own keys.
      if (document.querySelector('.scrim') !== null && !name.startsWith('ctrl+')) return;
      // The letter must not land in a field that the key just opened.
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
