import { childrenOf, parsedFunction, type SyntaxNode } from '../../definition/write/function-source.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { everyNode, isPlace, type NodeAt } from '../../definition/place.ts';
import { newFault, type Fault } from '../../fault.ts';

/** Checks, helpers and values that change a variable outside of them, as far as their source tells: they run for all visitors. */
export function outsideState(definition: WizardDefinition): readonly Fault[] {
  return everyNode(definition).flatMap((at) => {
    const { key } = at;
    return Object.entries(writtenAt(at)).flatMap(([property, given]) => {
      const node = given === undefined ? undefined : parsedFunction(given);
      if (node === undefined) return [];
      const own = namesIn(node);
      const changed = new Set(changedIn(node).filter((name) => !own.has(name)));
      return [...changed].map((word) => {
        const message = `its ${property} changes "${word}", which stands outside of it: it runs more than once, and for every visitor; let it depend on what it is given alone`;
        return newFault('outside-state', message, { step: key, property, word });
      });
    });
  });
}

function writtenAt(at: NodeAt): {
  readonly [property: string]: ((...given: never[]) => unknown) | undefined;
} {
  if (at.kind === 'value') return { function: at.value.compute };
  if (!isPlace(at)) return {};
  const check = at.step.kind === 'exit' ? undefined : at.step.check;
  return { check, helpers: at.step.helpers };
}

/** The variables that are assigned to, themselves or something in them. */
function changedIn(node: SyntaxNode): readonly string[] {
  const target =
    node.type === 'AssignmentExpression'
      ? node['left']
      : node.type === 'UpdateExpression'
        ? node['argument']
        : undefined;
  const here = target === undefined ? [] : [rootOf(target as SyntaxNode)];
  return [...here, ...childrenOf(node).flatMap(changedIn)].filter((name) => name !== undefined);
}

function rootOf(node: SyntaxNode): string | undefined {
  if (node.type === 'Identifier') return String(node['name']);
  return node.type === 'MemberExpression' ? rootOf(node['object'] as SyntaxNode) : undefined;
}

/** Every name that is declared in a function, its parameters among them. */
function namesIn(node: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (each: SyntaxNode): void => {
    if (each.type === 'VariableDeclarator' || /Function|Class/.test(each.type)) bind(each['id'], names);
    if (each.type === 'CatchClause') bind(each['param'], names);
    if (/Function/.test(each.type))
      (each['params'] as readonly unknown[]).forEach((param) => bind(param, names));
    childrenOf(each).forEach(look);
  };
  look(node);
  return names;
}

/** Takes the names out of a pattern; a default value's names do no harm. */
function bind(pattern: unknown, names: Set<string>): void {
  if (typeof pattern !== 'object' || pattern === null) return;
  const node = pattern as SyntaxNode;
  if (node.type === 'Identifier') names.add(String(node['name']));
  else childrenOf(node).forEach((child) => bind(child, names));
}
