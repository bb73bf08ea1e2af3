import type { ItemsByGroup, NestedAnswers } from './answers.ts';
import { factsKey } from './facts.ts';
import { markItem } from './item-id.ts';
import { keyOf, pathOf } from './path.ts';
import type { Scope } from './scope.ts';

/** Values nested by node id, then field; those of a group as a list of its items. */
export type Nested<Value> = { readonly [id: string]: Value | Nested<Value> | readonly Nested<Value>[] };

/** What answers are nested from: by key, as they are stored and walked. */
export interface Flat<Value> {
  /** The fields' values by step key. */
  readonly live: { readonly [stepKey: string]: { readonly [field: string]: Value } };
  readonly items?: ItemsByGroup | undefined;
  /** Computed values by key. */
  readonly values?: { readonly [key: string]: Value } | undefined;
  /** What the host says of the visitor. */
  readonly facts?: { readonly [name: string]: Value } | undefined;
  /** Keys at which nothing stands yet, and what to do when somebody reads there all the same. */
  readonly toCome?: { readonly keys: Iterable<string>; readonly read: (key: string) => never } | undefined;
}

type Branch = { [id: string]: unknown } | unknown[];

/**
 * Turns answers by key into the objects that authors see: `applicant/name` stands at `applicant.name`, and
 * `children/k3f9/name` at `children[0].name`. What is a group is told by `items`, so that answers of an older definition
 * nest as they always did.
 */
export function nest<Value>({ live, items = {}, values = {}, facts, toCome }: Flat<Value>): Nested<Value> {
  const root: { [id: string]: Value | Nested<Value> } = {};
  for (const [key, fields] of Object.entries(live)) put(key, { value: { ...fields } });
  for (const [key, value] of Object.entries(values)) put(key, { value });
  if (facts !== undefined) put(factsKey, { value: { ...facts } });
  for (const key of Object.keys(items)) branchAt(root, pathOf(key), items);
  for (const key of toCome?.keys ?? []) put(key, { get: () => toCome!.read(key) });
  return root;

  function put(key: string, content: PropertyDescriptor): void {
    const path = pathOf(key);
    define(branchAt(root, path.slice(0, -1), items), path.at(-1)!, content);
  }
}

/** Answers as they are seen from a scope: its own, and what stands around the group that it is an item of. */
export function nestedIn(scope: Scope, answers: Flat<unknown>): NestedAnswers {
  // Stored answers and computed values are JSON, and so is what is made of them.
  return seenFrom(scope, nest(answers), answers.items ?? {}) as NestedAnswers;
}

function seenFrom(scope: Scope, whole: Nested<unknown>, items: ItemsByGroup): object {
  const own: object = branchAt(whole as Branch, scope.path, items);
  // Around the root stand the facts, which are in it already.
  if (scope.outer === undefined || scope.path.length === 0) return own;
  const around: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(seenFrom(scope.outer, whole, items));
  // The group itself is not there yet for what is asked inside it.
  const { [scope.path[scope.outer.path.length] ?? '']: _, ...others } = around;
  // Copied as descriptors: what is still to come must not be read here.
  return Object.defineProperties({}, { ...others, ...Object.getOwnPropertyDescriptors(own) });
}

/** What stands at a path, made empty where nothing does. */
function branchAt(root: Branch, path: readonly string[], items: ItemsByGroup): Branch {
  let branch = root;
  for (const [depth, id] of path.entries()) {
    const key = keyOf(path.slice(0, depth));
    branch = Array.isArray(branch)
      ? ((branch[own(items, key)?.indexOf(id) ?? -1] as Branch | undefined) ?? {})
      : childOf(branch, id, own(items, key === '' ? id : `${key}/${id}`));
  }
  return branch;
}

function childOf(
  branch: { [id: string]: unknown },
  id: string,
  items: readonly string[] | undefined,
): Branch {
  if (!Object.hasOwn(branch, id))
    define(branch, id, { value: items === undefined ? {} : items.map((id) => markItem({}, id)) });
  return branch[id] as Branch;
}

function own(items: ItemsByGroup, key: string): readonly string[] | undefined {
  return Object.hasOwn(items, key) ? items[key] : undefined;
}

/** A plain assignment to `__proto__` would change a prototype. */
function define(branch: Branch, id: string, content: PropertyDescriptor): void {
  Object.defineProperty(branch, id, {
    enumerable: true,
    configurable: true,
    ...content,
    ...('get' in content ? {} : { writable: true }),
  });
}
