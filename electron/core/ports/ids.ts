export interface Ids {
  /** A new unguessable identifier, sortable by time. */
  next(): string;
}
