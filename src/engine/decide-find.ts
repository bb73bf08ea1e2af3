import { rowPlace } from '../definition/rows.ts';
import { isOpen, resume } from '../flow/position.ts';
import { walkOf } from '../flow/walk.ts';
import { closed } from './closed.ts';
import type { Around, EventOf, Settled } from './decision.ts';
import type { RowsAsk, ShownRow } from './event.ts';
import { filledAt } from './items.ts';
import type { WizardState } from './state.ts';
import { withCarried } from './transition.ts';

/**
 * A search writes nothing: the page comes back with all that is typed, and what is found is put on it. Whoever may open
 * the page may search on it, and nobody else.
 */
export function find(
  { definition }: Around,
  stored: WizardState | undefined,
  event: EventOf<'find'>,
): Settled {
  const { place, field, form, stamp, isWhole } = event;
  const { raw } = form;
  if (stamp.instance !== '' && stamp.instance !== stored?.instance)
    return { outcome: { kind: 'expired', place, raw } };
  if (stored?.status === 'submitted') return closed(stored, event);
  const walk = walkOf(definition, filledAt(stored, place));
  if (place.kind === 'step' && isOpen(walk, place))
    return { outcome: { kind: 'found', place, field, raw, walk, stamp } };
  const next = resume(walk, stamp.onward);
  // Closed by a change elsewhere: what was typed waits, should it open again.
  if (stored === undefined || !isWhole) return { outcome: { kind: 'elsewhere', next } };
  return { outcome: { kind: 'carried', next }, next: withCarried(stored, place, raw) };
}

/** The same in a row of several on one page, whose access was looked at with that of the others. */
export function findInRows(
  { definition }: Around,
  stored: WizardState | undefined,
  { group, rows, stamp, ask: { field } }: EventOf<'rows'> & { readonly ask: FindInRows },
): Settled {
  const shown = rows.map((row): ShownRow => ({ ...row, place: rowPlace(group, row.item), issues: [] }));
  const walk = walkOf(definition, filledAt(stored, group));
  return { outcome: { kind: 'rows-found', place: group, field, rows: shown, walk, stamp } };
}

type FindInRows = Extract<RowsAsk, { readonly kind: 'find' }>;
