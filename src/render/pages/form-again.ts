import { controlOf } from '../../controls/all.ts';
import { partsOf } from '../../controls/lookup.ts';
import type { RawValue, RawValues } from '../../controls/raw.ts';
import type { Field, Option } from '../../definition/field.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import type { Place, StepPlace } from '../../definition/place.ts';
import { dependsOnAnswers } from '../../flow/options-here.ts';
import type { Showing } from './common-view.ts';
import { fieldViews, hiddenControls } from './form-view.ts';
import { readsOwnOnly } from './page-condition.ts';
import type { FormView } from './view-parts.ts';

/**
 * A step's form with what was typed, on a page that knows nothing of the answers before it: what they decide, which
 * options there are and whether a field is shown, is left as the visitor had it.
 */
export function formAgain(
  {
    definition,
    place,
    raw,
  }: { readonly definition: WizardDefinition; readonly place: StepPlace; readonly raw: RawValues },
  showing: Showing,
): FormView {
  return {
    action: showing.urls.step(definition.id, place.key),
    hidden: hiddenControls(place.step, raw),
    fields: fieldViews(shownAgain(asTyped(place, raw), raw, showing)),
    button: showing.say('continue'),
  };
}

/** A password is not held in the page, so it is asked for once more where it is needed. */
export function secretsAgain(place: Place, showing: Showing): FormView['fields'] {
  if (place.kind !== 'step') return [];
  const passwords = place.step.fields.filter((field) => controlOf(field).isSecret === true);
  return passwords.length === 0 ? [] : fieldViews(shownAgain(place, {}, showing), passwords);
}

function shownAgain(place: StepPlace, raw: RawValues, { say, language }: Showing) {
  return { place, raw, issues: [], earlier: { live: {} }, say, language: language.tag };
}

/** The same page with what is chosen among the options, and what is typed among the fields. */
function asTyped(place: StepPlace, raw: RawValues): StepPlace {
  const fields = place.step.fields.map((field): Field => {
    const typed = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
    return typed === undefined ? field : withChosen(shownAsTyped(field, place), typed);
  });
  return { ...place, step: { ...place.step, fields } };
}

function shownAsTyped(field: Field, place: StepPlace): Field {
  const { show, ...always } = field;
  return show === undefined || readsOwnOnly(show, place) ? field : always;
}

/** Of options that are not the same for everybody only what is chosen is known: it is called by its value. */
function withChosen(field: Field, typed: RawValue): Field {
  if (field.meta.source === undefined && !dependsOnAnswers(field)) return field;
  const isKnown = (value: string) => field.options.some((option) => option.value === value);
  const others = chosenIn(typed).filter((value) => value !== '' && !isKnown(value));
  const added = others.map((value): Option => ({ value, label: value }));
  return { ...field, options: [...field.options, ...added] };
}

function chosenIn(typed: RawValue): readonly string[] {
  return Array.isArray(typed) ? typed : [partsOf(typed).value];
}
