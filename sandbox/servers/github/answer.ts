/** What a route says; headers are the server's. */
export type Answer =
  | { readonly status: number; readonly body: unknown; readonly page?: { readonly number: number; readonly last: number } }
  | { readonly status: 204; readonly body: null; readonly page?: never };

const docs = 'https://docs.github.com/rest';

/** GitHub's own words for its own refusals. */
export function refusal(status: number, message: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return { status, body: { message, documentation_url: docs, status: String(status), ...more } };
}

export const notFound = (): Answer => refusal(404, 'Not Found');

/** One page of a list. `wrap` puts it under its key, with the count, as some routes do. */
export function paged<T>(items: readonly T[], query: URLSearchParams, wrap?: string): Answer {
  const size = Math.min(100, Math.max(1, wholeOf(query.get('per_page'), 30)));
  const number = Math.max(1, wholeOf(query.get('page'), 1));
  const shown = items.slice((number - 1) * size, number * size);
  const last = Math.max(1, Math.ceil(items.length / size));
  return { status: 200, body: wrap === undefined ? shown : { total_count: items.length, [wrap]: shown }, page: { number, last } };
}

function wholeOf(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}
