import type { AnswerPath } from '../definition/answers.ts';
import { textsOf, collected } from '../definition/check/texts.ts';
import type { Field } from '../definition/field.ts';
import type { LoadedOptions, WizardDefinition } from '../definition/model.ts';
import { anyItem, isKeyOf } from '../definition/path.ts';
import { everyNode, findStep, itemScope, rootScope, type NodeAt } from '../definition/place.ts';
import { fieldAt, type Scope } from '../definition/scope.ts';
import { readText, readingsIn } from '../definition/template.ts';
import { completionWithTexts } from '../definition/texts.ts';
import { liveOf, walkOf, type Filled } from '../flow/walk.ts';
import type { Log } from '../log.ts';
import { loaderForSent, type Loaded, type LoadOptions } from './load-options.ts';
import { callsOfPage, type PageCalls } from './page-calls.ts';
import { askedAt, loadedAt, valuesAt } from './visitor-choices.ts';

/** How options are loaded; `calls` where a page shows several definitions. */
interface Naming {
  readonly loadOptions: LoadOptions;
  readonly log: Log;
  readonly calls?: PageCalls<Loaded> | undefined;
}

/**
 * The definition with the options of the loaded choices that texts of it name: the names of items and of runs are such
 * texts. The definition itself where they name none, as nearly all do. An answer whose option cannot be had is called by
 * its value, and no answer is refused by them.
 */
export async function withNamedChoices(
  { loadOptions, log, calls = callsOfPage() }: Naming,
  definition: WizardDefinition,
  filled: Filled | undefined,
): Promise<WizardDefinition> {
  const named = namedIn(definition);
  if (named.length === 0 || filled === undefined) return definition;
  const load = loaderForSent(loadOptions, log);
  const known = liveOf(walkOf(definition, filled));
  const { loaded = {} } = definition;
  const isMissing = ({ key, name }: Named) => loaded[key]?.[name] === undefined;
  const missing = Object.keys(filled.answers)
    .flatMap((key) => named.filter((each) => isKeyOf(key, each.key)).map(({ name }) => ({ key, name })))
    .filter(isMissing);
  const found = await Promise.all(
    missing.map(async ({ key, name }) => {
      const at = findStep(definition, key);
      const source = at?.step.fields.find((field) => field.name === name)?.meta.source;
      if (at === undefined || source === undefined) return undefined;
      const asked = { ...askedAt({ wizard: definition.id, at, name, source, known }), calls };
      return { key, name, loaded: await loadedAt(load, asked, () => valuesAt(at, name, { filled })) };
    }),
  );
  return { ...definition, loaded: found.reduce(withField, loaded) };
}

/** Whether texts of a wizard name loaded choices. */
export function namesChoices(definition: WizardDefinition): boolean {
  return namedIn(definition).length > 0;
}

type Found = { readonly key: string; readonly name: string; readonly loaded: LoadedOptions[string][string] };

function withField(all: LoadedOptions, found: Found | undefined): LoadedOptions {
  if (found === undefined) return all;
  const { key, name, loaded } = found;
  return { ...all, [key]: { ...all[key], [name]: { ...loaded, takesOthers: true } } };
}

/** A field, and the key of its step; in a group that of any item. */
interface Named {
  readonly key: string;
  readonly name: string;
}

// By the nodes, as places are: definitions that are made for a visitor have the same ones.
const known = new WeakMap<WizardDefinition['nodes'], readonly Named[]>();

function namedIn(definition: WizardDefinition): readonly Named[] {
  const there = known.get(definition.nodes);
  if (there !== undefined) return there;
  const { name } = definition.several ?? {};
  const ofNodes = everyNode(definition).flatMap((at) => [
    ...textsOf(at).flatMap(({ text, property }) => fieldsNamed(text, scopeOfText(at, property))),
    ...(at.kind === 'step' ? at.step.fields : []).flatMap((field) => namedByItems(field, at.scope)),
  ]);
  const ofWhole = [
    ...collected((each) => completionWithTexts(definition.completion, each)).map(({ text }) => text),
    ...(name === undefined ? [] : [name]),
  ].flatMap((text) => fieldsNamed(text, rootScope(definition)));
  const made = [...ofNodes, ...ofWhole];
  known.set(definition.nodes, made);
  return made;
}

function scopeOfText(at: NodeAt, property: string): Scope {
  return property === 'item' && at.kind === 'group' ? itemScope(at, anyItem) : at.scope;
}

/** What the items of a group are called by where they are the options of a choice. */
function namedByItems({ meta: { from } }: Field, scope: Scope): readonly Named[] {
  if (from?.item === undefined) return [];
  const ofItem = (ref: AnswerPath) => scope.find([...from.group, anyItem, ...ref]);
  return fieldsNamed(from.item, { ...scope, find: ofItem });
}

/** The fields with loaded choices that a text names. */
function fieldsNamed(text: string, scope: Scope): readonly Named[] {
  const read = readText(text);
  if (read === undefined || 'problem' in read) return [];
  return readingsIn(read.template).flatMap(({ ref }) => {
    const target = scope.find(ref);
    const field = fieldAt(ref, scope);
    if (target.kind !== 'field' || field?.meta.source === undefined) return [];
    return [{ key: target.key, name: target.name }];
  });
}
