import type { ReactElement } from 'react';
import { SectionHeading } from '../../components/section.tsx';
import { pages } from './pages.ts';
import { addressOf, screenSamples } from './screen-samples.ts';

/** Everything there is to look at. The end-to-end run reads its list of pictures from these links. */
export function GalleryIndex(): ReactElement {
  return (
    <div className="gallery-index">
      <section aria-label="Components">
        <SectionHeading>Components</SectionHeading>
        <ul>
          {pages.map(({ name, title, keys, phone }) => (
            <li key={name}>
              <a data-picture={name} data-phone={phone} data-keys={keys?.join(' ')} href={`#/gallery/${name}`}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Screens">
        <SectionHeading>Screens</SectionHeading>
        <ul>
          {screenSamples.map((sample) => (
            <li key={sample.name}>
              <a
                data-picture={`screen-${sample.name}`}
                data-phone={sample.phone}
                data-keys={sample.keys?.join(' ')}
                href={addressOf(sample)}
              >
                {sample.name}
              </a>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
