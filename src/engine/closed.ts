import { controlOf } from '../controls/all.ts';
import type { RawValues } from '../controls/raw.ts';
import { fieldsAt } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import { rawOf, saysTheSame } from '../form/read.ts';
import { sheetRaw } from '../form/rows.ts';
import type { Settled } from './decision.ts';
import type { Outcome, WizardEvent } from './event.ts';
import type { WizardState } from './state.ts';

type Typed = Extract<WizardEvent, { readonly form: object; readonly stamp: object }>;

/**
 * What an event comes to when its form was sent already, from another page. What was typed meanwhile goes with it where
 * it is not what was sent: nobody would know of it otherwise.
 *
 * @param event what was sent too late; undefined where nothing is typed into its page
 */
export function closed(
  state: WizardState,
  event?: Typed,
): Settled & { readonly outcome: Extract<Outcome, { readonly kind: 'closed' }> } {
  const { reference } = state;
  const typed = event === undefined ? undefined : notSent(state, event);
  return { outcome: { kind: 'closed', reference, ...(typed === undefined ? {} : { typed }) } };
}

/** What was typed and is not a part of what was sent; undefined where there is nothing of that. */
function notSent(state: WizardState, event: Typed) {
  const { place } = event;
  if (place.kind === 'exit') return undefined;
  const raw = readableIn(event);
  const isSent = saysTheSame(place.step, raw, readableIn({ place, form: { raw: sentFor(state, event) } }));
  return isSent || saysTheSame(place.step, raw, {}) ? undefined : { place, raw };
}

/** What was sent of a page, as it would be typed. */
function sentFor({ answers }: WizardState, event: Typed): RawValues {
  const { place } = event;
  if (place.kind === 'exit') return {};
  if (event.kind !== 'rows') return rawOf(place.step, answers[place.key]);
  return sheetRaw(
    event.rows.map((row) => {
      const { key, step } = rowPlace(event.group, row.item);
      return { ...row, raw: rawOf(step, answers[key]) };
    }),
  );
}

/** What was typed without passwords, which no page shows again, and without files, which no page can hold. */
function readableIn({ place, form }: Pick<Typed, 'place'> & { readonly form: { readonly raw: RawValues } }) {
  const isReadable = (name: string) =>
    fieldsAt(place).some((field) => {
      const control = controlOf(field);
      return field.name === name && control.isSecret !== true && control.name !== 'file';
    });
  return Object.fromEntries(Object.entries(form.raw).filter(([name]) => isReadable(name)));
}
