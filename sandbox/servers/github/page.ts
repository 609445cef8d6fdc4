import { runAt } from './model.ts';
import type { ShopCi } from './shop-ci.ts';

/** Where links of the desk lead in the sandbox: a plain page that says what it would be on GitHub. */
export function pageFor(ci: ShopCi, path: string, now: number): string {
  const [, owner = '', name = '', ...rest] = path.split('/');
  const repository = ci.repositories().get(`${owner}/${name}`);
  const runId = rest[0] === 'actions' && rest[1] === 'runs' ? rest[2] : undefined;
  const run = repository?.runs.find(({ id, createdAt }) => String(id) === runId && createdAt <= now);
  const said = run === undefined ? null : runAt(run, now);
  const lines = [
    `${owner}/${name} ${rest.join(' ')}`.trim(),
    repository === undefined ? 'The sandbox has no such repository.' : 'A page of the sandbox: on GitHub the whole of it would be here.',
    ...(run === undefined || said === null
      ? []
      : [
          `${run.workflow}: ${run.title}`,
          `${run.sha} by ${run.by} on ${run.branch}`,
          [said.status, said.conclusion].filter(Boolean).join(', '),
        ]),
  ];
  return `<!doctype html><meta charset="utf-8"><title>Sandbox</title>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
