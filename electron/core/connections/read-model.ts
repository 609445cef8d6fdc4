/** A reader that hears nothing for much longer than this knows that the host is gone, not quiet. Milliseconds. */
export const heartbeatMs = 2_000;
