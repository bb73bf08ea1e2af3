import type { Known } from '../definition/condition/evaluate.ts';
import { itemsAround, type GroupPlace, type ItemAt, type NodeAt, type Place } from '../definition/place.ts';
import { keysToCome } from './to-come.ts';
import type { Walk } from './walk.ts';

/** Where Continue leads from a page: on along the path, or back to check-your-answers, from where it was opened. */
export type Onward = 'next' | 'check';

/** Where a visitor can be sent: a page, and where Continue leads from there; the list of tasks; check-your-answers. */
export type Destination =
  | { readonly to: 'step'; readonly place: Place; readonly onward: Onward }
  /** The list of a group from which an item was just removed. */
  | {
      readonly to: 'list';
      readonly place: GroupPlace;
      readonly removed: string;
      readonly onward: Onward;
    }
  /** The page of a group's rows, of which so many are shown at least. */
  | {
      readonly to: 'rows';
      readonly place: GroupPlace;
      readonly count: number;
      readonly onward: Onward;
    }
  | { readonly to: 'tasks' }
  | { readonly to: 'check' };

/**
 * Whether a page may be opened now: it is on the path, and every page before it is answered. In a list of tasks only
 * those of its own section have to be, and what its conditions read. The items of a group do not wait for one another,
 * nor does the list for its items.
 */
export function isOpen(walk: Walk, place: Place): boolean {
  const index = indexIn(walk, place);
  if (index < 0) return false;
  if (walk.order === 'line' && walk.firstIncomplete === undefined) return true;
  const isBefore = (page: Place) => walk.waiting.has(page.key) && !isInOtherItem(page, place);
  const before = walk.path.slice(0, index);
  if (walk.order === 'line') return !before.some(isBefore);
  const ofSection = before.filter(({ section }) => section === place.section);
  return !ofSection.some(isBefore) && keysToCome(walk, place).length === 0;
}

/** Where to go on: the first incomplete page, the exit page that the answers lead to, or check-your-answers. */
export function resume(walk: Walk, onward: Onward = 'next'): Destination {
  if (walk.order === 'tasks') return { to: 'tasks' };
  const place = walk.firstIncomplete ?? walk.exit;
  return place === undefined ? { to: 'check' } : { to: 'step', place, onward };
}

/**
 * Where Continue leads from a page that was just answered.
 *
 * @param walk the walk over the answers that hold the new one
 * @param onward `check`: the visitor came from check-your-answers, and only what became necessary is asked
 */
export function nextAfter(walk: Walk, place: Place, onward: Onward): Destination {
  if (onward === 'check' && walk.complete) return { to: 'check' };
  const next = walk.path[indexIn(walk, place) + 1];
  // Behind a list stands nothing that is open while something on it is not finished.
  if (onward === 'check' || !isOpen(walk, place) || (next !== undefined && !isOpen(walk, next))) {
    const page = walk.order === 'tasks' ? openIn(walk, place.section) : undefined;
    return page === undefined ? resume(walk, onward) : { to: 'step', place: page, onward };
  }
  if (next === undefined || (walk.order === 'tasks' && next.section !== place.section))
    return resume(walk, onward);
  return { to: 'step', place: seenAs(next, place), onward };
}

/** The first page of a section that can be answered now and waits for it. */
export function openIn(walk: Walk, section: Place['section']): Place | undefined {
  return walk.path.find(
    (page) => page.section === section && walk.waiting.has(page.key) && isOpen(walk, page),
  );
}

/**
 * The page before this one; undefined at the first, and for a page off the path. Before the first page of an item comes
 * the list, when there is something on it.
 */
export function previousOf(walk: Walk, place: Place): Place | undefined {
  const item = itemsAround(place).at(-1);
  const before = walk.path.slice(0, Math.max(0, indexIn(walk, place)));
  // The pages of a group's items come before its own page, and before it comes what is before them.
  const previous = before.findLast((page) => !isWithin(page, place));
  if (item !== undefined && (previous === undefined || !isInItem(previous, item))) {
    if (hasList(walk, item)) return item.group;
    return previousOf(walk, item.group);
  }
  if (previous === undefined || (walk.order === 'tasks' && previous.section !== place.section))
    return undefined;
  return seenAs(previous, place);
}

/** Whether the list of an item's group says more than that there is nothing on it but this item, not answered yet. */
function hasList({ items, live }: Walk, { group, item }: ItemAt): boolean {
  const others = (items[group.key] ?? []).filter((id) => id !== item);
  const path = `${group.key}/${item}/`;
  return group.step.min === 0 || others.length > 0 || Object.keys(live).some((key) => key.startsWith(path));
}

/** A page as it is come to from another one: an item's pages by way of the list, unless one stands in the item. */
function seenAs(page: Place, from: Place): Place {
  const entered = itemsAround(page).find((item) => !isInItem(from, item));
  return entered?.group ?? page;
}

/** Whether a page stands in an item of a group to which the other belongs without standing in that item. */
function isInOtherItem(page: Place, place: Place): boolean {
  return itemsAround(page).some(
    (item) => !isInItem(place, item) && (place.key === item.group.key || isWithin(place, item.group)),
  );
}

/** Whether a page stands in some item of the group; false for any other page. */
function isWithin(page: Place, group: Place): boolean {
  return itemsAround(page).some((item) => item.group.key === group.key);
}

function isInItem(page: Place, { group, item }: ItemAt): boolean {
  return itemsAround(page).some((own) => own.group.key === group.key && own.item === item);
}

/**
 * What is known of the answers before this page, whether it is on the path or not. Picked out when it is asked for, once:
 * few steps do, and there may be hundreds before them.
 *
 * @param walked gives the walk
 */
export function earlierThan(walked: () => Walk, place: Place): () => Known {
  let earlier: Known | undefined;
  const made = (walk: Walk) => knownAt(walk, keysBefore(walk, place));
  return () => (earlier ??= made(walked()));
}

/** What is known of the answers up to the list of a group, those of its items among them: what its check sees. */
export function throughList(walk: Walk, group: GroupPlace): Known {
  const own = walk.path.filter((page) => isWithin(page, group)).map(({ key }) => key);
  const lists = Object.keys(walk.items).filter((key) => key.startsWith(`${group.key}/`));
  const values = Object.keys(walk.values).filter((key) => key.startsWith(`${group.key}/`));
  return knownAt(walk, new Set([...keysBefore(walk, group), group.key, ...own, ...lists, ...values]));
}

function knownAt(walk: Walk, keys: ReadonlySet<string>): Known {
  return {
    live: only(walk.live, keys),
    items: only(walk.items, keys),
    values: only(walk.values, keys),
    today: walk.today,
    facts: walk.facts,
  };
}

function keysBefore(walk: Walk, place: Place): ReadonlySet<string> {
  return new Set(walk.verdicts.slice(0, metAt(walk, place)).map(({ at }) => at.key));
}

/** The place of a page on the path, counted from 0; -1 off the path. A page is known by its key. */
export function indexIn(walk: Walk, { key }: Pick<Place, 'key'>): number {
  return walk.path.findIndex((place) => place.key === key);
}

/** When a walk came to a node; for a page of an item that is not there, when it came to the group. */
function metAt(walk: Walk, at: NodeAt): number {
  const index = walk.verdicts.findIndex((each) => each.at.key === at.key && each.at.kind === at.kind);
  return index < 0 && at.parent !== undefined ? metAt(walk, at.parent) : index;
}

function only<Value>(
  record: { readonly [key: string]: Value },
  keys: ReadonlySet<string>,
): { readonly [key: string]: Value } {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));
}
