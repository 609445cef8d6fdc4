/** Why a query has no answer, in the words of Prometheus' API: `bad_data` is 400, `execution` is 422. */
export interface Refusal {
  readonly errorType: 'bad_data' | 'execution';
  readonly error: string;
}

/** Thrown inside the engine only; `refusalOf` turns it back into a value at its door. */
class RefusedQuery extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.error);
    this.refusal = refusal;
  }
}

/** The query is no PromQL. `position` is the offset in `query`, shown as Prometheus does: line:column. */
export function badQuery(query: string, position: number, why: string): RefusedQuery {
  const before = query.slice(0, position).split('\n');
  const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
  return new RefusedQuery({ errorType: 'bad_data', error: `invalid parameter "query": ${place}: parse error: ${why}` });
}

/** The query is PromQL, and this series data cannot answer it. */
export function cannotExecute(why: string): RefusedQuery {
  return new RefusedQuery({ errorType: 'execution', error: why });
}

/** PromQL that a real Prometheus evaluates and the sandbox does not. */
export function notEvaluated(construct: string): RefusedQuery {
  return cannotExecute(`the sandbox does not evaluate ${construct}; a real Prometheus that scrapes its /metrics does`);
}

/** null: not a refusal but a bug, which is thrown on. */
export function refusalOf(error: unknown): Refusal | null {
  return error instanceof RefusedQuery ? error.refusal : null;
}
