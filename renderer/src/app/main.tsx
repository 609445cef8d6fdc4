import '@fontsource-variable/inter/opsz.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '../styles/app.css';
import { createRoot } from 'react-dom/client';
import { type Backend, connectOverPort, connectOverWebSocket } from '../lib/backend.ts';
import { App } from './app.tsx';
import { applyPreferences } from './preferences.ts';
import { createServices, followRollouts } from './services.ts';

/** In the desktop the preload hands the port over when the page says hello: same window, same origin, nobody else. */
function portFromPreload(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      if (event.source !== window || event.origin !== window.origin || port === undefined || !isPortMessage(event.data)) return;
      window.removeEventListener('message', onMessage);
      resolve(port);
    };
    window.addEventListener('message', onMessage);
    window.postMessage({ type: 'rcc:hello' }, window.origin);
  });
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'rcc:port';
}

async function connect(): Promise<Backend> {
  if (location.protocol === 'app:') return connectOverPort(await portFromPreload());
  return connectOverWebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc/ws`);
}

async function start() {
  applyPreferences();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  // Gone from the build: its mode is production, and what can never run is left out.
  if (import.meta.env.MODE !== 'production' && (location.hash.startsWith('#/gallery') || location.search.startsWith('?gallery'))) {
    const { galleryRoot } = await import('./gallery/gallery.tsx');
    createRoot(root).render(galleryRoot(location));
    return;
  }
  const services = createServices(await connect());
  await followRollouts(services);
  createRoot(root).render(<App services={services} />);
}

void start();
