import type { GroupPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import type { SentRow } from '../form/rows.ts';
import { withTypedInto } from './decide-typed.ts';
import { itemsIn, withBegunBack, withItemBack, withoutBegun, withoutItem } from './items.ts';
import type { WizardState } from './state.ts';

/** The state with what was typed into rows: it waits for each of them, unless it is what is stored. */
export function withTyped(
  state: WizardState,
  { group, rows }: { readonly group: GroupPlace; readonly rows: readonly SentRow[] },
): WizardState {
  return rows.reduce((now, { item, raw }) => withTypedInto(now, rowPlace(group, item), raw), state);
}

/** Takes a row out, be it answered or only begun. */
export function withoutRow(state: WizardState, group: GroupPlace, item: string): WizardState {
  const isThere = itemsIn(state, group).includes(item);
  return (isThere ? withoutItem : withoutBegun)(state, group, item);
}

/** Puts a row back: one that was never answered is one that somebody has begun to type, as it was. */
export function withRowBack(state: WizardState, group: GroupPlace, item: string): WizardState {
  const isAnswered = state.answers[rowPlace(group, item).key] !== undefined;
  return (isAnswered ? withItemBack : withBegunBack)(state, group, item);
}
