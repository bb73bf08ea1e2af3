import type { WizardDefinition } from '../definition/model.ts';
import { isBelow } from '../definition/path.ts';
import type { GroupPlace, Place } from '../definition/place.ts';
import { itemProgress } from '../flow/items.ts';
import { isOpen, nextAfter, resume, type Destination, type Onward } from '../flow/position.ts';
import { walkOf, type Walk } from '../flow/walk.ts';
import type { Wrong } from '../form/check-list.ts';
import type { Issue } from '../form/issue.ts';
import { rawOf } from '../form/read.ts';
import { closed } from './closed.ts';
import type { Around, EventOf, Settled, Undecided } from './decision.ts';
import type { Ids } from './ids.ts';
import {
  filledAt,
  itemsIn,
  itemToAdd,
  removedFrom,
  standingOf,
  withItemBack,
  withItemsAround,
  withItemsSaid,
  withoutItem,
} from './items.ts';
import { stampOf, type Stamp } from './stamp.ts';
import type { WizardState } from './state.ts';
import { startRun, withoutWaiting } from './transition.ts';

/** The only name of a list's form: whether one more item is to be added. */
export const moreField = '_more';

/** What comes of a list's question: the way to a new item, which its first answer adds; or on, when there are no more. */
export function answerList(
  around: Around,
  stored: WizardState | undefined,
  { place, more, stamp }: EventOf<'list'>,
): Settled | Undecided {
  const { definition, now, ids } = around;
  const state = stored ?? startRun(definition.version, now, ids);
  const there = withItemsAround(state, place);
  const before = walkOf(definition, there);
  const { onward } = stamp;
  if (!isOpen(before, place)) return { outcome: { kind: 'elsewhere', next: resume(before, onward) } };
  const issue = listIssue(place, itemsIn(there, place).length, more);
  if (issue !== undefined) {
    const fresh = stampOf(stored, place.key, { page: ids.page(), onward });
    const issues = [issue];
    return { outcome: { kind: 'list-refused', place, issues, state: stored, walk: before, stamp: fresh } };
  }
  if (more === true) {
    const next = wayToNew(definition, { state, group: place, ids, onward });
    return { outcome: { kind: 'elsewhere', next } };
  }
  const conclude = () => concludeList(around, { stored, there, place, onward });
  const isFinished = itemsIn(there, place).every(
    (item) => itemProgress(before, { group: place, item }).isComplete,
  );
  // What is not finished yet is led to first; the check is asked at the next Continue.
  if (place.step.check === undefined || !isFinished) return conclude();
  const stampAt = (key: string) => stampOf(stored, key, { page: ids.page(), onward });
  return {
    judge: 'list',
    place,
    walk: before,
    conclude: (wrong) =>
      wrong === undefined ? conclude() : sentBack(wrong, { state: stored, walk: before, stampAt }),
  };
}

/** Takes it that there are no more items, and leads on. */
export function concludeList(
  { definition }: Around,
  {
    stored,
    there,
    place,
    onward,
    added,
  }: {
    readonly stored: WizardState | undefined;
    readonly there: WizardState;
    readonly place: GroupPlace;
    readonly onward: Onward;
    readonly added?: number;
  },
): Settled {
  const said = withItemsSaid(there, place);
  const next = said.rejected?.[place.key] === undefined ? said : withoutWaiting(said, place.key);
  const way = nextAfter(walkOf(definition, next), place, onward);
  const isFirst = stored === undefined;
  const outcome = { kind: 'listed', place, next: way, state: next, isFirst, added } as const;
  return next === stored ? { outcome } : { outcome, next };
}

/** Nothing is written: the page of which something was said shows it, with what is stored. */
export function sentBack(
  { place, issues }: Wrong,
  {
    state,
    walk,
    stampAt,
  }: {
    readonly state: WizardState | undefined;
    readonly walk: Walk;
    readonly stampAt: (key: string) => Stamp;
  },
): Settled {
  const shared = { issues, state, walk, stamp: stampAt(place.key) };
  if (place.kind === 'group') return { outcome: { kind: 'list-refused', place, ...shared } };
  const raw = rawOf(place.step, state?.answers[place.key]);
  return { outcome: { kind: 'invalid', place, raw, ...shared } };
}

/** What comes of an item that is to be taken out, or put back. */
export function changeItems(
  around: Around,
  state: WizardState | undefined,
  event: EventOf<'remove-item' | 'restore-item'>,
): Settled {
  const closed = closedTo(state, event);
  if (closed !== undefined) return closed;
  // Before the first answer there are no items.
  if (state === undefined)
    return { outcome: { kind: 'elsewhere', next: resume(walkOf(around.definition, undefined)) } };
  return event.kind === 'remove-item' ? removeItem(around, state, event) : restoreItem(around, state, event);
}

/** What comes of a page that belongs to a session which has ended, or to a form that was sent. */
export function closedTo(
  state: WizardState | undefined,
  { stamp }: EventOf<'list' | 'remove-item' | 'restore-item'>,
): Settled | undefined {
  if (stamp.instance !== '' && stamp.instance !== state?.instance)
    return { outcome: { kind: 'expired', place: undefined, raw: {} } };
  if (state?.status === 'submitted') return closed(state);
  return undefined;
}

/** Takes an item out. One that is out already stays so. */
function removeItem(
  { definition }: Around,
  state: WizardState,
  { place, item, stamp }: EventOf<'remove-item'>,
): Settled {
  const next = withoutItem(state, place, item);
  const way = wayToList(definition, next, { group: place, removed: item, onward: stamp.onward });
  const outcome = { kind: 'item-removed', place, next: way, state: next } as const;
  return next === state ? { outcome } : { outcome, next };
}

/** Puts an item back, where there is room for it. */
function restoreItem(
  { definition, ids }: Around,
  state: WizardState,
  { place, item, stamp }: EventOf<'restore-item'>,
): Settled {
  const { onward } = stamp;
  const issue = removedFrom(state, place).some((each) => each.item === item)
    ? listIssue(place, itemsIn(state, place).length, true)
    : undefined;
  if (issue !== undefined) {
    const walk = walkOf(definition, state);
    const fresh = stampOf(state, place.key, { page: ids.page(), onward });
    return { outcome: { kind: 'list-refused', place, issues: [issue], state, walk, stamp: fresh } };
  }
  const next = withItemBack(state, place, item);
  const outcome = {
    kind: 'item-restored',
    place,
    next: wayToList(definition, next, { group: place, removed: undefined, onward }),
    state: next,
  } as const;
  return next === state ? { outcome } : { outcome, next };
}

/** The first page of an item that is to be added. Nothing is written: the first answer adds it. */
export function wayToNew(
  definition: WizardDefinition,
  {
    state,
    group,
    ids,
    onward,
  }: {
    readonly state: WizardState | undefined;
    readonly group: GroupPlace;
    readonly ids: Ids;
    readonly onward: Onward;
  },
): Destination {
  const path = [...group.path, itemToAdd(state, group, ids)];
  const before = filledAt(state, group);
  const items = [...itemsIn(before, group), path.at(-1)!];
  const walk = walkOf(definition, { ...before, items: { ...before.items, [group.key]: items } });
  const first = walk.path.find((page) => isBelow(page.path, path));
  return first === undefined ? resume(walk, onward) : { to: 'step', place: first, onward };
}

/** Where a page leads that stands in an item which is not there and cannot be added: to its list. */
export function wayFromGone(
  definition: WizardDefinition,
  state: WizardState | undefined,
  { place, onward }: { readonly place: Place; readonly onward: Onward },
): Destination | undefined {
  const standing = standingOf(state, place);
  if (standing.kind !== 'removed' && standing.kind !== 'full') return undefined;
  const removed = standing.kind === 'removed' ? standing.item : undefined;
  return wayToList(definition, state, { group: standing.group, removed, onward });
}

/** The way to the list of a group, with what was just removed from it; or to what comes before the list. */
export function wayToList(
  definition: WizardDefinition,
  state: WizardState | undefined,
  {
    group,
    removed,
    onward,
  }: { readonly group: GroupPlace; readonly removed: string | undefined; readonly onward: Onward },
): Destination {
  const walk: Walk = walkOf(definition, state);
  if (!isOpen(walk, group)) return resume(walk, onward);
  return removed === undefined
    ? { to: 'step', place: group, onward }
    : { to: 'list', place: group, removed, onward };
}

/** What is wrong with asking for one more item, or with saying that there are no more. */
export function listIssue(group: GroupPlace, count: number, more: boolean | undefined): Issue | undefined {
  const { min, max } = group.step;
  if (more === true) return count >= max ? roomIssue(group) : undefined;
  if (count > max) return roomIssue(group);
  // Where there is no room nobody is asked.
  if (more === undefined && count < max)
    return { field: moreField, code: 'required', fault: { key: 'required.yesno' } };
  return count < min
    ? { field: '', code: 'tooSmall', fault: { key: 'tooSmall.items', values: { limit: min } } }
    : undefined;
}

/** Says that there are as many items as there may be. */
export function roomIssue({ step }: GroupPlace): Issue {
  return { field: '', code: 'tooBig', fault: { key: 'tooBig.items', values: { limit: step.max } } };
}
