/** What a subscription brings, as its reader sees it. */
export type Messages<V> = AsyncIterable<{ type: 'snapshot'; items: [string, V][] } | { type: 'patch'; set: [string, V][] }>;

/** Takes messages as a page does, until the reader leaves or the host ends. */
export async function take<V>(messages: Messages<V>, each: (value: V) => void = () => {}): Promise<void> {
  try {
    for await (const message of messages) for (const [, value] of message.type === 'snapshot' ? message.items : message.set) each(value);
  } catch {
    // The reader left.
  }
}
