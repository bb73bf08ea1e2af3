import { childrenOf, parsedFunction, type SyntaxNode } from '../../definition/write/function-source.ts';
import type { AnswerPath } from '../../definition/answers.ts';

/** What is read of a function's argument: the names from the argument down to what is taken whole. */
type Reads = readonly AnswerPath[];

/**
 * Which answers the source of an author's function reads, as far as names tell. It may say more than is read (a value
 * that is handed on counts as read whole), never less.
 *
 * @param written such as a handler's `run`
 * @param argument which of its arguments holds answers, from 0
 * @param below where in the argument they stand: `['answers']`
 * @returns paths into the answers, `[]` for all of them; undefined when the source cannot be had
 */
export function answersRead(
  written: (...given: never[]) => unknown,
  argument: number,
  below: AnswerPath,
): Reads | undefined {
  const node = parsedFunction(written);
  if (node === undefined) return undefined;
  const parameter = (node['params'] as readonly SyntaxNode[])[argument];
  if (mentions(node, 'arguments')) return [[]];
  if (parameter === undefined) return [];
  const names = new Map<string, AnswerPath>();
  const whole: AnswerPath[] = bind(parameter, [], names);
  // A name that is given to a part of the answers is known in the next round.
  for (let known = -1; known !== names.size;) {
    known = names.size;
    for (const { pattern, path } of usesIn(node, names))
      if (pattern !== undefined) whole.push(...bind(pattern, path, names));
  }
  whole.push(...usesIn(node, names).flatMap(({ pattern, path }) => (pattern === undefined ? [path] : [])));
  return whole.flatMap((path) => {
    const isAbove = path.every((name, depth) => depth >= below.length || name === below[depth]);
    return isAbove ? [path.slice(below.length)] : [];
  });
}

/** A value that stands for answers, and the pattern that takes it apart; without one it is used whole. */
interface Use {
  readonly path: AnswerPath;
  readonly pattern: SyntaxNode | undefined;
}

/** Gives the names of a pattern their paths; returns the paths of which the rest is taken whole. */
function bind(pattern: SyntaxNode, path: AnswerPath, names: Map<string, AnswerPath>): AnswerPath[] {
  switch (pattern.type) {
    case 'Identifier':
      names.set(String(pattern['name']), path);
      return [];
    case 'AssignmentPattern':
      return bind(pattern['left'] as SyntaxNode, path, names);
    case 'ObjectPattern':
      return (pattern['properties'] as readonly SyntaxNode[]).flatMap((property) => {
        const name = property.type === 'Property' ? staticName(property, 'key') : undefined;
        return name === undefined ? [path] : bind(property['value'] as SyntaxNode, [...path, name], names);
      });
    default:
      return [path];
  }
}

/** Every place where one of the names is used, with the members that are taken of it right there. */
function usesIn(node: SyntaxNode, names: ReadonlyMap<string, AnswerPath>): readonly Use[] {
  const own = chainOf(node, names);
  if (own !== undefined)
    return [{ path: own, pattern: undefined }, ...computedIn(node).flatMap((each) => usesIn(each, names))];
  if (node.type === 'VariableDeclarator' && node['init'] !== null) {
    const init = node['init'] as SyntaxNode;
    const path = chainOf(init, names);
    if (path !== undefined)
      return [
        { path, pattern: node['id'] as SyntaxNode },
        ...computedIn(init).flatMap((each) => usesIn(each, names)),
      ];
  }
  return valuesIn(node).flatMap((each) => usesIn(each, names));
}

/** `answers.visit?.found` as a path; a member whose name is computed ends it. Undefined for anything else. */
function chainOf(node: SyntaxNode, names: ReadonlyMap<string, AnswerPath>): AnswerPath | undefined {
  if (node.type === 'Identifier') return names.get(String(node['name']));
  if (node.type === 'ChainExpression') return chainOf(node['expression'] as SyntaxNode, names);
  if (node.type !== 'MemberExpression') return undefined;
  const object = node['object'] as SyntaxNode;
  const path = chainOf(object, names);
  const name = staticName(node, 'property');
  if (path === undefined || isCut(object)) return path;
  return name === undefined ? path : [...path, name];
}

/** Whether a chain has a computed member in it: what comes after it is not told apart. */
function isCut(node: SyntaxNode): boolean {
  if (node.type === 'ChainExpression') return isCut(node['expression'] as SyntaxNode);
  if (node.type !== 'MemberExpression') return false;
  return staticName(node, 'property') === undefined || isCut(node['object'] as SyntaxNode);
}

/** The expressions in the brackets of a chain. */
function computedIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'ChainExpression') return computedIn(node['expression'] as SyntaxNode);
  if (node.type !== 'MemberExpression') return [];
  const inner = computedIn(node['object'] as SyntaxNode);
  return node['computed'] === true ? [...inner, node['property'] as SyntaxNode] : inner;
}

/** The children of a node that are values: not the names of members and properties, nor the patterns that take apart. */
function valuesIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'MemberExpression' && node['computed'] !== true) return [node['object'] as SyntaxNode];
  if (node.type === 'Property' && node['computed'] !== true) return [node['value'] as SyntaxNode];
  if (/Function/.test(node.type)) return [...defaultsIn(node), node['body'] as SyntaxNode];
  return childrenOf(node);
}

/** The default values among a function's parameters. */
function defaultsIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'AssignmentPattern')
    return [node['right'] as SyntaxNode, ...defaultsIn(node['left'] as SyntaxNode)];
  if (/Function/.test(node.type)) return (node['params'] as readonly SyntaxNode[]).flatMap(defaultsIn);
  return /Pattern|Property/.test(node.type) ? childrenOf(node).flatMap(defaultsIn) : [];
}

function staticName(node: SyntaxNode, part: 'key' | 'property'): string | undefined {
  const name = node[part] as SyntaxNode;
  if (name.type === 'Literal') return String(name['value']);
  return node['computed'] !== true && name.type === 'Identifier' ? String(name['name']) : undefined;
}

function mentions(node: SyntaxNode, name: string): boolean {
  return (
    (node.type === 'Identifier' && node['name'] === name) ||
    childrenOf(node).some((each) => mentions(each, name))
  );
}
