import type { ReactElement } from 'react';
import { requestedDiffers } from '#shared/domain/rollouts/disagreement.ts';
import type { Dial } from '#shared/domain/rollouts/figure.ts';
import { SmallDial } from '../../../charts/dial.tsx';
import { SmallReadouts } from '../../../charts/readouts.tsx';

/** At phone width there is no column for the large dial: a small one with its readouts stands in the sheet. */
export function PhoneReadouts({ dial }: { readonly dial: Dial }): ReactElement {
  return (
    <div className="phone-only">
      <div className="phone-dial">
        <SmallDial dial={dial} disagrees={requestedDiffers(dial)} />
        <SmallReadouts dial={dial} />
      </div>
    </div>
  );
}
