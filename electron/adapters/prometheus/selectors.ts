import { parser } from '@prometheus-io/lezer-promql';
import { fillQuery, type QueryTemplate } from '#shared/domain/rollouts/request-rate.ts';

/** Stands where a workload or version would: no metric has such a label value. */
const open = { namespace: 'rccOpenNamespace', name: 'rccOpenName', hash: 'rccOpenHash' };

/**
 * The series a query reads, whatever the workload and version: its selectors without the matchers that name one. A namespace
 * keeps its matcher where one is given. Each once, in the order they stand in the query; none where the query cannot be read.
 */
export function selectorsOf(template: QueryTemplate, namespace: string | null): readonly string[] {
  const query = fillQuery(template, {
    ...open,
    namespace: namespace ?? open.namespace,
    kind: 'Rollout',
    window: '1m',
    quantile: '0.5',
  });
  const found: string[] = [];
  parser.parse(query).iterate({
    enter: ({ name, node }) => {
      if (name !== 'VectorSelector') return;
      const metric = node.getChild('Identifier');
      const matchers = node.getChild('LabelMatchers');
      const kept = childrenOf(matchers)
        .map(({ from, to }) => query.slice(from, to))
        .filter((matcher) => !Object.values(open).some((placeholder) => matcher.includes(placeholder)));
      const selector = `${metric === null ? '' : query.slice(metric.from, metric.to)}{${kept.join(',')}}`;
      // Prometheus refuses a selector that matches everything.
      found.push(selector === '{}' ? '{__name__!=""}' : selector.replace(/\{\}$/, ''));
    },
  });
  return [...new Set(found)];
}

interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function childrenOf(node: { firstChild: Sibling | null } | null): Span[] {
  const spans: Span[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling)
    if (child.name.endsWith('Matcher')) spans.push(child);
  return spans;
}

interface Sibling extends Span {
  readonly nextSibling: Sibling | null;
}
