import { durationOf } from './promql/literals.ts';

/** What is wrong with a request, as the API says it with 400. */
export interface BadParameter {
  readonly bad: string;
}

export interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const mostPoints = 11_000;

/** A Unix time in seconds or RFC 3339, as epoch milliseconds; null: neither. */
export function timeOf(text: string): number | null {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Math.round(Number(text) * 1_000);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** start, end and step of a range query. */
export function gridOf(form: URLSearchParams): Grid | BadParameter {
  const [start, end] = ['start', 'end'].map((name) => timeOf(form.get(name) ?? ''));
  if (start == null) return badTime('start', form.get('start') ?? '');
  if (end == null) return badTime('end', form.get('end') ?? '');
  if (end < start) return bad('end', 'end timestamp must not be before start time');
  const given = form.get('step') ?? '';
  const step = durationOf(given.replace(/^\+/, ''));
  if (step === null && !/^-\d/.test(given)) return bad('step', `cannot parse ${JSON.stringify(given)} to a valid duration`);
  if (step === null || step <= 0)
    return bad('step', 'zero or negative query resolution step widths are not accepted. Try a positive integer');
  if ((end - start) / step > mostPoints) {
    return {
      bad: `exceeded maximum resolution of ${mostPoints.toLocaleString('en')} points per timeseries. Try decreasing the query resolution (?step=XX)`,
    };
  }
  return { start, end, step: Math.max(1, Math.round(step)) };
}

export function badTime(name: string, text: string): BadParameter {
  return bad(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
}

function bad(name: string, why: string): BadParameter {
  return { bad: `invalid parameter ${JSON.stringify(name)}: ${why}` };
}
