import type { WorkloadKind } from './target.ts';

/**
 * Which PromQL means "requests a second of one version". Which one fits depends on how a team's metrics are labelled, so
 * it is configuration. `istio_requests_total` goes by pod too: Istio names a Rollout's workload without its version.
 */
export const builtInQueries: Readonly<Record<string, string>> = {
  'http_requests_total by pod': 'sum(rate(http_requests_total{namespace="{{namespace}}",pod=~"{{name}}-{{hash}}-.*"}[{{window}}]))',
  istio_requests_total:
    'sum(rate(istio_requests_total{reporter="destination",destination_workload_namespace="{{namespace}}",pod=~"{{name}}-{{hash}}-.*"}[{{window}}]))',
  'rollouts-pod-template-hash label': 'sum(rate(http_requests_total{namespace="{{namespace}}",{{hashLabel}}="{{hash}}"}[{{window}}]))',
};
export const defaultQuery = 'http_requests_total by pod';

const placeholders = ['namespace', 'name', 'hash', 'window', 'hashLabel', 'quantile'] as const;
type Placeholder = (typeof placeholders)[number];
/** bare: PromQL itself. text: inside a quoted string. regex: inside a quoted string that `=~` or `!~` reads as a regular expression. */
type Place = 'bare' | 'text' | 'regex';
type Part = string | { readonly placeholder: Placeholder; readonly place: Place };

/** A query with its placeholders found: filling it in cannot fail and cannot leave the string it stands in. */
export interface QueryTemplate {
  readonly parts: readonly Part[];
}

export interface VersionOf {
  readonly namespace: string;
  readonly name: string;
  readonly kind: WorkloadKind;
  readonly hash: string;
  /** A PromQL duration such as `1m`, already checked. */
  readonly window: string;
  /** For queries of a latency: `0.95`. */
  readonly quantile?: string;
}

/** What a setting's queries are: their built-in names, and the placeholders without which one would answer something else. */
export interface QueryKind {
  readonly builtIns: Readonly<Record<string, string>>;
  readonly must: readonly Placeholder[];
}
const rateKind: QueryKind = { builtIns: builtInQueries, must: ['hash'] };
const without: Readonly<Partial<Record<Placeholder, string>>> = {
  hash: 'every version would show the same figure',
  quantile: 'p50, p95 and p99 would be the same figure',
};

/** Reads a built-in name or a query of one's own. `problem` is a sentence for the person who wrote it. */
export function parseQueryTemplate(nameOrQuery: string, kind = rateKind): { template: QueryTemplate } | { problem: string } {
  const { builtIns, must } = kind;
  const query = (Object.hasOwn(builtIns, nameOrQuery) ? builtIns[nameOrQuery] : null) ?? nameOrQuery;
  const allowed = placeholders.filter((name) => name !== 'quantile' || must.includes(name));
  const parts: Part[] = [];
  let rest = 0;
  let quote = '';
  let place: Place = 'bare';
  for (let at = 0; at < query.length; at += 1) {
    const here = query.charAt(at);
    if (query.startsWith('{{', at)) {
      const name = /^\{\{\s*(\w*)\s*\}\}/.exec(query.slice(at));
      const placeholder = allowed.find((known) => known === name?.[1]);
      if (name === null || placeholder === undefined)
        return { problem: `${query.slice(at, at + 20)} is no placeholder: ${allowed.map((known) => `{{${known}}}`).join(', ')} are.` };
      const wrong = misplaced(placeholder, quote, place);
      if (wrong !== null) return { problem: wrong };
      parts.push(query.slice(rest, at), { placeholder, place });
      rest = at + name[0].length;
      at = rest - 1;
    } else if (quote === '') {
      if (here === '"' || here === "'" || here === '`') {
        quote = here;
        place = /[=!]~\s*$/.test(query.slice(0, at)) ? 'regex' : 'text';
      } else if (here === '#') {
        return { problem: 'A query cannot hold comments: leave out what follows #.' };
      }
    } else if (here === '\\' && quote !== '`') {
      at += 1;
    } else if (here === quote) {
      quote = '';
      place = 'bare';
    }
  }
  if (quote !== '') return { problem: `A string begins with ${quote} and does not end.` };
  const missing = must.find((needed) => !parts.some((part) => typeof part !== 'string' && part.placeholder === needed));
  if (missing !== undefined) {
    const names = Object.keys(builtIns).join(', ');
    return { problem: `The query must hold {{${missing}}}, or ${without[missing]}. The built-in names are: ${names}` };
  }
  return { template: { parts: [...parts, query.slice(rest)] } };
}

/** The query of one version, each value escaped for the place it stands in. */
export function fillQuery(template: QueryTemplate, version: VersionOf): string {
  const hashLabel = version.kind === 'Rollout' ? 'rollouts_pod_template_hash' : 'pod_template_hash';
  const values: Readonly<Record<Placeholder, string>> = { quantile: '', ...version, hashLabel };
  return template.parts.map((part) => (typeof part === 'string' ? part : escaped(values[part.placeholder], part.place))).join('');
}

/** The label that tells the versions apart in the answer to `allVersionsQuery`: the version's index. */
export const versionLabel = 'rcc_version';

/**
 * All versions of a workload in one query, one sample each, told apart by `versionLabel`. A version without series has no
 * sample. Each part stands on lines of its own and is summed, so that it matters neither how many series it has nor what they are called.
 */
export function allVersionsQuery(template: QueryTemplate, versions: readonly VersionOf[]): string {
  return sumsQuery(versions.map((version) => fillQuery(template, version)));
}

/** The sums of several queries in one, told apart by their index as `versionLabel`. One that finds nothing has no sample. */
export function sumsQuery(queries: readonly string[]): string {
  return queries.map((query, index) => `label_replace(sum(${query}), "${versionLabel}", "${index}", "", "")`).join(' or ');
}

function escaped(value: string, place: Place): string {
  if (place === 'bare') return value;
  return escapeText(place === 'regex' ? value.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`) : value);
}

/**
 * For the inside of a quoted PromQL string (Go's escapes). Quotes go as numbers, for \' is an error
 * between double quotes, and so does U+FFFD, which Prometheus takes for broken UTF-8.
 */
function escapeText(value: string): string {
  return value
    .toWellFormed()
    .replaceAll('\\', String.raw`\\`)
    .replaceAll(
      /["'\p{Cc}\u2028\u2029\ufffd]/gu,
      (character) => String.raw`\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
}

function misplaced(placeholder: Placeholder, quote: string, place: Place): string | null {
  if (quote === '`') return `{{${placeholder}}} stands between backticks, where nothing can be escaped: use double quotes.`;
  const needsQuotes = placeholder !== 'window' && placeholder !== 'hashLabel' && placeholder !== 'quantile';
  return needsQuotes && place === 'bare'
    ? `{{${placeholder}}} must stand inside a quoted string, for example pod=~"{{name}}-{{hash}}-.*".`
    : null;
}
