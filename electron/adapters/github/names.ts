import { fail, ok, type Result } from '#shared/contract/result.ts';

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

const part = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
// What git lets be a name of a ref, as far as it can stand in a path; two dots would be a range.
const ref = /^(?!.*\.\.)(?!\/)[\w./+@-]{1,250}$/;

/** `owner/name`. Errors: `invalid`. */
export function readRepository(text: string): Result<Repository> {
  const [owner = '', repo = '', ...more] = text.split('/');
  if (part.test(owner) && part.test(repo) && more.length === 0) return ok({ owner, repo });
  return fail('invalid', `${JSON.stringify(text.slice(0, 200))} is no repository. Write owner/name.`, { field: 'repository' });
}

/** A commit, a tag or a branch. Errors: `invalid`. */
export function readRef(text: string): Result<string> {
  if (ref.test(text)) return ok(text);
  return fail('invalid', `${JSON.stringify(text.slice(0, 200))} is no commit, tag or branch.`, { field: 'commit' });
}

/** GitHub's ids are whole numbers. Errors: `invalid`. */
export function readId(text: string, field: string): Result<number> {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(id) ? ok(id) : fail('invalid', `${JSON.stringify(text.slice(0, 100))} is no id of GitHub's.`, { field });
}
