import './gallery.css';
import { type ReactElement, StrictMode, useSyncExternalStore } from 'react';
import { exampleNow } from '#shared/domain/rollouts/testing/example-workload.ts';
import { ClockProvider } from '../../components/clock-context.tsx';
import { Sprite } from '../../components/sprite.tsx';
import { ToastProvider } from '../../components/toasts.tsx';
import { App } from '../app.tsx';
import { createServices } from '../services.ts';
import { frozenClock } from './frozen-clock.ts';
import { galleryBackend } from './gallery-backend.ts';
import { GalleryIndex } from './gallery-index.tsx';
import { pages } from './pages.ts';
import { sampleOf } from './screen-samples.ts';

/** A silent desk is looked at this much later, ms. */
const silence = 192_000;

/**
 * The gallery, in development and tests only: `#/gallery` lists everything, `#/gallery/charts` is one page of components in all
 * their states, and `?gallery=list#/rollouts` a real screen over fixed samples.
 */
export function galleryRoot({ search }: Pick<Location, 'search'>): ReactElement {
  const query = new URLSearchParams(search);
  if (!query.has('gallery')) return <Gallery />;
  const { options, answers } = sampleOf(query);
  const silent = options.has('silent');
  const clock = frozenClock(silent ? exampleNow + silence : exampleNow, silent);
  return <App services={createServices(galleryBackend(options, answers), clock)} />;
}

function Gallery(): ReactElement {
  const hash = useSyncExternalStore(
    (changed) => {
      addEventListener('hashchange', changed);
      return () => removeEventListener('hashchange', changed);
    },
    () => location.hash,
  );
  const page = pages.find(({ name }) => hash === `#/gallery/${name}`);
  return (
    <StrictMode>
      <ClockProvider clock={frozenClock(exampleNow, false)}>
        <Sprite />
        <ToastProvider key={page?.name}>
          <main className="gallery">
            <header className="gallery-head">
              <h1 className="text-28">{page?.title ?? 'Gallery'}</h1>
              {page === undefined ? null : <p className="ink-2">{page.says}</p>}
            </header>
            {page === undefined ? <GalleryIndex /> : <page.Content />}
          </main>
        </ToastProvider>
      </ClockProvider>
    </StrictMode>
  );
}
