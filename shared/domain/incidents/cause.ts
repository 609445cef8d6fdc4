import type { Incident } from './incident.ts';

/** What opened or joined an incident, for people: which act of the log or which train. Audit ids are for programs. */
export function causeText({ facts }: Pick<Incident, 'facts'>, cause: string): string {
  const [kind = '', name = ''] = cause.split(' ', 2);
  if (kind === 'train') return `train ${name} halted`;
  if (kind !== 'rollback') return cause;
  const entries = [...facts.values()].filter(({ act }) => act?.auditId === name && act.phase === 'intent');
  const [first] = entries;
  if (first === undefined) return 'a rollback';
  const lever = first.text.split(/ (?:held|asked)\b/)[0] ?? 'Rollback';
  const what = `${lever.charAt(0).toLowerCase()}${lever.slice(1)}`;
  const of = first.target === null || what.includes('(') ? '' : ` of ${first.target.name}`;
  return `${what}${of}, audit ${first.audit?.seq ?? 'unknown'}`;
}
