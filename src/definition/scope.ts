import type { AnswerPath } from './answers.ts';
import { factsKey } from './facts.ts';
import type { Field } from './field.ts';
import type { Group, Node, Step, Value } from './model.ts';
import { anyItem, isBelow, keyOf } from './path.ts';

/** What an address names, and where that stands in the whole wizard. */
export type Target = {
  /** The address from the wizard's root. */
  readonly path: AnswerPath;
  /** The key of the step, the value or the group. */
  readonly key: string;
} &
  /** `part` is the one of its answer's parts that is meant, such as the first day of a range. */
  (
    | {
        readonly kind: 'field';
        readonly name: string;
        readonly part: string | undefined;
        readonly step: Step;
      }
    | { readonly kind: 'value'; readonly value: Value }
    | { readonly kind: 'fact'; readonly name: string; readonly facts: readonly Field[] }
    | { readonly kind: 'count' | 'items'; readonly group: Group }
    /** There is no such thing: for the check at start to report. */
    | { readonly kind: 'nothing' }
  );

/**
 * What conditions, checks and helpers can name where they were written: the nodes around them. A part sees itself only,
 * an item of a group what stands around the group as well.
 */
export interface Scope {
  /** The path of what stands in it: empty at the root, `['home']` in a part, `['children', 'k3f9']` in an item. */
  readonly path: AnswerPath;
  /** What can be named besides, when the id is not found here. */
  readonly outer: Scope | undefined;
  readonly find: (ref: AnswerPath) => Target;
}

/** Makes the scope of nodes that stand side by side; addresses are looked up once. */
export function scopeOf(path: AnswerPath, nodes: readonly Node[], outer?: Scope): Scope {
  const named = byId(nodes);
  const found = new WeakMap<AnswerPath, Target>();
  const look = (ref: AnswerPath): Target => {
    const [id = '', ...rest] = ref;
    const node = named.get(id);
    if (node === undefined && outer !== undefined) return outer.find(ref);
    return targetAt([...path, id], node, rest);
  };
  return {
    path,
    outer,
    find: (ref) => {
      const known = found.get(ref);
      if (known !== undefined) return known;
      const target = look(ref);
      found.set(ref, target);
      return target;
    },
  };
}

/** The scope of what the host says of a visitor, around everything else. */
export function factsScope(facts: readonly Field[]): Scope {
  const find = (path: AnswerPath): Target => {
    const [key, name, ...more] = path;
    return key === factsKey && name !== undefined && more.length === 0
      ? { kind: 'fact', path, key, name, facts }
      : { kind: 'nothing', path, key: keyOf(path.slice(0, -1)) };
  };
  return { path: [], outer: undefined, find };
}

/** The scope in which `*` stands for one item of the group that is named so. */
export function forItem(scope: Scope, group: AnswerPath, item: string): Scope {
  const any = [...group, anyItem];
  return {
    ...scope,
    find: (ref) => scope.find(isBelow(ref, any) ? [...group, item, ...ref.slice(any.length)] : ref),
  };
}

/**
 * The field that an address names: a step's, or a part of one, a value's, or how many items a group has; undefined when
 * there is none.
 */
export function fieldAt(ref: AnswerPath, scope: Scope): Field | undefined {
  const target = scope.find(ref);
  switch (target.kind) {
    case 'field': {
      const field = wholeField(target);
      return target.part === undefined ? field : field?.parts?.find(({ name }) => name === target.part);
    }
    case 'value':
      return target.value.field;
    case 'fact':
      return target.facts.find(({ name }) => name === target.name);
    case 'count':
      return target.group.count;
    case 'items':
    case 'nothing':
      return undefined;
  }
}

/** The field of a step that an address names, whichever of its parts is meant; undefined when there is none. */
export function wholeField({
  step,
  name,
}: Pick<Extract<Target, { kind: 'field' }>, 'step' | 'name'>): Field | undefined {
  return step.fields.find((field) => field.name === name);
}

function targetAt(path: AnswerPath, node: Node | undefined, rest: AnswerPath): Target {
  const [id, ...more] = rest;
  const whole = [...path, ...rest];
  switch (node?.kind) {
    case 'step': {
      const [part, ...deeper] = more;
      if (id === undefined || deeper.length > 0) break;
      if (part !== undefined && wholeField({ step: node, name: id })?.parts === undefined) break;
      return { kind: 'field', path: whole, key: keyOf(path), name: id, part, step: node };
    }
    case 'value':
      if (rest.length !== 0) break;
      return { kind: 'value', path, key: keyOf(path), value: node };
    case 'part':
      if (id === undefined) break;
      return targetAt([...path, id], byId(node.nodes).get(id), more);
    case 'group': {
      if (id === undefined) return { kind: 'items', path, key: keyOf(path), group: node };
      const [inner, ...deeper] = more;
      if (inner !== undefined) return targetAt([...path, id, inner], byId(node.nodes).get(inner), deeper);
      if (id === 'count') return { kind: 'count', path: whole, key: keyOf(path), group: node };
      break;
    }
    case 'exit':
    case 'section':
    case undefined:
      break;
  }
  return { kind: 'nothing', path: whole, key: keyOf(whole.slice(0, -1)) };
}

/** Nodes by the id under which they are named; what stands in a section is named as if it stood beside it. */
function byId(nodes: readonly Node[]): ReadonlyMap<string, Node> {
  const named = new Map<string, Node>();
  for (const node of nodes) {
    const each = node.kind === 'section' ? byId(node.nodes) : [[node.id, node] as const];
    for (const [id, inner] of each) if (!named.has(id)) named.set(id, inner);
  }
  return named;
}
