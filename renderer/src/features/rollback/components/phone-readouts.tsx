import type { ReactElement } from 'react';
import type { Dial } from '#shared/domain/rollouts/figure.ts';
import { Readouts } from '../../../charts/readouts.tsx';

/** At phone width the dial does not fit: its three readouts stand in the sheet instead. */
export function PhoneReadouts({ dial }: { readonly dial: Dial }): ReactElement {
  return (
    <div className="phone-only">
      <Readouts dial={dial} />
    </div>
  );
}
