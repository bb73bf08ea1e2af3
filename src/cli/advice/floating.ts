import { childrenOf, parsedFunction, type SyntaxNode } from '../../definition/write/function-source.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { WizardDefinition } from '../../definition/model.ts';

/** What a handler is given that only a call which takes its time has a use for. */
const givenToEffects = new Set(['signal', 'idempotencyKey']);
const promiseMakers = new Set(['reject', 'all', 'allSettled', 'race', 'any', 'resolve']);

/**
 * Calls of a handler whose promise nobody waits for, as far as its source tells: the submission is done before the
 * effect is, and when that fails nobody learns of it.
 */
export function floatingPromises({ completion }: WizardDefinition): readonly Fault[] {
  const node = completion.run === undefined ? undefined : parsedFunction(completion.run);
  if (node === undefined) return [];
  const asynchronous = asyncNamesIn(node);
  const names = new Set(floatingIn(node, asynchronous));
  return [...names].map((name) => {
    const message = `run, in the options of complete(), calls "${name}" and does not wait for it: the submission would be done before that is, and its failure would be lost; await it, or return it`;
    return newFault('floating-promise', message, { call: 'complete', property: 'run', word: name });
  });
}

/** The names of what is called in a statement of its own, although it gives a promise. */
function floatingIn(node: SyntaxNode, asynchronous: ReadonlySet<string>): readonly string[] {
  const here =
    node.type === 'ExpressionStatement' ? floatingCall(expressionOf(node), asynchronous) : undefined;
  const below = childrenOf(node).flatMap((child) => floatingIn(child, asynchronous));
  return here === undefined ? below : [here, ...below];
}

/** `void f()` and `a?.f()` are f() as well. */
function expressionOf(statement: SyntaxNode): SyntaxNode {
  const expression = statement['expression'] as SyntaxNode;
  if (expression.type === 'UnaryExpression' && expression['operator'] === 'void')
    return expression['argument'] as SyntaxNode;
  return expression.type === 'ChainExpression' ? (expression['expression'] as SyntaxNode) : expression;
}

function floatingCall(call: SyntaxNode, asynchronous: ReadonlySet<string>): string | undefined {
  if (call.type === 'ImportExpression') return 'import';
  if (call.type !== 'CallExpression') return undefined;
  const name = nameOf(call['callee'] as SyntaxNode);
  const called = name.split('.');
  const given = call['arguments'] as readonly SyntaxNode[];
  const last = called.at(-1)!;
  const isChain = last === 'then' || last === 'finally';
  // What is caught is no stray, and what has a second listener neither.
  if (last === 'catch' || (last === 'then' && given.length > 1)) return undefined;
  const isPromise =
    name === 'fetch' ||
    isChain ||
    asynchronous.has(name) ||
    isAsync(call['callee'] as SyntaxNode) ||
    (called.length === 2 && called[0] === 'Promise' && promiseMakers.has(last)) ||
    ((last === 'forEach' || last === 'map') && given.some(isAsync)) ||
    given.some(isForEffects);
  return isPromise ? name : undefined;
}

/** Whether an argument hands on what a handler is given for its effects, itself or in an object. */
function isForEffects(argument: SyntaxNode): boolean {
  switch (argument.type) {
    case 'Identifier':
      return givenToEffects.has(String(argument['name']));
    case 'MemberExpression':
      return givenToEffects.has(nameOf(argument).split('.').at(-1)!);
    case 'ObjectExpression':
      return (argument['properties'] as readonly SyntaxNode[]).some(
        (property) => property.type === 'Property' && isForEffects(property['value'] as SyntaxNode),
      );
    default:
      return false;
  }
}

function isAsync(node: SyntaxNode): boolean {
  return node['async'] === true;
}

/** Async functions that the handler declares for itself. */
function asyncNamesIn(node: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (each: SyntaxNode): void => {
    const isDeclared = each.type === 'FunctionDeclaration' && isAsync(each);
    const init = each.type === 'VariableDeclarator' ? (each['init'] as SyntaxNode | null) : null;
    const id = each['id'] as SyntaxNode | null | undefined;
    if ((isDeclared || (init !== null && isAsync(init))) && id?.type === 'Identifier')
      names.add(String(id['name']));
    childrenOf(each).forEach(look);
  };
  look(node);
  return names;
}

/** `services.mail.send` as it is written; what is no name is `…`. */
function nameOf(node: SyntaxNode): string {
  switch (node.type) {
    case 'Identifier':
      return String(node['name']);
    case 'MemberExpression': {
      const property = node['property'] as SyntaxNode;
      const name = node['computed'] === true ? '…' : nameOf(property);
      return `${nameOf(node['object'] as SyntaxNode)}.${name}`;
    }
    case 'ChainExpression':
      return nameOf(node['expression'] as SyntaxNode);
    case 'CallExpression':
      return nameOf(node['callee'] as SyntaxNode);
    case 'SequenceExpression':
      // An import after compilation: (0, _mail.send)(…).
      return nameOf((node['expressions'] as readonly SyntaxNode[]).at(-1)!);
    default:
      return '…';
  }
}
