import type { Random } from '../controls/sample.ts';
import { candidatesOf } from '../definition/condition/candidates.ts';
import { holdsFor, mayBeAccepted, type Comparison } from '../definition/condition/operators.ts';
import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import { keyOf } from '../definition/path.ts';
import { pathInAny, type StepPlace } from '../definition/place.ts';
import type { Deciding } from './deciding.ts';
import { generateValue } from './generate-value.ts';

/** Values that are wanted of some fields of a step; null for none. */
export type Wanted = { readonly [field: string]: Json };

/** Combinations of the values of one step that are tried at most. */
export const mostCombinations = 512;

/** The combinations of one step's values that are to be tried. */
export interface Combinations {
  readonly combinations: readonly Wanted[];
  /** Whether these are all that conditions can tell apart. */
  readonly isEvery: boolean;
}

/**
 * Every combination of the values of a step's fields that can make a difference to what decides the way.
 *
 * @param fixed the fields that an author set, which are left as they are
 */
export function combinationsOf(
  place: StepPlace,
  { compared }: Deciding,
  { fixed, random, today }: { readonly fixed: Wanted; readonly random: Random; readonly today: string },
): Combinations {
  const { step } = place;
  const path = pathInAny(place);
  let combinations: readonly Wanted[] = [{}];
  let isEvery = true;
  for (const field of step.fields) {
    const address = keyOf([...path, field.name]);
    const reading = compared.filter(({ ref }) => keyOf(ref) === address);
    if (reading.length === 0 || Object.hasOwn(fixed, field.name)) continue;
    const found = branchValues(field, reading, generateValue(field, random, { today }));
    isEvery &&= found.isEvery;
    combinations = combinations.flatMap((so) =>
      found.values.map((value) => ({ ...so, [field.name]: value })),
    );
    if (combinations.length > mostCombinations) {
      isEvery = false;
      combinations = random.shuffled(combinations).slice(0, mostCombinations);
    }
  }
  return { combinations, isEvery };
}

/** Of the values that no condition can tell apart this many are tried: a step's check may refuse one. */
const mostAlike = 2;
/** Where there would be too many values, those of this many comparisons. */
const mostCompared = 5;

/**
 * The values of a field that can make a difference to the conditions that read it, and no answer (null) where that is
 * one.
 *
 * @param generated a plausible value, which the seed chose
 */
function branchValues(
  field: Field,
  comparisons: readonly Comparison[],
  generated: Json,
): { readonly values: readonly Json[]; readonly isEvery: boolean } {
  const every = candidatesOf(field, comparisons);
  const found = every ?? candidatesOf(field, comparisons.slice(0, mostCompared)) ?? [];
  const given = found.filter((value): value is Json => value !== undefined && mayBeAccepted(field, value));
  const alike = new Map<string, Set<Json>>();
  for (const value of [generated, ...given]) {
    const verdict = comparisons.map((comparison) => Number(holdsFor(comparison, value))).join('');
    const known = alike.get(verdict) ?? new Set();
    if (known.size < mostAlike) alike.set(verdict, known.add(value));
  }
  const values = [...alike.values()].flatMap((each) => [...each]);
  return { values: found.includes(undefined) ? [...values, null] : values, isEvery: every !== undefined };
}
