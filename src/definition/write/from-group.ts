import { newFault, type Fault } from '../../fault.ts';
import type { AnswerPath } from '../answers.ts';
import type { ItemSource } from '../field.ts';
import type { GroupRef } from './references.ts';
import type { OfGroup } from './types.ts';

/** The items of a group as options; `Earlier` is what its function is given, the references of earlier nodes. */
export type FromGroup<Earlier> = OfGroup<Earlier>;

/**
 * The items of an earlier list as the options of `choice` or `choices`:
 * `choices('Who travels with you?', fromGroup((earlier) => earlier.children, '{about.name}'))`.
 *
 * @param pick names the list. Where something stands behind the maker, as in `choices(…).optional()`, the compiler does
 *   not know what there is, and the check at start does
 * @param label what an option is called, by the item's own answers; as the list calls its items without it
 */
// oxlint-disable-next-line typescript/no-explicit-any -- behind `.optional()` nothing tells the compiler which nodes there are
export function fromGroup<Earlier = any>(
  // oxlint-disable-next-line typescript/no-explicit-any -- of a group of whatever items
  pick: (earlier: Earlier) => GroupRef<any>,
  label?: string,
): FromGroup<Earlier> {
  const made = Object.freeze({});
  const group = pathPicked(pick);
  const item = label === undefined ? undefined : String(label);
  sources.set(made, { group, item });
  return made;
}

const sources = new WeakMap<object, ItemSource>();

/** Whether what was given in the place of options came from `fromGroup`. */
export function isFromGroup(given: unknown): given is FromGroup<unknown> {
  return typeof given === 'object' && given !== null && sources.has(given);
}

/** Which items are offered, and what is wrong with how they were named. */
export function sourceOf(given: FromGroup<unknown>): {
  readonly from: ItemSource | undefined;
  readonly faults: readonly Fault[];
} {
  const from = sources.get(given);
  if (from !== undefined && from.group.length > 0) return { from, faults: [] };
  const message =
    'its fromGroup(…) names no list; give a function that does, such as (earlier) => earlier.children';
  return { from: undefined, faults: [newFault('wrong-option', message)] };
}

/** The address that an author's function picks; empty when it picks none. */
function pathPicked(pick: (earlier: never) => unknown): AnswerPath {
  const paths = new WeakMap<object, AnswerPath>();
  const refAt = (path: AnswerPath): object => {
    const ref = new Proxy(Object.freeze({}), {
      get: (_target, name) => (typeof name === 'string' ? refAt([...path, name]) : undefined),
    });
    paths.set(ref, path);
    return ref;
  };
  try {
    const picked: unknown = (pick as (earlier: object) => unknown)(refAt([]));
    return typeof picked === 'object' && picked !== null ? (paths.get(picked) ?? []) : [];
  } catch {
    return [];
  }
}
