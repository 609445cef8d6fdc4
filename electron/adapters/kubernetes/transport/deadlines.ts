/** How long a cluster may take, in ms. */
export interface Deadlines {
  /** Until the connection stands (name, TCP, proxy, TLS). */
  readonly connectMs: number;
  /** From the first byte sent to the last byte received; for a watch, to the answer's head. */
  readonly answerMs: number;
  /** For one probe, all of it. */
  readonly probeMs: number;
}

export const usualDeadlines: Deadlines = { connectMs: 5_000, answerMs: 10_000, probeMs: 2_000 };
