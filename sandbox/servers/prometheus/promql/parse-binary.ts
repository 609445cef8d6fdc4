import type { SyntaxNode } from '@lezer/common';
import { comparisons, type Expression, setOperators } from './ast.ts';
import { groupingLabels } from './parse-selector.ts';
import { notEvaluated } from './refusal.ts';
import { childrenOf, type Source } from './source.ts';

const evaluated: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^', ...comparisons, ...setOperators]);

/** `toExpression` reads the two sides. */
export function parseBinary(node: SyntaxNode, source: Source, toExpression: (side: SyntaxNode) => Expression): Expression {
  const [left, sign, ...rest] = childrenOf(node);
  const right = rest.at(-1);
  if (!left || !sign || !right) throw source.bad(node, 'incomplete expression');
  const operator = source.text(sign).toLowerCase();
  if (!evaluated.has(operator)) throw notEvaluated(`the operator ${operator}`);
  const clause = node.getChild('MatchingModifierClause');
  for (const wide of ['GroupLeft', 'GroupRight']) {
    if (clause?.getChild(wide)) throw notEvaluated(`many-to-one matching (${source.text(clause)})`);
  }
  const fill = node.getChild('FillModifier');
  if (fill) throw notEvaluated(`fill modifiers (${source.text(fill)})`);
  const bool = node.getChild('BoolModifier') !== null;
  if (bool && !comparisons.has(operator)) throw source.bad(node, 'bool modifier can only be used on comparison operators');
  return {
    kind: 'binary',
    operator,
    left: toExpression(left),
    right: toExpression(right),
    bool,
    matching: { on: clause?.getChild('On') != null, labels: clause ? groupingLabels(clause, source) : [] },
  };
}
