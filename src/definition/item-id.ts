declare const isItemId: unique symbol;

/** The id of an item of a group, as the answer to a choice that `fromGroup` offers; for `itemOf`. */
export type ItemId = string & { readonly [isItemId]: true };

/** The id of each item that authors are given; beside the answers, which stay as they were asked. */
const ids = new WeakMap<object, string>();

/** Notes which item these answers are of. */
export function markItem<Answers extends object>(answers: Answers, id: string | undefined): Answers {
  if (id !== undefined) ids.set(answers, id);
  return answers;
}

/** Which item these answers were noted to be of; undefined for a copy, and for what is no item. */
export function markedItem(answers: object): string | undefined {
  return ids.get(answers);
}

/**
 * The item that an answer names: `itemOf(answers.children, answers.papers.eldest)`.
 *
 * @param items the list as it was given to a handler, a check or a helper, not a copy of its items
 * @param id the answer to a choice that `fromGroup` offers
 * @returns undefined when there is no list, or the item is not in it
 */
export function itemOf<Item extends object>(
  items: readonly Item[] | undefined,
  id: string | undefined,
): Item | undefined {
  return id === undefined ? undefined : items?.find((item) => ids.get(item) === id);
}

/**
 * The id of an item, as choices that `fromGroup` offers name it:
 * `answers.children.filter((child) => answers.trip.travels.includes(itemIdOf(child)))`.
 *
 * @param item as it was given to a handler, a check or a helper
 * @throws TypeError for anything else, such as a copy
 */
export function itemIdOf(item: object): ItemId {
  const id = ids.get(item);
  if (id === undefined)
    throw new TypeError('itemIdOf() needs an item of the list that was given, and not a copy of it');
  return id as ItemId;
}
