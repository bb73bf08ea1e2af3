import type { WizardDefinition } from '../definition/model.ts';
import type { GroupPlace } from '../definition/place.ts';
import { begunIn, itemsIn, removedFrom, withItemBack } from '../engine/items.ts';
import type { WizardState } from '../engine/state.ts';
import { walkOf, type Walk } from '../flow/walk.ts';

/** What was taken out of a list just now, and can be put back. */
export interface Removed {
  readonly item: string;
  /** The walk with it, by which it is called. */
  readonly walk: Walk;
}

/**
 * What a list offers to put back: what its address names, while it is out.
 *
 * @param asked `removed` of the address
 */
export function removedIn(
  definition: WizardDefinition,
  state: WizardState | undefined,
  { place, asked }: { readonly place: GroupPlace; readonly asked: unknown },
): Removed | undefined {
  const gone = removedFrom(state, place).find(({ item }) => item === asked);
  if (state === undefined || gone === undefined) return undefined;
  const { item } = gone;
  return { item, walk: walkOf(definition, withAllRows(state, place, item)) };
}

/** What there was before one was taken out, as it stood on the page: it is called by that. */
function withAllRows(state: WizardState, group: GroupPlace, removed: string): WizardState {
  const begun = begunIn(state, group);
  if (!begun.includes(removed)) return withItemBack(state, group, removed);
  const gone = removedFrom(state, group).map(({ item }) => item);
  const shown = begun.filter((item) => item === removed || !gone.includes(item));
  return { ...state, items: { ...state.items, [group.key]: [...itemsIn(state, group), ...shown] } };
}
