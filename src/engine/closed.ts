import type { RawValues } from '../controls/raw.ts';
import type { StepPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import { rawOf, saysTheSame, typedWithout } from '../form/read.ts';
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
  const raw = readable(place, event.form.raw);
  const isSent = saysTheSame(place.step, raw, readable(place, sentFor(state, event, place)));
  return isSent || saysTheSame(place.step, raw, {}) ? undefined : { place, raw };
}

/** What was sent of a page, as it would be typed. */
function sentFor({ answers }: WizardState, event: Typed, place: StepPlace): RawValues {
  if (event.kind !== 'rows') return rawOf(place.step, answers[place.key]);
  return sheetRaw(
    event.rows.map((row) => {
      const { key, step } = rowPlace(event.group, row.item);
      return { ...row, raw: rawOf(step, answers[key]) };
    }),
  );
}

/** What was typed without passwords, which no page shows again, and without files, which no page can hold. */
const readable = (place: StepPlace, raw: RawValues): RawValues =>
  typedWithout(place, raw, ({ isSecret, name }) => isSecret === true || name === 'file');
