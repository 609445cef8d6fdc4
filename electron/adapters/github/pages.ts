import type { z } from 'zod';
import { ok, type Result } from '#shared/contract/result.ts';
import { read } from './failure.ts';
import type { Question } from './asking.ts';

/** As Octokit answers. */
interface Answer {
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
}

export const perPage = 100;

/**
 * All pages of a list, as long as GitHub says that there is a next one, `most` at most. `more`: there were others that were not
 * read. Asked by number, so that no answer can send our token elsewhere.
 */
export async function readPages<Page, Item>(needs: {
  readonly question: Question;
  readonly most: number;
  readonly schema: z.ZodType<Page>;
  readonly items: (page: Page) => readonly Item[];
  readonly ask: (page: number) => Promise<Answer>;
}): Promise<Result<{ items: Item[]; more: boolean; first: Page }>> {
  const { question, most, schema, items, ask } = needs;
  const found: Item[] = [];
  let first: Page | null = null;
  for (let page = 1; ; page += 1) {
    const refused = page === 1 ? null : question.still();
    if (refused !== null) return { ok: false, error: refused };
    const answer = await ask(page);
    const parsed = read(schema, answer.data, question.asked);
    if (!parsed.ok) return parsed;
    first ??= parsed.value;
    found.push(...items(parsed.value));
    const more = hasNext(answer.headers.link);
    if (!more || page === most) return ok({ items: found, more, first });
  }
}

function hasNext(link: string | undefined): boolean {
  return /;\s*rel="next"/.test(link ?? '');
}
