import { createContext, type ReactElement, type ReactNode, useContext } from 'react';

/** When a figure was last vouched for, epoch ms of the host: `at`, or later where its source of that period has spoken since. */
export type Renew = (at: number | null, periodMs: number) => number | null;

const VouchContext = createContext<Renew>((at) => at);

/**
 * Figures whose source speaks for all of them at once, without sending any of them again: `renew` is asked at each tick of the
 * clock, so that a sign of life every two seconds makes no figure anew. It must be the same function from one picture to the next.
 */
export function VouchedBy({ renew, children }: { readonly renew: Renew; readonly children: ReactNode }): ReactElement {
  return <VouchContext value={renew}>{children}</VouchContext>;
}

/** Who vouches for the figures here; outside of `VouchedBy` each stands for itself. */
export function useRenew(): Renew {
  return useContext(VouchContext);
}
