import { childrenOf, parsedFunction, type SyntaxNode } from './function-source.ts';

/**
 * The first of JavaScript's own logical operators in the source of an author's `when`. On conditions they would be
 * silently wrong (`a && b` is just `b`), and running the function cannot show it.
 *
 * @returns `&&`, `||`, `??`, `? :` or `!`; undefined when there is none, or the source cannot be had
 */
export function scriptOperatorIn(written: (...given: never[]) => unknown): string | undefined {
  const node = parsedFunction(written);
  return node === undefined ? undefined : firstOperator(node);
}

function firstOperator(node: SyntaxNode): string | undefined {
  if (node.type === 'LogicalExpression') return String(node['operator']);
  if (node.type === 'ConditionalExpression') return '? :';
  if (node.type === 'UnaryExpression' && node['operator'] === '!') return '!';
  for (const child of childrenOf(node)) {
    const found = firstOperator(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
