import { comparisons, type Expression, setOperators, type ValueType } from './ast.ts';
import { badQuery, notEvaluated } from './refusal.ts';
import { signatures } from './signatures.ts';

const words: Readonly<Record<ValueType, string>> = { scalar: 'scalar', string: 'string', vector: 'instant vector', matrix: 'range vector' };

/** Refuses, in Prometheus' words, what the grammar lets through: wrong kinds of arguments, a range where a vector belongs. */
export function checkTypes(expression: Expression, query: string): void {
  const bad = (why: string) => badQuery(query, 0, why);
  function expect(of: Expression, wanted: ValueType, where: string): void {
    const found = typeOf(of);
    if (found !== wanted) throw bad(`expected type ${words[wanted]} in ${where}, got ${words[found]}`);
    visit(of);
  }
  function visit(node: Expression): void {
    if (node.kind === 'negative') {
      const type = typeOf(node.of);
      if (type !== 'scalar' && type !== 'vector') {
        throw bad(`unary expression only allowed on expressions of type scalar or instant vector, got "${words[type]}"`);
      }
      return visit(node.of);
    }
    if (node.kind === 'aggregate') {
      const parameterType = node.operator === 'count_values' ? 'string' : 'scalar';
      if (node.parameter) expect(node.parameter, parameterType, 'aggregation parameter');
      return expect(node.of, 'vector', 'aggregation expression');
    }
    if (node.kind === 'call') return visitCall(node.name, node.args);
    if (node.kind === 'binary') visitBinary(node);
  }
  function visitCall(name: string, args: readonly Expression[]): void {
    const signature = signatures[name];
    if (!signature) throw notEvaluated(`the function ${name}()`);
    const { takes, optional = 0 } = signature;
    if (args.length < takes.length - optional || args.length > takes.length) {
      const least = takes.length - optional;
      const how = optional === 0 ? `${least}` : args.length < least ? `at least ${least}` : `at most ${takes.length}`;
      throw bad(`expected ${how} argument(s) in call to "${name}", got ${args.length}`);
    }
    args.forEach((each, index) => expect(each, takes[index] ?? 'scalar', `call to function "${name}"`));
  }
  function visitBinary(node: Extract<Expression, { kind: 'binary' }>): void {
    const [left, right] = [typeOf(node.left), typeOf(node.right)];
    for (const type of [left, right]) {
      if (type !== 'scalar' && type !== 'vector') throw bad('binary expression must contain only scalar and instant vector types');
    }
    const scalar = left === 'scalar' || right === 'scalar';
    if (scalar && setOperators.has(node.operator)) throw bad(`set operator "${node.operator}" not allowed in binary scalar expression`);
    if (left === 'scalar' && right === 'scalar' && comparisons.has(node.operator) && !node.bool) {
      throw bad('comparisons between scalars must use BOOL modifier');
    }
    if (scalar && (node.matching.on || node.matching.labels.length > 0)) {
      throw bad('vector matching only allowed between instant vectors');
    }
    visit(node.left);
    visit(node.right);
  }
  visit(expression);
}

export function typeOf(node: Expression): ValueType {
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'range':
      return 'matrix';
    case 'negative':
      return typeOf(node.of);
    case 'call':
      return signatures[node.name]?.gives ?? 'vector';
    case 'binary':
      return typeOf(node.left) === 'scalar' && typeOf(node.right) === 'scalar' ? 'scalar' : 'vector';
    default:
      return 'vector';
  }
}
