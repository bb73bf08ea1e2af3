import { parseScript } from '../../parse-script.ts';

/** A node of a parsed source: what a walk over it needs to know. */
export interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

/**
 * Parses the source of an author's function; it has no types any more, since they are stripped before it runs.
 *
 * @returns the function's own node; undefined when the source cannot be had (a native or bound function)
 */
export function parsedFunction(written: (...given: never[]) => unknown): SyntaxNode | undefined {
  const source = sourceOf(written);
  const expression = expressionIn(`(${source})`);
  if (expression !== undefined) return expression;
  // A method's source parses in an object only.
  const object = expressionIn(`({${source}})`);
  const [method] = (object?.['properties'] ?? []) as readonly SyntaxNode[];
  return method === undefined ? undefined : (method['value'] as SyntaxNode);
}

/** The source of a function, as it runs. */
export function sourceOf(written: (...given: never[]) => unknown): string {
  return Function.prototype.toString.call(written);
}

/** The nodes that stand in another one, in the order of the source. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node)
    .flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

function expressionIn(source: string): SyntaxNode | undefined {
  try {
    const program = parseScript(source, { ecmaVersion: 'latest', sourceType: 'module' });
    const [statement] = program.body;
    return statement?.type === 'ExpressionStatement'
      ? (statement.expression as unknown as SyntaxNode)
      : undefined;
  } catch {
    return undefined;
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
