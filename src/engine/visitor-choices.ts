import type { RawValue, RawValues } from '../controls/raw.ts';
import type { Json } from '../definition/answers.ts';
import { isForVisitor, isSearched, type ChoiceSource } from '../definition/choice-source.ts';
import { answerTo, type Known } from '../definition/condition/evaluate.ts';
import type { LoadedOptions, WizardDefinition } from '../definition/model.ts';
import { nestedIn } from '../definition/nest.ts';
import { anyItem, isKeyOf } from '../definition/path.ts';
import { findPlace, type Place, type StepPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import { isOpen } from '../flow/position.ts';
import { loadedOn } from '../flow/options-here.ts';
import { liveOf, walkOf, type Filled } from '../flow/walk.ts';
import { isStep, loadsOptions, placesIn, withChoicesForAll } from './choices.ts';
import { filledAt } from './items.ts';
import type { Asked, Loaded, LoadOptions } from './load-options.ts';
import { callsOfPage, type PageCalls } from './page-calls.ts';
import type { Visit } from './visit.ts';

/** Values by page, then field: answers, or what stands in controls. */
export type ValuesByPage = {
  readonly [stepKey: string]: { readonly [field: string]: Json | RawValue | undefined };
};

/** What somebody has answered, and what they have typed besides. */
export interface ChosenHere {
  readonly filled: (Filled & { readonly carried?: { readonly [stepKey: string]: RawValues } }) | undefined;
  /** What a form brings, by page. */
  readonly sent?: ValuesByPage | undefined;
}

/** Which page is asked for, and what it may cost. */
interface OnPage {
  /** Only the choices of this page; those of all steps on the path without it. */
  readonly stepKey?: string | undefined;
  /** Those of its request. */
  readonly calls?: PageCalls<Loaded> | undefined;
}

/**
 * The definition with the options that are loaded for one visitor, of the pages that are open with these answers: those
 * that depend on the answers, and of choices that are searched those that are chosen. The definition itself where there
 * are none. As today, they stand in the definition of a request.
 *
 * @throws WizardError CHOICES_UNAVAILABLE
 */
export async function withVisitorChoices(
  load: LoadOptions,
  definition: WizardDefinition,
  { stepKey, calls, ...chosen }: ChosenHere & OnPage,
): Promise<WizardDefinition> {
  if (!hasVisitorChoices(definition, stepKey)) return definition;
  const { filled } = chosen;
  const page = stepKey === undefined ? undefined : findPlace(definition, stepKey);
  const walk = walkOf(definition, page === undefined ? filled : filledAt(filled, page));
  const pages = (page === undefined ? walk.path : [page]).filter((place) => isOpen(walk, place));
  const loaded = await visitorOptions(load, {
    wizard: definition.id,
    places: page === undefined ? pages.filter(isStep) : pages.flatMap(askedOn),
    known: liveOf(walk),
    calls,
    valuesAt: (place, field) => valuesAt(place, field, chosen),
  });
  return withLoaded(definition, loaded);
}

/**
 * The definition with the options of the loaded choices among answers that were sent, for what shows them: it calls them
 * by their labels. The definition itself where a wizard has no such choices.
 *
 * @param load as `loaderForSent` makes it, so that no answer is refused any more
 */
export async function withChoicesSent(
  load: LoadOptions,
  definition: WizardDefinition,
  { filled, calls }: { readonly filled: Filled; readonly calls: PageCalls<Loaded> },
): Promise<WizardDefinition> {
  if (!loadsOptions(definition)) return definition;
  return withVisitorChoices(load, await withChoicesForAll(load, definition, filled), { filled, calls });
}

/** The calls that a request makes for the options and labels of what it shows, in the time that it has left. */
export function callsOf({ session }: Pick<Visit, 'session'>): PageCalls<Loaded> {
  return callsOfPage(session.remainingMs);
}

/** Whether a wizard, or one page of it, has choices whose options are loaded for one visitor. */
export function hasVisitorChoices(definition: WizardDefinition, stepKey?: string): boolean {
  if (!loadsOptions(definition)) return false;
  return placesIn(definition, stepKey).some(({ step }) =>
    step.fields.some(({ meta }) => isForVisitor(meta.source)),
  );
}

/** What is loaded of the choices of some pages. */
interface Visited {
  readonly wizard: string;
  readonly places: readonly StepPlace[];
  readonly known: Known;
  readonly calls?: PageCalls<Loaded> | undefined;
  /** What is chosen, or was, of a choice that is searched: nothing else of it is loaded. */
  readonly valuesAt: (place: StepPlace, field: string) => readonly string[];
}

/** The options of the choices of these pages that are loaded for one visitor; undefined where they have none. */
export async function visitorOptions(
  load: LoadOptions,
  { wizard, places, known, calls = callsOfPage(), valuesAt: chosenAt }: Visited,
): Promise<LoadedOptions | undefined> {
  const asked = places.flatMap((at) =>
    at.step.fields.flatMap(({ name, meta: { source } }) =>
      isForVisitor(source) ? [{ at, name, source }] : [],
    ),
  );
  if (asked.length === 0) return undefined;
  const loaded = await Promise.all(
    asked.map(({ at, name, source }) =>
      loadedAt(load, { ...askedAt({ wizard, at, name, source, known }), calls }, () => chosenAt(at, name)),
    ),
  );
  const byPage: { [stepKey: string]: { [field: string]: LoadedField } } = {};
  for (const [index, { at, name }] of asked.entries())
    byPage[at.key] = { ...byPage[at.key], [name]: loaded[index]! };
  return byPage;
}

type LoadedField = LoadedOptions[string][string];

/** A choice of a page, and what is known of the answers before it. */
export function askedAt({
  wizard,
  at,
  name,
  source,
  known,
}: {
  readonly wizard: string;
  readonly at: StepPlace;
  readonly name: string;
  readonly source: ChoiceSource;
  readonly known: Known;
}): Asked & { readonly on: string } {
  return {
    source,
    place: { wizard, step: at.key, field: name },
    on: loadedOn(source, at, known),
    earlier: nestedIn(at.scope, knownOf(source, at, known)),
  };
}

/**
 * The options of a choice; of one that is searched those that are chosen.
 *
 * @param chosen the values to look up
 */
export async function loadedAt(
  load: LoadOptions,
  asked: Asked & { readonly on: string },
  chosen: () => readonly string[],
): Promise<LoadedField> {
  const { on, source } = asked;
  if (!isSearched(source)) return fieldOf(on, [await load(asked)]);
  const values = chosen();
  const each = await Promise.all(values.map((value) => load({ ...asked, wanted: { value } })));
  return { ...fieldOf(on, each), lookedUp: values };
}

function fieldOf(on: string, loaded: readonly Loaded[]): LoadedField {
  const byValue = new Map(loaded.flatMap(({ options }) => options).map((option) => [option.value, option]));
  const isStandIn = loaded.some((each) => each.isStandIn === true);
  return { on, options: [...byValue.values()], takesOthers: isStandIn ? true : undefined };
}

/**
 * Of what is known, the answers that the options depend on: nothing else can come into what is kept for all who gave the
 * same.
 */
function knownOf({ dependsOn = [] }: ChoiceSource, { scope }: StepPlace, known: Known): Known {
  const live: { [stepKey: string]: { [field: string]: NonNullable<ReturnType<typeof answerTo>> } } = {};
  const values: { [key: string]: NonNullable<ReturnType<typeof answerTo>> } = {};
  for (const ref of dependsOn) {
    const target = scope.find(ref);
    const answer = answerTo(ref, scope, known);
    if (target.kind === 'field' && answer != null) {
      const { key, name, part } = target;
      const step = live[key] ?? {};
      live[key] = {
        ...step,
        [name]: part === undefined ? answer : { ...(step[name] as object), [part]: answer },
      };
    } else if (target.kind === 'field') live[target.key] ??= {};
    if (target.kind === 'value' && answer != null) values[target.key] = answer;
  }
  return { live, values, items: known.items };
}

/** Longer ones are no values of any list. */
const longestValue = 1_000;

/** What is chosen of a field, by answers and in controls; in all rows where its page is that of each row. */
export function valuesAt(
  { key }: Pick<StepPlace, 'key'>,
  field: string,
  { filled, sent = {} }: ChosenHere,
): readonly string[] {
  const pages = [filled?.answers, filled?.carried, sent].flatMap((record: ValuesByPage = {}) =>
    Object.entries(record).flatMap(([page, values]) => (isKeyOf(page, key) ? [values] : [])),
  );
  const chosen = pages.flatMap((values) => (Object.hasOwn(values, field) ? [chosenIn(values[field])] : []));
  return [...new Set(chosen)].filter(
    (value) => value !== undefined && value !== '' && value.length <= longestValue,
  ) as readonly string[];
}

/** The value among what stands in a control that is searched, or as an answer has it. */
function chosenIn(given: Json | RawValue | undefined): string | undefined {
  if (typeof given === 'string') return given;
  if (typeof given !== 'object' || given === null || !('value' in given)) return undefined;
  return typeof given.value === 'string' ? given.value : undefined;
}

/** The steps that are asked on a page: those of its rows have the same choices, once for all. */
function askedOn(page: Place): readonly StepPlace[] {
  if (page.kind === 'group') return page.step.rows === undefined ? [] : [rowPlace(page, anyItem)];
  return page.kind === 'step' ? [page] : [];
}

function withLoaded(definition: WizardDefinition, loaded: LoadedOptions | undefined): WizardDefinition {
  return loaded === undefined ? definition : { ...definition, loaded };
}
