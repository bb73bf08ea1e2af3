import { childrenOf, parsedFunction, type SyntaxNode } from '../../definition/write/function-source.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { WizardDefinition } from '../../definition/model.ts';

/** What a handler is given that only a call which takes its time has a use for. */
const givenToEffects = new Set(['signal', 'idempotencyKey']);
/** What calls a function and does nothing with what that gives. */
const callsItsArgument = new Set([
  'forEach',
  'map',
  'setTimeout',
  'setImmediate',
  'queueMicrotask',
  'nextTick',
]);
const promiseMakers = new Set(['reject', 'all', 'allSettled', 'race', 'any', 'resolve']);

/**
 * Calls of a handler whose promise nobody waits for, as far as its source tells: the submission is done before the
 * effect is, and when that fails nobody learns of it.
 */
export function floatingPromises({ completion }: WizardDefinition): readonly Fault[] {
  const node = completion.run === undefined ? undefined : parsedFunction(completion.run);
  if (node === undefined) return [];
  const asynchronous = asyncNamesIn(node);
  const names = new Set(floatingIn(node, asynchronous, mentionsIn(node)));
  return [...names].map((name) => {
    const message = `run, in the options of complete(), calls "${name}" and does not wait for it: the submission would be done before that is, and its failure would be lost; await it`;
    return newFault('floating-promise', message, { call: 'complete', property: 'run', word: name });
  });
}

/** The names of what is called in a statement of its own, or for a variable that nobody reads, although it gives a promise. */
function floatingIn(
  node: SyntaxNode,
  asynchronous: ReadonlySet<string>,
  mentions: ReadonlyMap<string, number>,
): readonly string[] {
  const here = droppedIn(node, mentions).map((call) => floatingCall(call, asynchronous));
  const below = childrenOf(node).flatMap((child) => floatingIn(child, asynchronous, mentions));
  return [...here, ...below].filter((name) => name !== undefined);
}

/** The expressions whose values go nowhere. */
function droppedIn(node: SyntaxNode, mentions: ReadonlyMap<string, number>): readonly SyntaxNode[] {
  if (node.type === 'ExpressionStatement') return effectsOf(node['expression'] as SyntaxNode);
  if (node.type !== 'VariableDeclarator' || node['init'] === null) return [];
  const id = node['id'] as SyntaxNode;
  const isUnread = id.type === 'Identifier' && mentions.get(String(id['name'])) === 1;
  return isUnread ? [node['init'] as SyntaxNode] : [];
}

/** What is evaluated last in an expression: `void f()`, `a?.f()`, `a && f()` and `a ? f() : g()` are f() as well. */
function effectsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const inner = (name: string) => effectsOf(node[name] as SyntaxNode);
  switch (node.type) {
    case 'UnaryExpression':
      return node['operator'] === 'void' ? inner('argument') : [node];
    case 'ChainExpression':
      return inner('expression');
    case 'LogicalExpression':
      return inner('right');
    case 'ConditionalExpression':
      return [...inner('consequent'), ...inner('alternate')];
    case 'SequenceExpression':
      return (node['expressions'] as readonly SyntaxNode[]).flatMap(effectsOf);
    default:
      return [node];
  }
}

/** How often each name stands in a function. */
function mentionsIn(node: SyntaxNode, found = new Map<string, number>()): ReadonlyMap<string, number> {
  if (node.type === 'Identifier') {
    const name = String(node['name']);
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  for (const child of childrenOf(node)) mentionsIn(child, found);
  return found;
}

function floatingCall(call: SyntaxNode, asynchronous: ReadonlySet<string>): string | undefined {
  if (call.type === 'ImportExpression') return 'import';
  if (call.type === 'NewExpression' && nameOf(call['callee'] as SyntaxNode) === 'Promise')
    return 'new Promise';
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
    (callsItsArgument.has(last) && given.some((each) => isAsync(each) || givesPromise(each, asynchronous))) ||
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

/** `(file) => fetch(file)` gives on the promise that it makes. */
function givesPromise(node: SyntaxNode, asynchronous: ReadonlySet<string>): boolean {
  if (node.type === 'Identifier') return asynchronous.has(String(node['name']));
  if (node.type !== 'ArrowFunctionExpression' || node['expression'] !== true) return false;
  return effectsOf(node['body'] as SyntaxNode).some((each) => floatingCall(each, asynchronous) !== undefined);
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
