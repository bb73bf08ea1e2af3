import type { Random } from '../controls/sample.ts';
import type { AnswersByStep, ItemsByGroup, Json } from '../definition/answers.ts';
import { candidatesOf, mayBeAbsent } from '../definition/condition/candidates.ts';
import { evaluate, type Known } from '../definition/condition/evaluate.ts';
import { refsIn } from '../definition/condition/operand.ts';
import { mayBeAccepted } from '../definition/condition/operators.ts';
import type { Field } from '../definition/field.ts';
import { nestedIn } from '../definition/nest.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { anyItem, keyOf, pathOf } from '../definition/path.ts';
import { everyPlace, fieldsAt, pathInAny, placesOf, type ValueAt } from '../definition/place.ts';
import { liveOf, walkOf, type Walk } from '../flow/walk.ts';
import { mostCombinations, type AskedTogether, type Combinations, type Wanted } from './branch-values.ts';
import type { Deciding } from './deciding.ts';
import { generateAnswers } from './generate.ts';
import type { GenerateOptions } from './generate-options.ts';
import { generateValue } from './generate-value.ts';

/** The answers from which values that conditions read are worked out: by the key of the value, as conditions name them. */
export type MadeOf = ReadonlyMap<string, ReadonlySet<string>>;

/** By so many journeys it is found out what values are worked out from. */
const mostFinished = 4;

/**
 * Finds out what values read, by working them out once more at the end of some journeys; what they read in none of these
 * is not found.
 *
 * @param keys of the values that conditions read
 */
export async function answersRead(
  definition: WizardDefinition,
  keys: readonly string[],
  options: GenerateOptions,
): Promise<MadeOf> {
  const fields = everyPlace(definition).flatMap((place) =>
    fieldsAt(place).map(({ name }) => keyOf([...pathInAny(place), name])),
  );
  // Of an answer that has parts one part is read.
  const fieldOf = (address: string) => fields.find((field) => address.startsWith(`${field}/`)) ?? address;
  const read = new Map<string, Set<string>>();
  for (const walk of keys.length === 0 ? [] : await finishedWalks(definition, options))
    for (const { at } of walk.verdicts) {
      if (at.kind !== 'value') continue;
      const known = read.get(at.key) ?? new Set();
      read.set(at.key, known);
      for (const address of readBy(at, liveOf(walk))) known.add(fieldOf(address));
    }
  const withInner = (key: string, seen: ReadonlySet<string>): readonly string[] =>
    [...(read.get(key) ?? [])].flatMap((address) =>
      read.has(address) && !seen.has(address) ? withInner(address, new Set([...seen, address])) : [address],
    );
  return new Map(keys.map((key) => [key, new Set(withInner(key, new Set([key])))]));
}

async function finishedWalks(
  definition: WizardDefinition,
  options: GenerateOptions,
): Promise<readonly Walk[]> {
  const walks: Walk[] = [];
  for (let seed = 1; seed <= mostFinished; seed += 1) {
    // Where no answers are found the walk itself says so.
    const answers = await generateAnswers(definition, seed, options).catch(() => undefined);
    if (answers !== undefined)
      walks.push(walkOf(definition, { answers, items: itemsIn(definition, answers) }));
  }
  return walks;
}

/** The items of the lists that stand in no other, as the keys of generated answers tell of them. */
function itemsIn(definition: WizardDefinition, answers: AnswersByStep): ItemsByGroup {
  const groups = placesOf(definition).filter(({ kind }) => kind === 'group');
  return Object.fromEntries(
    groups.map(({ key }) => {
      const inside = Object.keys(answers).filter((each) => each.startsWith(`${key}/`));
      return [key, [...new Set(inside.map((each) => pathOf(each)[pathOf(key).length]!))]];
    }),
  );
}

/** What an author's function looks at. */
function readBy({ value, scope }: ValueAt, known: Known): ReadonlySet<string> {
  const read = new Set<string>();
  const watched = (object: object, path: readonly string[]): object =>
    new Proxy(object, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name);
        if (typeof name !== 'string' || typeof found === 'function') return found;
        const here = [...path, Array.isArray(target) && /^\d+$/.test(name) ? anyItem : name];
        if (typeof found === 'object' && found !== null) return watched(found, here);
        read.add(keyOf(here));
        return found;
      },
    });
  try {
    // A copy: what is nested has properties that no proxy may give otherwise.
    const earlier = structuredClone(nestedIn(scope, known));
    value.compute(watched(earlier, scope.path) as typeof earlier, { today: known.today ?? '2000-01-01' });
  } catch {
    // What it read until then is known.
  }
  return read;
}

/** Numbers far apart: what a value comes to may turn at any of them. */
const magnitudes = [10, 100, 1_000, 10_000, 100_000, 1_000_000];
/** So many values of one field are tried for what is worked out from it. */
const mostSpread = 12;

/**
 * The same combinations with values far apart for the fields from which values are worked out that conditions read: what
 * they come to can be told only by trying.
 */
export function withSpread(
  { combinations, isEvery }: Combinations,
  { path, fields }: AskedTogether,
  made: MadeOf,
  { fixed, random, today }: { readonly fixed: Wanted; readonly random: Random; readonly today: string },
): Combinations {
  const read = new Set([...made.values()].flatMap((each) => [...each]));
  const spread = fields.filter(({ name }) => read.has(keyOf([...path, name])) && !Object.hasOwn(fixed, name));
  if (spread.length === 0) return { combinations, isEvery };
  const all = spread.reduce<readonly Wanted[]>(
    (so, field) =>
      so.flatMap((each) => [
        each,
        ...spreadOf(field, random, today).map((value) => ({ ...each, [field.name]: value })),
      ]),
    combinations,
  );
  const different = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
  if (different.length <= mostCombinations) return { combinations: different, isEvery };
  return { combinations: random.shuffled(different).slice(0, mostCombinations), isEvery: false };
}

function spreadOf(field: Field, random: Random, today: string): readonly Json[] {
  const generated = Array.from({ length: field.parts === undefined ? 3 : mostSpread }, (_, tried) =>
    generateValue(field, random, { today, tried }),
  );
  const options = field.options.map(({ value }) => value);
  const found = field.shape === 'list' ? options.map((value) => [value]) : options;
  const known = (candidatesOf(field, []) ?? []).filter((value): value is Json => value !== undefined);
  const far = field.shape === 'number' ? magnitudes : [];
  const values = [...found, ...known, ...generated, ...far].filter((value) => mayBeAccepted(field, value));
  const different = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  return [...different.slice(0, mostSpread), ...(mayBeAbsent(field) ? [null] : [])];
}

/** The answers so far from which values are worked out that wait for others: where they differ, so may the way. */
export function answersWaiting(made: MadeOf, { live, values = {} }: Known): string {
  const waiting = [...made].filter(([key]) => !Object.hasOwn(values, key));
  const addresses = [...new Set(waiting.flatMap(([, read]) => [...read]))];
  const given = addresses.flatMap((address): [string, Json][] => {
    const at = address.lastIndexOf('/');
    const [step, field] = [address.slice(0, at), address.slice(at + 1)];
    const answer = Object.hasOwn(live, step) ? live[step]![field] : undefined;
    return answer === undefined ? [] : [[address, answer]];
  });
  return given.length === 0 ? '' : JSON.stringify(given);
}

/** Notes how the conditions on values came out, and says which came out one way only. */
export function outcomesOfValues({ asked, root, opaque }: Deciding) {
  const reading = asked.flatMap(({ leaf }) => {
    const refs = 'of' in leaf ? [leaf.ref] : refsIn(leaf);
    const key = refs.map((ref) => root.find(ref).key).find((each) => opaque.includes(each));
    return key === undefined ? [] : [{ leaf, key, cameOut: new Set<boolean>() }];
  });
  return {
    note(known: Known): void {
      for (const { leaf, cameOut } of reading) {
        const outcome = leaf.ref.includes(anyItem) ? undefined : evaluate(leaf, root, known);
        if (outcome !== undefined) cameOut.add(outcome);
      }
    },
    leftOut: (): readonly string[] =>
      reading
        .filter(({ cameOut }) => cameOut.size < 2)
        .map(({ key, cameOut }) => {
          const [outcome] = cameOut;
          const how = outcome === undefined ? 'was never decided' : `was ${outcome ? 'true' : 'false'}`;
          return `a condition on the value "${key}" ${how} in every journey that was tried: answers for the other way were not found; walk it by giving what the value is worked out from in fixed`;
        }),
  };
}
