import { candidatesOf } from '../definition/condition/candidates.ts';
import type { ItemsByGroup } from '../definition/answers.ts';
import type { Group } from '../definition/model.ts';
import { anyItem, keyOf, pathOf } from '../definition/path.ts';
import { pathInAny, type GroupPlace, type Place } from '../definition/place.ts';
import type { Deciding } from './deciding.ts';

/** More items than this are not made of one group, unless it may not have fewer. */
const mostItems = 10;

/**
 * The numbers of items of a group that are worth a way: none, one, two, the fewest and the most that there may be, and
 * those between which conditions on its count tell.
 */
export function countsOf(place: GroupPlace, { compared, root }: Deciding): readonly number[] {
  const { min, max, count } = place.step;
  const key = keyOf(pathInAny(place));
  const reading = compared.filter(({ ref }) => {
    const target = root.find(ref);
    return target.kind === 'count' && target.key === key;
  });
  const told = reading.length === 0 ? [] : (candidatesOf(count, reading) ?? []);
  const wanted = [min, 0, 1, 2, max, ...told.map(Number)];
  const possible = wanted.filter((n) => n >= min && n <= max && (n <= mostItems || n === min));
  return [...new Set(possible)].toSorted((one, other) => one - other);
}

/** The ids of so many items: `item1`, `item2`, … */
export function itemsNumbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `item${index + 1}`);
}

/** How many items a sample has of a group: a few. */
export function fewOf({ min, max }: Group, below: (count: number) => number): number {
  return Math.min(max, min + below(3));
}

/** The key of a page; of one that is asked of each item, that of the first one of a sample. */
export function sampleKey(place: Place): string {
  return keyOf(place.path.map((id) => (id === anyItem ? itemsNumbered(1)[0]! : id)));
}

/** The items of which such keys are: one of each group. */
export function itemsInKeys(keys: readonly string[]): ItemsByGroup {
  const [item] = itemsNumbered(1);
  const groups = keys.flatMap((key) => {
    const path = pathOf(key);
    return path.flatMap((id, depth) => (id === item ? [keyOf(path.slice(0, depth))] : []));
  });
  return Object.fromEntries(groups.map((group) => [group, itemsNumbered(1)]));
}
