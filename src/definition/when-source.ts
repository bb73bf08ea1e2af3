import { parse } from 'acorn';

/**
 * The first of JavaScript's own logical operators in the source of an author's `when`. On conditions they would be
 * silently wrong (`a && b` is just `b`), and running the function cannot show it.
 *
 * @param written a function; its source has no types any more, since they are stripped before it runs
 * @returns `&&`, `||`, `??`, `? :` or `!`; undefined when there is none, or the source cannot be had
 */
export function scriptOperatorIn(written: (...given: never[]) => unknown): string | undefined {
  const source = Function.prototype.toString.call(written);
  const tree = parsed(`(${source})`) ?? parsed(`({${source}})`);
  return tree === undefined ? undefined : firstOperator(tree);
}

function parsed(source: string): unknown {
  try {
    return parse(source, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch {
    // A method's source parses in one of the two wrappings only, a native function's in neither.
    return undefined;
  }
}

function firstOperator(node: unknown): string | undefined {
  if (Array.isArray(node)) {
    for (const each of node) {
      const found = firstOperator(each);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof node !== 'object' || node === null || !('type' in node)) return undefined;
  if (node.type === 'LogicalExpression' && 'operator' in node) return String(node.operator);
  if (node.type === 'ConditionalExpression') return '? :';
  if (node.type === 'UnaryExpression' && 'operator' in node && node.operator === '!') return '!';
  return firstOperator(Object.values(node));
}
