import { type Answer, notFound, paged } from './answer.ts';
import type { Repository } from './model.ts';
import { commitView, type Places } from './views.ts';

/** `base...head` on the main branch: what head has and base has not, oldest first. Files come with the first page alone. */
export function compare(repository: Repository, basehead: string, query: URLSearchParams, places: Places): Answer {
  const [base = '', head = ''] = basehead.split('...');
  const [from, to] = [base, head].map((ref) => repository.commits.findIndex(({ sha }) => ref.length >= 7 && sha.startsWith(ref)));
  if (from === undefined || to === undefined || from < 0 || to < 0) return notFound();
  const ahead = repository.commits.slice(from + 1, to + 1);
  const behind = repository.commits.slice(to + 1, from + 1);
  const answer = paged(
    ahead.map((commit) => commitView(repository, commit, places)),
    query,
  );
  const files = [...new Set(ahead.flatMap((commit) => commit.files))].map((filename) => ({ filename, status: 'modified' }));
  return {
    ...answer,
    status: 200,
    body: {
      html_url: `${places.html}/${repository.owner}/${repository.name}/compare/${basehead}`,
      status: ahead.length > 0 ? 'ahead' : behind.length > 0 ? 'behind' : 'identical',
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: answer.body,
      files: (answer.page?.number ?? 1) === 1 ? files : [],
    },
  };
}
