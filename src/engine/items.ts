import type { ItemsByGroup } from '../definition/answers.ts';
import { itemsAround, type GroupPlace, type NodeAt } from '../definition/place.ts';
import type { Filled } from '../flow/walk.ts';
import type { Ids } from './ids.ts';
import type { RemovedItem, WizardState } from './state.ts';

/** What there is of items: a state, or one that is still to be. */
type WithItems = Pick<WizardState, 'items' | 'removed'>;

/** Where a page stands among the items: `fresh` when one that it stands in would be added by its answer. */
export type Standing =
  | { readonly kind: 'there' }
  | { readonly kind: 'fresh' }
  /** It stands in an item that was taken out. */
  | { readonly kind: 'removed'; readonly group: GroupPlace; readonly item: string }
  /** It stands in an item for which there is no room in its group. */
  | { readonly kind: 'full'; readonly group: GroupPlace };

/** Where a page stands among the items that there are. */
export function standingOf(state: WithItems | undefined, at: NodeAt): Standing {
  let isFresh = false;
  for (const { group, item } of itemsAround(at)) {
    const items = itemsIn(state, group);
    if (items.includes(item)) continue;
    if (removedFrom(state, group).some((each) => each.item === item)) return { kind: 'removed', group, item };
    if (items.length >= group.step.max) return { kind: 'full', group };
    isFresh = true;
  }
  return { kind: isFresh ? 'fresh' : 'there' };
}

/** The items of a group, in the order in which they were added. */
export function itemsIn(state: WithItems | undefined, { key }: Pick<GroupPlace, 'key'>): readonly string[] {
  return own(state?.items, key) ?? [];
}

/** What was taken out of a group, the last one at the end. */
export function removedFrom(
  state: WithItems | undefined,
  { key }: Pick<GroupPlace, 'key'>,
): readonly RemovedItem[] {
  return own(state?.removed, key) ?? [];
}

/** The state with the items in which a page stands, as its answer adds them; one that was removed stays out. */
export function withItemsAround(state: WizardState, at: NodeAt): WizardState {
  return standingOf(state, at).kind === 'fresh' ? { ...state, items: itemsAroundToo(state, at) } : state;
}

/** What is filled in as a page sees it: the items in which it stands are there, which its answer would add. */
export function filledAt(state: (Filled & Pick<WizardState, 'removed'>) | undefined, at: NodeAt): Filled {
  const filled: Filled = state ?? { answers: {} };
  return standingOf(state, at).kind === 'fresh' ? { ...filled, items: itemsAroundToo(state, at) } : filled;
}

function itemsAroundToo(state: WithItems | undefined, at: NodeAt): ItemsByGroup {
  let { items = {} }: { items?: ItemsByGroup | undefined } = state ?? {};
  for (const { group, item } of itemsAround(at)) {
    const there = own(items, group.key) ?? [];
    if (!there.includes(item)) items = { ...items, [group.key]: [...there, item] };
  }
  return items;
}

/** The state in which the items of a group are said, be it that there are none. */
export function withItemsSaid(state: WizardState, group: GroupPlace): WizardState {
  if (own(state.items, group.key) !== undefined) return state;
  return { ...state, items: { ...state.items, [group.key]: [] } };
}

/** The state without an item. Its answers are kept, as those of closed branches are, so that it can be put back. */
export function withoutItem(state: WizardState, group: GroupPlace, item: string): WizardState {
  const { key } = group;
  const items = itemsIn(state, group);
  const at = items.indexOf(item);
  if (at < 0) return state;
  return {
    ...state,
    items: { ...state.items, [key]: items.filter((each) => each !== item) },
    removed: { ...state.removed, [key]: [...removedFrom(state, group), { item, at }] },
  };
}

/** The same of one into which somebody has typed, and which is not there yet: what was typed is kept. */
export function withoutBegun(state: WizardState, group: GroupPlace, item: string): WizardState {
  const at = itemsIn(state, group).length;
  return {
    ...state,
    removed: { ...state.removed, [group.key]: [...removedFrom(state, group), { item, at }] },
  };
}

/** The state with one back into which somebody has typed: it is begun again, and no more. */
export function withBegunBack(state: WizardState, group: GroupPlace, item: string): WizardState {
  const removed = removedFrom(state, group).filter((each) => each.item !== item);
  return { ...state, removed: { ...state.removed, [group.key]: removed } };
}

/** The state with an item back where it was; as it was when it had not been removed. */
export function withItemBack(state: WizardState, group: GroupPlace, item: string): WizardState {
  const { key } = group;
  const removed = removedFrom(state, group);
  const found = removed.find((each) => each.item === item);
  if (found === undefined) return state;
  return {
    ...state,
    items: { ...state.items, [key]: itemsIn(state, group).toSpliced(found.at, 0, item) },
    removed: { ...state.removed, [key]: removed.filter((each) => each !== found) },
  };
}

/**
 * The items of a group into which somebody has typed without sending it, in the order in which they began: none of them is
 * there yet, and some may have been taken out again.
 */
export function begunIn(state: WizardState | undefined, group: GroupPlace): readonly string[] {
  const path = `${group.key}/`;
  const there = itemsIn(state, group);
  const typedInto = Object.keys(state?.carried ?? {})
    .filter((key) => key.startsWith(path))
    .map((key) => key.slice(path.length).split('/', 1)[0]!);
  return [...new Set(typedInto)].filter((item) => !there.includes(item));
}

/**
 * The id of an item to be added. One into which somebody typed without sending it is taken up again, so that what was
 * kept of it is found.
 */
export function itemToAdd(state: WizardState | undefined, group: GroupPlace, ids: Ids): string {
  const gone = removedFrom(state, group).map(({ item }) => item);
  return begunIn(state, group).find((item) => !gone.includes(item)) ?? ids.item();
}

function own<Value>(record: { readonly [key: string]: Value } | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
