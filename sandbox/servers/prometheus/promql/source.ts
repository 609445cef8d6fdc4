import type { SyntaxNode } from '@lezer/common';
import { badQuery } from './refusal.ts';

/** The text behind the tree, and the refusals that point into it. */
export interface Source {
  text(node: SyntaxNode): string;
  bad(node: SyntaxNode, why: string): Error;
  /** For a node of the grammar's error recovery. */
  unexpected(node: SyntaxNode): Error;
}

export function createSource(query: string): Source {
  const text = ({ from, to }: SyntaxNode) => query.slice(from, to);
  return {
    text,
    bad: ({ from }, why) => badQuery(query, from, why),
    unexpected(node) {
      const rest = /^\s*(\S[\w:]*)?/.exec(query.slice(node.from))?.[1];
      if (rest === undefined) return badQuery(query, query.length, 'unexpected end of input');
      const unknown = unknownFunction(query, node.from);
      if (unknown !== null) return badQuery(query, unknown.at, `unknown function with name "${unknown.name}"`);
      return badQuery(query, query.indexOf(rest, node.from), `unexpected ${JSON.stringify(rest)}`);
    },
  };
}

/** The grammar knows every function by name: another name before a parenthesis reads as a metric, and the parenthesis as the mistake. */
function unknownFunction(query: string, at: number): { at: number; name: string } | null {
  const name = /([A-Za-z_:][\w:]*)\s*$/.exec(query.slice(0, at))?.[1];
  if (name === undefined || !query.slice(at).trimStart().startsWith('(')) return null;
  return { at: query.lastIndexOf(name, at), name };
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== 'LineComment') children.push(child);
  return children;
}
