import type { SyntaxNode } from '@lezer/common';
import type { Matcher, MatchOperator, Selector } from './ast.ts';
import { unquote } from './literals.ts';
import { createMatcher } from './matchers.ts';
import { childrenOf, type Source } from './source.ts';

export function parseSelector(node: SyntaxNode, source: Source): Selector {
  const name = node.getChild('Identifier');
  const matchers: Matcher[] = name ? [equal('__name__', source.text(name))] : [];
  const braces = node.getChild('LabelMatchers');
  for (const each of braces ? childrenOf(braces) : []) {
    const matcher = toMatcher(each, source);
    if (name && matcher.label === '__name__') {
      throw source.bad(node, `metric name must not be set twice: ${JSON.stringify(source.text(name))} or ${JSON.stringify(matcher.value)}`);
    }
    matchers.push(matcher);
  }
  if (matchers.every((matcher) => matcher.matches(''))) {
    throw source.bad(node, 'vector selector must contain at least one non-empty matcher');
  }
  return { kind: 'selector', matchers, offsetMs: 0 };
}

/** The labels of `by (…)`, `on (…)` and their kin below a node. */
export function groupingLabels(node: SyntaxNode, source: Source): string[] {
  const list = node.getChild('GroupingLabels');
  return (list ? childrenOf(list) : []).map((label) => nameOf(label, source));
}

function toMatcher(node: SyntaxNode, source: Source): Matcher {
  const [label, operator, value] = childrenOf(node);
  if (node.name === 'QuotedLabelName') return equal('__name__', nameOf(node, source));
  if (!label || !operator || !value) throw source.bad(node, 'incomplete label matcher');
  const text = unquote(source.text(value));
  if (text === null) throw source.bad(value, `invalid string ${source.text(value)}`);
  const matcher = createMatcher(nameOf(label, source), operatorOf(source.text(operator)), text);
  if (!matcher) throw source.bad(value, `error parsing regexp: ${text}`);
  return matcher;
}

function nameOf(label: SyntaxNode, source: Source): string {
  const text = source.text(label);
  return label.name === 'QuotedLabelName' ? (unquote(text) ?? text) : text;
}

function operatorOf(text: string): MatchOperator {
  return text === '!=' || text === '=~' || text === '!~' ? text : '=';
}

function equal(label: string, value: string): Matcher {
  return { label, operator: '=', value, matches: (text) => text === value };
}
