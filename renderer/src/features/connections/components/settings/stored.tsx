import type { ReactElement } from 'react';
import type { SettingsView } from '#shared/domain/connections/settings.ts';
import { countText } from '../../../../lib/count-text.ts';
import { CopyButton } from '../copy-button.tsx';

/** Every file of this desk, and how much it takes. */
export function Stored({ settings: { stored, fingerprint } }: { readonly settings: SettingsView }): ReactElement {
  return (
    <div className="settings-stack">
      <ul className="file-list" aria-label="What is stored where">
        {stored.map(({ what, path, bytes, about }) => (
          <li key={path}>
            <div className="file-name">
              <p className="medium">{what}</p>
              <p className="mono ink-2">{path}</p>
            </div>
            <div className="file-says">
              <p className="ink-2 text-12">{bytes === null ? 'not there yet' : sizeText(bytes)}</p>
              <p className="ink-3 text-12">{about}</p>
            </div>
            <div className="file-actions">
              <CopyButton text={path} what={`the path of ${what}`} />
            </div>
          </li>
        ))}
        <li>
          <div className="file-name">
            <p className="medium">Fingerprint of the signing key</p>
            <p className="mono ink-2">{fingerprint === '' ? '?' : fingerprint}</p>
          </div>
          <div className="file-says">
            <p className="ink-3 text-12">
              {fingerprint === ''
                ? 'The audit log could not be opened: its screen says why.'
                : 'Note it somewhere else: a log that is signed by another key is then found out.'}
            </p>
          </div>
          <div className="file-actions">{fingerprint === '' ? null : <CopyButton text={fingerprint} what="the fingerprint" />}</div>
        </li>
        <li>
          <div className="file-name">
            <p className="medium">Appearance, notifications, what is on the desk</p>
            <p className="ink-2">in this window's own storage, for this address</p>
          </div>
          <div className="file-says">
            <p className="ink-3 text-12">Nothing secret. Clearing the site's data forgets it.</p>
          </div>
          <div className="file-actions" />
        </li>
      </ul>
    </div>
  );
}

/** `0 B`, `980 B`, `24.1 kB`, `3.2 MB`: decimal units, as disks are sold. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${countText(bytes)} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : bytes < 1_000_000_000 ? [bytes / 1_000_000, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value.toFixed(1)} ${unit}`;
}
