import { mostRadios } from '../controls/radios.ts';
import type { Json, StepAnswers } from '../definition/answers.ts';
import { evaluate, type Known } from '../definition/condition/evaluate.ts';
import type { Field } from '../definition/field.ts';
import type { StepPlace } from '../definition/place.ts';

/** An item that is offered as an option, and the key of the group that it is in. */
export interface OfferedItem {
  readonly field: Field;
  readonly group: string;
  readonly item: string;
}

/**
 * A page whose choices among the items of a group have those that there are as their options; the same page where it has
 * none.
 *
 * @param labelOf what an item is called; its id where nobody reads it
 */
export function withItemOptions(
  place: StepPlace,
  known: Known,
  labelOf: (offered: OfferedItem) => string = ({ item }) => item,
): StepPlace {
  const { step } = place;
  if (!step.fields.some(isFromItems)) return place;
  const fields = step.fields.map((field) => {
    const { group, items } = offeredBy(field, place, known);
    if (group === undefined) return field;
    const options = items.map((item) => ({ value: item, label: labelOf({ field, group, item }) }));
    return { ...field, options, control: controlFor(field, items.length) };
  });
  return { ...place, step: { ...step, fields } };
}

/** Whether every item that an answer names is there: one that was taken out takes the answer with it. */
export function namesItemsThere(place: StepPlace, answer: StepAnswers, known: Known): boolean {
  return place.step.fields.every((field) => {
    if (!isFromItems(field) || !Object.hasOwn(answer, field.name)) return true;
    const { items } = offeredBy(field, place, known);
    const isThere = named(answer[field.name]).every((item) => items.some((each) => each === item));
    return isThere || isHidden(field, place, answer, known);
  });
}

/** Whether the options of a field are the items of a group. */
export function isFromItems({ meta }: Field): boolean {
  return meta.from !== undefined;
}

/** Whether there is nothing to choose from: the options are the items of a group, and it has none. */
export function hasNoItems(field: Field): boolean {
  return isFromItems(field) && field.options.length === 0;
}

function offeredBy(
  { meta: { from } }: Field,
  { scope }: StepPlace,
  { items = {} }: Known,
): { readonly group: string | undefined; readonly items: readonly string[] } {
  if (from === undefined) return { group: undefined, items: [] };
  const { key } = scope.find(from.group);
  return { group: key, items: Object.hasOwn(items, key) ? items[key]! : [] };
}

/** As of any choice: many options stand in a list that opens, unless the author says how they are shown. */
function controlFor({ control, meta }: Field, count: number): string {
  return control === 'radios' && meta.control === undefined && count > mostRadios ? 'select' : control;
}

function named(answer: Json | undefined): readonly unknown[] {
  return Array.isArray(answer) ? answer : [answer];
}

function isHidden({ show }: Field, { key, scope }: StepPlace, answer: StepAnswers, known: Known): boolean {
  if (show === undefined) return false;
  return evaluate(show, scope, { ...known, live: { ...known.live, [key]: answer } }) === false;
}
