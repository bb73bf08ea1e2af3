import type { Awaitable } from '../awaitable.ts';
import { answerTo, type Known } from '../definition/condition/evaluate.ts';
import type { ChoiceSource, Field } from '../definition/field.ts';
import type { LoadedOptions, Node, WizardDefinition } from '../definition/model.ts';
import { nestedIn } from '../definition/nest.ts';
import { anyItem } from '../definition/path.ts';
import { everyPlace, findPlace, type StepPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import { isOpen } from '../flow/position.ts';
import { loadedOn } from '../flow/options-here.ts';
import { liveOf, walkOf, type Filled } from '../flow/walk.ts';
import { filledAt } from './items.ts';
import type { Asked, Loaded, LoadOptions } from './load-options.ts';
import { onceFor } from '../once-for.ts';

/**
 * Gives a definition with the options of its loaded choices as they are now; the same object while they are cached.
 * Those that depend on answers are not among them.
 *
 * @param stepKey only those of this step; of all steps without it
 */
export type ResolveChoices = (definition: WizardDefinition, stepKey?: string) => Awaitable<WizardDefinition>;

/** Loads the options that are the same for everybody, for every wizard of a site. */
export function choiceResolver(load: LoadOptions): ResolveChoices {
  const resolved = new Map<
    string,
    { readonly from: readonly Loaded[]; readonly definition: WizardDefinition }
  >();

  async function resolve(definition: WizardDefinition, stepKey: string | undefined) {
    const asked = placesIn(definition, stepKey).flatMap((place) => askedAt(definition, place, isForAll));
    if (asked.length === 0) return definition;
    const from = await Promise.all(asked.map(load));
    const name = `${definition.id}/${stepKey ?? ''}`;
    const known = resolved.get(name);
    if (known !== undefined && known.from.every((each, index) => each === from[index]))
      return known.definition;
    const bySource = new Map(asked.map(({ source }, index) => [source, from[index]!]));
    const fresh = withOptions(definition, bySource);
    resolved.set(name, { from, definition: fresh });
    return fresh;
  }

  return (definition, stepKey) => (loadsOptions(definition) ? resolve(definition, stepKey) : definition);
}

/** Whether a wizard has a choice whose options are loaded: few have. */
const loadsOptions = onceFor((definition: WizardDefinition): boolean =>
  placesIn(definition, undefined).some(({ step }) =>
    step.fields.some(({ meta }) => meta.source !== undefined),
  ),
);

/**
 * The definition with the options that depend on these answers, of the pages that are open with them; the definition
 * itself where there are none. As today, they stand in the definition of a request.
 *
 * @param stepKey only those of this step; of all steps on the path without it
 * @throws WizardError CHOICES_UNAVAILABLE
 */
export async function withDependentChoices(
  load: LoadOptions,
  definition: WizardDefinition,
  { stepKey, filled }: { readonly stepKey?: string | undefined; readonly filled: Filled | undefined },
): Promise<WizardDefinition> {
  if (!hasDependentChoices(definition, stepKey)) return definition;
  const page = stepKey === undefined ? undefined : findPlace(definition, stepKey);
  const walk = walkOf(definition, page === undefined ? filled : filledAt(filled, page));
  const pages = (page === undefined ? walk.path : [page]).filter(isStep);
  const loaded = await dependentOptions(load, {
    wizard: definition.id,
    places: pages.filter((place) => isOpen(walk, place)),
    known: liveOf(walk),
  });
  return loaded === undefined ? definition : { ...definition, loaded };
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
  filled: Filled,
): Promise<WizardDefinition> {
  if (!loadsOptions(definition)) return definition;
  const pages = walkOf(definition, filled).path.filter(isStep);
  const asked = pages.flatMap((place) => askedAt(definition, place, isForAll));
  const loaded = await Promise.all(asked.map(load));
  const bySource = new Map(asked.map(({ source }, index) => [source, loaded[index]!]));
  return withDependentChoices(load, withOptions(definition, bySource), { filled });
}

/** Whether a wizard, or one step of it, has loaded choices that depend on answers. */
export function hasDependentChoices(definition: WizardDefinition, stepKey?: string): boolean {
  if (!loadsOptions(definition)) return false;
  return placesIn(definition, stepKey).some(({ step }) => step.fields.some(({ meta }) => isDependent(meta)));
}

/** The options of the loaded choices of these pages that depend on answers; undefined where they have none. */
export async function dependentOptions(
  load: LoadOptions,
  {
    wizard,
    places,
    known,
  }: { readonly wizard: string; readonly places: readonly StepPlace[]; readonly known: Known },
): Promise<LoadedOptions | undefined> {
  const asked = places.flatMap((at) =>
    askedAt({ id: wizard }, at, isDependent).map((each) => ({
      ...each,
      key: at.key,
      on: loadedOn(each.source, at, known),
      earlier: nestedIn(at.scope, knownOf(each.source, at, known)),
    })),
  );
  if (asked.length === 0) return undefined;
  const loaded = await Promise.all(asked.map(load));
  const byPage: { [stepKey: string]: { [field: string]: LoadedOptions[string][string] } } = {};
  for (const [index, { key, on, place }] of asked.entries()) {
    const { options, isStandIn } = loaded[index]!;
    byPage[key] = { ...byPage[key], [place.field]: { on, options, takesOthers: isStandIn } };
  }
  return byPage;
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

function isDependent({ source }: Field['meta']): boolean {
  return source?.dependsOn !== undefined;
}

function isForAll({ source }: Field['meta']): boolean {
  return source !== undefined && source.dependsOn === undefined;
}

function isStep(place: { readonly kind: string }): place is StepPlace {
  return place.kind === 'step';
}

/** @param key only the step at this key, or the one of each row where a list is asked as rows */
function placesIn(definition: WizardDefinition, key: string | undefined): readonly StepPlace[] {
  const only = key === undefined ? undefined : findPlace(definition, key);
  if (only?.kind === 'group' && only.step.rows !== undefined) return [rowPlace(only, anyItem)];
  const places = key === undefined ? everyPlace(definition) : only === undefined ? [] : [only];
  return places.filter(isStep);
}

function askedAt(
  { id }: Pick<WizardDefinition, 'id'>,
  { key, step }: StepPlace,
  isAsked: (meta: Field['meta']) => boolean,
): readonly Asked[] {
  return step.fields
    .filter(({ meta }) => isAsked(meta))
    .map(({ name, meta }) => ({ source: meta.source!, place: { wizard: id, step: key, field: name } }));
}

/** The same tree, with these options in it: places keep their keys. */
function withOptions(
  definition: WizardDefinition,
  bySource: ReadonlyMap<ChoiceSource, Loaded>,
): WizardDefinition {
  const withLoaded = (field: Field): Field => {
    const loaded = field.meta.source === undefined ? undefined : bySource.get(field.meta.source);
    return loaded === undefined
      ? field
      : { ...field, options: loaded.options, takesOthers: loaded.isStandIn };
  };
  const resolved = (node: Node): Node => {
    if ('nodes' in node) return { ...node, nodes: node.nodes.map(resolved) };
    const hasLoaded = node.kind === 'step' && node.fields.some(({ meta }) => meta.source !== undefined);
    return hasLoaded ? { ...node, fields: node.fields.map(withLoaded) } : node;
  };
  return { ...definition, nodes: definition.nodes.map(resolved) };
}
