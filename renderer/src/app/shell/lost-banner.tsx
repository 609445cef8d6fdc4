import type { ReactElement } from 'react';
import { useTicking } from '../../components/clock-context.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { useConnectionState } from '../../lib/backend-context.tsx';

/** The host behind the page is gone or says nothing: said across every screen, because then nothing on it is true for sure. */
export function LostBanner(): ReactElement | null {
  const connection = useConnectionState();
  const silent = useTicking((clock) => clock.isSilent());
  if (connection !== 'lost' && !silent) return null;
  const lost = connection === 'lost';
  return (
    <section className="headline headline-slim lost-banner" data-state="stale" role="alert">
      <Glyph name="stale" size={20} />
      <h2>{lost ? 'The desk does not answer. It is tried again.' : 'The desk says nothing.'}</h2>
      <p>
        {lost
          ? 'Everything here is the last known. If it was started anew, open the address it printed.'
          : 'Everything here is the last known. What was already sent goes on without this page.'}
      </p>
    </section>
  );
}
