import { extname } from 'node:path';
import { parseScript } from '../parse-script.ts';
import type { Jiti } from 'jiti';
import { childrenOf, type SyntaxNode } from '../definition/write/function-source.ts';

/** A name that is used of a module; none where the module is loaded when it is called for. */
export interface Use {
  /** As it is written: `stepway`, `./parts/address.ts`. */
  readonly module: string;
  readonly name: string | undefined;
}

/** What the compiled file uses, in which types and comments are gone. */
export function usesIn(source: string, file: string, loader: Jiti): ReadonlySet<string> {
  const compiled = loader.transform({ source, filename: file, ts: extname(file) === '.ts', async: true });
  // An async body, which a program is not.
  const program = parseScript(`async () => {${compiled}\n}`, {
    ecmaVersion: 'latest',
  }) as unknown as SyntaxNode;
  const bound = bindingsIn(program);
  const modules = new Map<string, string>();
  const uses = new Set<string>();
  /** None for a name that is bound more than once: which of them is meant where is not told here. */
  const moduleOf = (node: unknown): string | undefined => {
    const name = nameOf(node);
    if (name === undefined || !modules.has(name)) return undefined;
    return bound.filter((each) => each === name).length > 1 ? undefined : modules.get(name);
  };
  const gather = (node: SyntaxNode): void => {
    if (node.type === 'VariableDeclarator') {
      const name = nameOf(node['id']);
      // `import * as all` is given a second name.
      const module = loadedIn(node['init']) ?? moduleOf(node['init']);
      if (name !== undefined && module !== undefined) modules.set(name, module);
    }
    childrenOf(node).forEach(gather);
  };
  const look = (node: SyntaxNode, isCaught: boolean): void => {
    const late = node.type === 'CallExpression' ? loadedIn(node) : undefined;
    if (late !== undefined && !isCaught) uses.add(useOf({ module: late, name: undefined }));
    if (node.type === 'MemberExpression' && node['computed'] !== true) {
      const module = moduleOf(node['object']);
      const name = nameOf(node['property']);
      if (module !== undefined && name !== undefined) uses.add(useOf({ module, name }));
    }
    for (const each of childrenOf(node)) look(each, isCaught || isCaughtIn(node, each));
  };
  // What is passed on stands before the modules that it is of.
  gather(program);
  look(program, false);
  return uses;
}

/** Whether what fails in a part of a node is caught there: in a `try` with a `catch`, or before `.catch(…)`. */
function isCaughtIn(node: SyntaxNode, part: SyntaxNode): boolean {
  if (node.type === 'TryStatement') return node['handler'] !== null && part === node['block'];
  if (node.type !== 'MemberExpression') return false;
  return part === node['object'] && nameOf(node['property']) === 'catch';
}

/** Every name that a declaration, a parameter or a `catch` gives to a value, as often as one does. */
function bindingsIn(node: SyntaxNode): readonly string[] {
  const { id, params, param } = node;
  const declared = node.type === 'VariableDeclarator' ? id : undefined;
  // What these hold is told by the grammar of the language.
  const givers = [declared, params, param].flat() as readonly (SyntaxNode | null | undefined)[];
  const here = givers.filter((each) => each !== undefined && each !== null);
  return [...here.flatMap(namesUnder), ...childrenOf(node).flatMap(bindingsIn)];
}

function namesUnder(pattern: SyntaxNode): readonly string[] {
  return [nameOf(pattern) ?? [], childrenOf(pattern).flatMap(namesUnder)].flat();
}

function nameOf(node: unknown): string | undefined {
  const { type, name } = (node ?? {}) as SyntaxNode;
  return type === 'Identifier' ? String(name) : undefined;
}

/** The module that an expression loads: `await jitiImport("stepway")`, or what wraps it. */
function loadedIn(node: unknown): string | undefined {
  const { type, ...rest } = (node ?? {}) as SyntaxNode;
  if (type === 'AwaitExpression') return loadedIn(rest['argument']);
  if (type !== 'CallExpression') return undefined;
  const [first] = rest['arguments'] as readonly SyntaxNode[];
  const isLoader = (rest['callee'] as SyntaxNode)['name'] === 'jitiImport';
  return isLoader ? String(first?.['value']) : loadedIn(first);
}

/** How a use is told in the set of them. */
export function useOf({ module, name }: Use): string {
  return name === undefined ? module : `${module} ${name}`;
}
