import { returnable } from '../../completion/rejection.ts';
import { childrenOf, parsedFunction, type SyntaxNode } from '../../definition/write/function-source.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { WizardDefinition } from '../../definition/model.ts';

/** What a handler returns that is neither nothing nor a rejection, as far as its source tells. */
export function unclearReturns({ completion }: WizardDefinition): readonly Fault[] {
  const node = completion.run === undefined ? undefined : parsedFunction(completion.run);
  if (node === undefined) return [];
  const wrong = new Set(returnedBy(node).map(wrongIn));
  return [...wrong].flatMap((what) => {
    if (what === undefined) return [];
    const message = `run, in the options of complete(), returns ${what}, which nobody reads; ${returnable}`;
    return [newFault('unclear-return', message, { call: 'complete', property: 'run' })];
  });
}

/** The expressions that a function returns, those of functions in it left out. */
function returnedBy(node: SyntaxNode): readonly SyntaxNode[] {
  const body = node['body'] as SyntaxNode;
  return node['expression'] === true ? valuesOf(body) : returnsIn(body);
}

function returnsIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (/Function|Class/.test(node.type)) return [];
  const argument = node.type === 'ReturnStatement' ? (node['argument'] as SyntaxNode | null) : null;
  return argument === null ? childrenOf(node).flatMap(returnsIn) : valuesOf(argument);
}

/** What an expression can give: `isTaken ? { reject } : undefined` is both. */
function valuesOf(node: SyntaxNode): readonly SyntaxNode[] {
  const inner = (name: string) => valuesOf(node[name] as SyntaxNode);
  switch (node.type) {
    case 'ConditionalExpression':
      return [...inner('consequent'), ...inner('alternate')];
    case 'LogicalExpression':
      return inner('right');
    case 'AwaitExpression':
      return inner('argument');
    default:
      return [node];
  }
}

function wrongIn(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'ArrayExpression':
      return 'a list';
    case 'TemplateLiteral':
      return 'a text';
    case 'Literal':
      return node['value'] === null ? undefined : `${String(node['raw'])}`;
    case 'ObjectExpression':
      return wrongObject(node['properties'] as readonly SyntaxNode[]);
    default:
      return undefined;
  }
}

function wrongObject(properties: readonly SyntaxNode[]): string | undefined {
  const isUnknown = properties.some((each) => each.type !== 'Property' || each['computed'] === true);
  const names = isUnknown ? [] : properties.map((each) => nameOf(each['key'] as SyntaxNode));
  if (isUnknown || names.includes('reject')) return undefined;
  return names.length === 0 ? 'an object' : `an object with "${names[0]}"`;
}

function nameOf(key: SyntaxNode): string {
  return String(key.type === 'Identifier' ? key['name'] : key['value']);
}
