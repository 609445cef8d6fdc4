import { ipcRenderer } from 'electron';
import { pageOrigin, words } from './page-origin.ts';

// All that the page gets of the desk is one message port, and it has to ask for it. Nothing is exposed on `window`. It is fetched
// while the page's code is still being read, so that it is here when it is asked for.
let fetching = false;
let fetched: readonly MessagePort[] | null = null;
let asked = false;

function fetchPort(): void {
  fetching = true;
  ipcRenderer.send(words.hello);
}

function handOver(): void {
  if (!asked || fetched === null) return;
  window.postMessage({ type: words.port }, pageOrigin, [...fetched]);
  fetched = null;
  asked = false;
}

// The document is read, its code is not: earlier than this its frame might not be known as the page's.
document.addEventListener('readystatechange', fetchPort, { once: true });

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const { data } = event;
  if (event.source !== window || event.origin !== pageOrigin) return;
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : null;
  if (type === words.hello) {
    asked = true;
    if (fetched === null && !fetching) fetchPort();
    handOver();
  } // What the page says for the tray and for notifications; the main process judges it.
  else if (type === 'rcc:worst' || type === 'rcc:notice') ipcRenderer.send(words.signal, data);
});

ipcRenderer.on(words.port, (event) => {
  fetching = false;
  fetched = event.ports;
  handOver();
});

// A deep link names a place on the page.
ipcRenderer.on(words.go, (_event, hash: unknown) => {
  if (typeof hash === 'string' && hash.startsWith('#/')) window.location.hash = hash;
});
