import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { Expression, Selector } from './ast.ts';
import { checkTypes } from './check-types.ts';
import { durationOf, numberOf, unquote } from './literals.ts';
import { parseBinary } from './parse-binary.ts';
import { groupingLabels, parseSelector } from './parse-selector.ts';
import { badQuery, notEvaluated } from './refusal.ts';
import { childrenOf, createSource, type Source } from './source.ts';

/** Reads a query by the official grammar and checks its types. Throws a refusal (see `refusalOf`). */
export function parseQuery(query: string): Expression {
  if (query.trim() === '') throw badQuery(query, 0, 'no expression found in input');
  const tree = parser.parse(query);
  const source = createSource(query);
  refuseErrors(tree.topNode, source);
  const expression = toExpression(onlyChild(tree.topNode, source), source);
  checkTypes(expression, query);
  return expression;
}

function toExpression(node: SyntaxNode, source: Source): Expression {
  switch (node.name) {
    case 'NumberDurationLiteral':
      return { kind: 'number', value: numberOf(source.text(node)) };
    case 'StringLiteral': {
      const value = unquote(source.text(node));
      if (value === null) throw source.bad(node, `invalid string ${source.text(node)}`);
      return { kind: 'string', value };
    }
    case 'ParenExpr':
      return toExpression(onlyChild(node, source), source);
    case 'UnaryExpr': {
      const [operator, operand] = childrenOf(node);
      if (!operator || !operand) throw source.bad(node, 'incomplete expression');
      const of = toExpression(operand, source);
      return source.text(operator) === '-' ? { kind: 'negative', of } : of;
    }
    case 'VectorSelector':
      return parseSelector(node, source);
    case 'MatrixSelector':
      return toRange(node, source);
    case 'OffsetExpr':
      return toOffset(node, source);
    case 'FunctionCall': {
      const [name, body] = childrenOf(node);
      if (!name || !body) throw source.bad(node, 'incomplete call');
      return { kind: 'call', name: source.text(name), args: childrenOf(body).map((each) => toExpression(each, source)) };
    }
    case 'AggregateExpr':
      return toAggregate(node, source);
    case 'BinaryExpr':
      return parseBinary(node, source, (side) => toExpression(side, source));
    case 'SubqueryExpr':
      throw notEvaluated(`subqueries (${source.text(node)})`);
    case 'StepInvariantExpr':
      throw notEvaluated(`the @ modifier (${source.text(node)})`);
    default:
      throw notEvaluated(`${node.name} (${source.text(node)})`);
  }
}

function toRange(node: SyntaxNode, source: Source): Expression {
  const [of, duration] = childrenOf(node);
  if (!of || !duration) throw source.bad(node, 'missing unit character in duration');
  const selector = toExpression(of, source);
  if (selector.kind !== 'selector') throw source.bad(node, 'ranges only allowed for vector selectors');
  if (selector.offsetMs !== 0) throw source.bad(node, 'no offset modifiers allowed before range');
  const rangeMs = duration.getChild('NumberDurationLiteralInDurationContext') ? durationOf(source.text(duration)) : null;
  if (rangeMs === null) throw notEvaluated(`computed durations ([${source.text(duration)}])`);
  if (rangeMs <= 0) throw source.bad(duration, 'duration must be greater than 0');
  return { kind: 'range', selector, rangeMs };
}

function toOffset(node: SyntaxNode, source: Source): Expression {
  const children = childrenOf(node);
  const [of, duration] = [children[0], children.at(-1)];
  if (!of || !duration) throw source.bad(node, 'incomplete offset');
  const text = source.text(duration).replaceAll(/\s/g, '');
  const milliseconds = durationOf(text.replace(/^[-+]/, ''));
  if (milliseconds === null) throw notEvaluated(`computed durations (offset ${text})`);
  const offsetMs = text.startsWith('-') ? -milliseconds : milliseconds;
  const shift = (selector: Selector): Selector => ({ ...selector, offsetMs });
  function apply(to: Expression): Expression {
    if (to.kind === 'selector') return shift(to);
    if (to.kind === 'range') return { ...to, selector: shift(to.selector) };
    if (to.kind === 'negative') return { ...to, of: apply(to.of) };
    throw source.bad(node, 'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery');
  }
  return apply(toExpression(of, source));
}

function toAggregate(node: SyntaxNode, source: Source): Expression {
  const modifier = node.getChild('AggregateModifier');
  const operator = node.getChild('AggregateOp');
  const body = node.getChild('FunctionCallBody');
  if (!operator || !body) throw source.bad(node, 'incomplete aggregation');
  const args = childrenOf(body).map((each) => toExpression(each, source));
  const of = args.at(-1);
  const name = source.text(operator).toLowerCase();
  const wanted = ['topk', 'bottomk', 'quantile', 'count_values', 'limitk', 'limit_ratio'].includes(name) ? 2 : 1;
  if (!of || args.length !== wanted) {
    throw source.bad(node, `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`);
  }
  const grouping = {
    without: modifier !== null && modifier.getChild('Without') !== null,
    labels: modifier ? groupingLabels(modifier, source) : [],
  };
  return { kind: 'aggregate', operator: name, parameter: args.length > 1 ? (args[0] ?? null) : null, of, grouping };
}

function onlyChild(node: SyntaxNode, source: Source): SyntaxNode {
  const [child] = childrenOf(node);
  if (!child) throw source.bad(node, 'no expression found in input');
  return child;
}

/** The grammar goes on after a mistake; a query with one is refused whole. */
function refuseErrors(top: SyntaxNode, source: Source): void {
  let first: SyntaxNode | null = null;
  top.cursor().iterate((node) => {
    if (node.type.isError && first === null) first = node.node;
  });
  if (first !== null) throw source.unexpected(first);
}
