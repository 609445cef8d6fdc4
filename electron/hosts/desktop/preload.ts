import { ipcRenderer } from 'electron';
import { pageOrigin, words } from './page-origin.ts';

// All that the page gets of the desk is one message port, and it has to ask for it. Nothing is exposed on `window`.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const { data } = event;
  if (event.source !== window || event.origin !== pageOrigin) return;
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
  if (type === words.hello) ipcRenderer.send(words.hello);
  // What the page says for the tray and for notifications; the main process judges it.
  else if (type === 'rcc:worst' || type === 'rcc:notice') ipcRenderer.send(words.signal, data);
});

ipcRenderer.on(words.port, (event) => {
  window.postMessage({ type: words.port }, pageOrigin, [...event.ports]);
});

// A deep link names a place on the page.
ipcRenderer.on(words.go, (_event, hash: unknown) => {
  if (typeof hash === 'string' && hash.startsWith('#/')) window.location.hash = hash;
});
