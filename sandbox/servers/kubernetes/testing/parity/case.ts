import type { Sent } from '../wire.ts';
import type { Paths } from './objects.ts';

/** One behaviour: what is sent, and of which answers what is compared. */
export interface ParityCase {
  readonly name: string;
  readonly send: (paths: Paths) => readonly (Sent & { readonly show?: (body: unknown) => unknown; readonly silent?: boolean })[];
}
