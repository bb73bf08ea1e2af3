import type { Awaitable } from '../awaitable.ts';
import { isForVisitor, type ChoiceSource } from '../definition/choice-source.ts';
import type { Field } from '../definition/field.ts';
import type { Node, WizardDefinition } from '../definition/model.ts';
import { anyItem } from '../definition/path.ts';
import { everyPlace, findPlace, type StepPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import { walkOf, type Filled } from '../flow/walk.ts';
import { onceFor } from '../once-for.ts';
import type { Asked, Loaded, LoadOptions } from './load-options.ts';

/**
 * Gives a definition with the options of its loaded choices as they are now; the same object while they are cached.
 * Those that are loaded for one visitor are not among them: see `withChoicesHere`.
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
export const loadsOptions = onceFor((definition: WizardDefinition): boolean =>
  placesIn(definition, undefined).some(({ step }) =>
    step.fields.some(({ meta }) => meta.source !== undefined),
  ),
);

function isForAll({ source }: Field['meta']): boolean {
  return source !== undefined && !isForVisitor(source);
}

/** Whether a place is a page of questions. */
export function isStep(place: { readonly kind: string }): place is StepPlace {
  return place.kind === 'step';
}

/** @param key only the step at this key, or the one of each row where a list is asked as rows */
export function placesIn(definition: WizardDefinition, key: string | undefined): readonly StepPlace[] {
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

/**
 * The definition with the options that are the same for everybody, of all pages that these answers lead to.
 *
 * @param load as `loaderForSent` makes it, so that no answer is refused any more
 */
export async function withChoicesForAll(
  load: LoadOptions,
  definition: WizardDefinition,
  filled: Filled,
): Promise<WizardDefinition> {
  const pages = walkOf(definition, filled).path.filter(isStep);
  const asked = pages.flatMap((place) => askedAt(definition, place, isForAll));
  const loaded = await Promise.all(asked.map(load));
  return withOptions(definition, new Map(asked.map(({ source }, index) => [source, loaded[index]!])));
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
