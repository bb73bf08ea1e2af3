import { mostRadios } from '../controls/radios.ts';
import type { Json, StepAnswers } from '../definition/answers.ts';
import { answerTo, evaluate, type Known } from '../definition/condition/evaluate.ts';
import { isForVisitor, type ChoiceSource } from '../definition/choice-source.ts';
import type { Field } from '../definition/field.ts';
import type { LoadedOptions, WizardDefinition } from '../definition/model.ts';
import { anyItem } from '../definition/path.ts';
import { everyPlace, fieldsAt, type Place, type StepPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import { onceFor } from '../once-for.ts';

/** An item that is offered as an option, and the key of the group that it is in. */
export interface OfferedItem {
  readonly field: Field;
  readonly group: string;
  readonly item: string;
}

/**
 * A page whose choices have the options that there are here: those that are offered by the answers before it, and of the
 * items of a group those that there are. The same page where none depends on that.
 *
 * @param labelOf what an item is called; its id where nobody reads it
 */
export function withOptionsHere(
  place: StepPlace,
  known: Known,
  labelOf: (offered: OfferedItem) => string = ({ item }) => item,
): StepPlace {
  const { step } = place;
  if (!step.fields.some(dependsOnAnswers)) return place;
  const fields = step.fields.map((field) => {
    if (isLoaded(field)) {
      const { options = [], takesOthers } = loadedHere(field, { place, known }) ?? {};
      return { ...field, options, takesOthers, control: fittedControl(field, options.length) };
    }
    if (field.offer !== undefined)
      return {
        ...field,
        options: field.options.filter(({ value }) => isOfferedHere(field, value, { place, known })),
      };
    const { group, items } = offeredBy(field, place, known);
    if (group === undefined) return field;
    const options = items.map((item) => ({ value: item, label: labelOf({ field, group, item }) }));
    return { ...field, options, control: controlFor(field, items.length) };
  });
  return { ...place, step: { ...step, fields } };
}

/** Whether a wizard has choices whose options depend on the answers before them: few have, and a walk asks at each step. */
export function offersByAnswers(definition: WizardDefinition): boolean {
  return offersIn(everyPlace(definition));
}

// By the pages: a definition that is made for one visitor has those of the one that it is made of.
const offersIn = onceFor((pages: readonly Place[]): boolean =>
  pages.some((page) => fieldsAt(page).some(dependsOnAnswers)),
);

/**
 * Whether everything that an answer names is offered: an item that was taken out, or an option that is not offered any
 * more, takes the answer with it.
 */
export function namesOptionsHere(place: StepPlace, answer: StepAnswers, known: Known): boolean {
  return place.step.fields.every((field) => {
    if (!dependsOnAnswers(field) || !Object.hasOwn(answer, field.name)) return true;
    // Which they are cannot be told here: they are asked for where the page is shown or judged.
    const values = named(answer[field.name]);
    if (isLoaded(field) && !isKnownHere(field, values, { place, known })) return true;
    const isThere = values.every((value) => isThereHere(field, value, { place, known }));
    return isThere || isHidden(field, place, answer, known);
  });
}

/** Whether which options a choice has depends on the answers before it. */
export function dependsOnAnswers(field: Field): boolean {
  return isFromItems(field) || field.offer !== undefined || isLoaded(field);
}

/** Whether the options of a field are loaded for one visitor. */
function isLoaded({ meta }: Field): boolean {
  return isForVisitor(meta.source);
}

/** The answers that the options of a loaded choice depend on, as JSON. */
export function loadedOn({ dependsOn = [] }: ChoiceSource, { scope }: StepPlace, known: Known): string {
  return JSON.stringify(dependsOn.map((ref) => answerTo(ref, scope, known) ?? null));
}

/** The options that were loaded for the answers there are here; undefined while they are not. */
function loadedHere(
  { name, meta }: Field,
  { place, known: { loaded = {}, ...known } }: Here,
): LoadedOptions[string][string] | undefined {
  // The rows of one page have theirs together; what stands at a row itself only names what is stored in it.
  const found = loaded[rowsKey(place) ?? '']?.[name] ?? loaded[place.key]?.[name];
  return found?.on === loadedOn(meta.source!, place, known) ? found : undefined;
}

function rowsKey({ parent }: StepPlace): string | undefined {
  return parent?.kind === 'group' && parent.step.rows !== undefined
    ? rowPlace(parent, anyItem).key
    : undefined;
}

/** Whether it was asked what these values are. */
function isKnownHere(field: Field, values: readonly unknown[], here: Here): boolean {
  const found = loadedHere(field, here);
  if (found === undefined) return false;
  const { lookedUp } = found;
  return lookedUp === undefined || values.every((value) => lookedUp.some((each) => each === value));
}

interface Here {
  readonly place: StepPlace;
  readonly known: Known;
}

function isThereHere(field: Field, value: unknown, here: Here): boolean {
  if (field.offer !== undefined) return isOfferedHere(field, String(value), here);
  if (isLoaded(field)) {
    const { options = [], takesOthers } = loadedHere(field, here) ?? {};
    return takesOthers === true || options.some((option) => option.value === value);
  }
  return offeredBy(field, here.place, here.known).items.some((each) => each === value);
}

function isOfferedHere({ offer = {} }: Field, value: string, { place, known }: Here): boolean {
  const condition = Object.hasOwn(offer, value) ? offer[value] : undefined;
  return condition === undefined || evaluate(condition, place.scope, known) !== false;
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

/** As of any choice, too: few options stand as radio buttons. */
function fittedControl({ control, meta: { source } }: Field, count: number): string {
  const isFitted = source !== undefined && 'isFitted' in source && source.isFitted === true;
  return isFitted && count > 0 && count <= mostRadios ? 'radios' : control;
}

function named(answer: Json | undefined): readonly unknown[] {
  return Array.isArray(answer) ? answer : [answer];
}

function isHidden({ show }: Field, { key, scope }: StepPlace, answer: StepAnswers, known: Known): boolean {
  if (show === undefined) return false;
  return evaluate(show, scope, { ...known, live: { ...known.live, [key]: answer } }) === false;
}
