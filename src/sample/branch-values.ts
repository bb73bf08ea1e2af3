import type { Random } from '../controls/sample.ts';
import { controlOf } from '../controls/all.ts';
import { candidatesOf, mayBeAbsent } from '../definition/condition/candidates.ts';
import { holdsFor, mayBeAccepted } from '../definition/condition/operators.ts';
import type { AnswerPath, Comparison, Json } from '../definition/answers.ts';
import { settledHere, type Known } from '../definition/condition/evaluate.ts';
import { mirrored, refsIn, type Settled } from '../definition/condition/operand.ts';
import type { Field } from '../definition/field.ts';
import { isBelow, keyOf } from '../definition/path.ts';
import { pathInAny, type StepPlace } from '../definition/place.ts';
import type { Deciding } from './deciding.ts';
import { fromPattern } from './from-pattern.ts';
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

/** Fields whose values are wanted together: those of a step, or what a host says of a visitor. */
export interface AskedTogether {
  readonly key: string;
  /** As conditions name it, for any item. */
  readonly path: AnswerPath;
  readonly fields: readonly Field[];
}

/** The fields of a step. */
export function fieldsOfStep(place: StepPlace): AskedTogether {
  return { key: place.key, path: pathInAny(place), fields: place.step.fields };
}

/**
 * Every combination of the values of some fields that can make a difference to what decides the way.
 *
 * @param situation `known`: what is known where they are wanted
 */
export function combinationsOf(
  { key, path, fields }: AskedTogether,
  { compared, root }: Deciding,
  { fixed, random, today, known }: Situation,
): Combinations {
  let combinations: readonly Wanted[] = [{}];
  let isEvery = true;
  for (const { of, name, address, withValue } of fields.flatMap((field) => askedOf(field, path, compared))) {
    const reading = compared.flatMap((comparison) => comparedHere(comparison, address) ?? []);
    if (reading.length === 0 || Object.hasOwn(fixed, name)) continue;
    const generated = generateValue(of, random, { today });
    const valuesIn = (so: Wanted) => {
      const live = { ...known.live, [key]: withoutNone({ ...fixed, ...so }) };
      const settle = (each: Comparison) => settledHere(each, root, { ...known, live }) ?? [];
      const found = branchValues(of, reading.flatMap(settle), { generated, random });
      isEvery &&= found.isEvery;
      return found.values;
    };
    // What it is compared with can depend on the answers before it, where it is another one.
    const same = reading.some((each) => refsIn(each).length > 1) ? undefined : valuesIn({});
    combinations = combinations.flatMap((so) => (same ?? valuesIn(so)).map((value) => withValue(so, value)));
    if (combinations.length > mostCombinations) {
      isEvery = false;
      combinations = random.shuffled(combinations).slice(0, mostCombinations);
    }
  }
  const isRead = ({ name }: Field) => compared.flatMap(refsIn).some((ref) => isBelow(ref, [...path, name]));
  const whole = fields
    .filter((field) => field.parts !== undefined && !Object.hasOwn(fixed, field.name) && isRead(field))
    .reduce((all, field) => withWholeAnswers(all, field, { random, today }), combinations);
  return { combinations: whole, isEvery };
}

/** What conditions can ask of a field: its answer, or each part of one that has parts. */
interface Asked {
  /** The name of the field. */
  readonly name: string;
  readonly of: Field;
  readonly address: string;
  readonly withValue: (so: Wanted, value: Json) => Wanted;
}

function askedOf(field: Field, path: AnswerPath, compared: readonly Comparison[]): readonly Asked[] {
  const { name, parts } = field;
  const address = [...path, name];
  if (parts === undefined)
    return [
      { name, of: field, address: keyOf(address), withValue: (so, value) => ({ ...so, [name]: value }) },
    ];
  const asked = parts.map((part) => ({
    name,
    of: part,
    address: keyOf([...address, part.name]),
    withValue: (so: Wanted, value: Json) => ({
      ...so,
      [name]: { ...(so[name] as object), [part.name]: value },
    }),
  }));
  // A part that is compared with its like alone follows those that have to be on one side of something else.
  const isBound = (part: Asked) =>
    compared.some((each) => {
      const refs = refsIn(each).filter((ref) => isBelow(ref, address));
      return refs.length === 1 && keyOf(refs[0]!) === part.address;
    });
  return [...asked.filter(isBound), ...asked.filter((part) => !isBound(part))];
}

/** Completes answers of which some parts are wanted, and leaves out those that cannot be; none is one where it may be. */
function withWholeAnswers(
  combinations: readonly Wanted[],
  field: Field,
  { random, today }: Pick<Situation, 'random' | 'today'>,
): readonly Wanted[] {
  const { name } = field;
  const { sampleWith, limitFault } = controlOf(field);
  const found = combinations.flatMap((so) => {
    const parts = withoutNone((so[name] ?? {}) as Wanted);
    const sample = generateValue(field, random, { today });
    const answer = sampleWith?.(parts, sample, field) ?? { ...(sample as object), ...parts };
    const isPossible = mayBeAccepted(field, answer) && limitFault?.(answer, field, today) === undefined;
    return isPossible ? [{ ...so, [name]: answer }] : [];
  });
  const others = new Map(
    combinations.map(({ [name]: _wanted, ...other }) => [JSON.stringify(other), other as Wanted]),
  );
  if (mayBeAbsent(field)) return [...found, ...[...others.values()].map((so) => ({ ...so, [name]: null }))];
  // Where none of the wanted parts can be, any answer is as good.
  return found.length > 0 ? found : [...others.values()];
}

/** What is known where values are wanted. */
interface Situation {
  /** The fields that an author set, which are left as they are. */
  readonly fixed: Wanted;
  readonly random: Random;
  /** The day from which dates are counted, an ISO date. */
  readonly today: string;
  /** The answers before them. */
  readonly known: Known;
}

/** A comparison as one of the field at an address, on whichever side it stands. */
function comparedHere(comparison: Comparison, address: string): Comparison | undefined {
  if (keyOf(comparison.ref) === address) return comparison;
  const other = mirrored(comparison);
  return other !== undefined && keyOf(other.ref) === address ? other : undefined;
}

function withoutNone(wanted: Wanted): Wanted {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
}

/** Of the values that no condition can tell apart this many are tried: a step's check may refuse one. */
const mostAlike = 2;
/** Where there would be too many values, those of this many comparisons. */
const mostCompared = 5;

/**
 * The values of a field that can make a difference to the conditions that read it, and no answer (null) where that is
 * one.
 *
 * @param comparisons with the values of other answers in them; those that are still to come are left out
 * @param generated a plausible value, which the seed chose
 */
function branchValues(
  field: Field,
  comparisons: readonly Settled<Comparison>[],
  { generated, random }: { readonly generated: Json; readonly random: Random },
): { readonly values: readonly Json[]; readonly isEvery: boolean } {
  const every = candidatesOf(field, comparisons);
  const found = every ?? candidatesOf(field, comparisons.slice(0, mostCompared)) ?? [];
  const given = found.filter((value): value is Json => value !== undefined && mayBeAccepted(field, value));
  const alike = new Map<string, Set<Json>>();
  const matching = comparisons.flatMap((each) =>
    each.op === 'matches' ? (fromPattern(each.pattern, random) ?? []) : [],
  );
  for (const value of [generated, ...matching.filter((text) => mayBeAccepted(field, text)), ...given]) {
    const verdict = comparisons.map((comparison) => Number(holdsFor(comparison, value))).join('');
    const known = alike.get(verdict) ?? new Set();
    if (known.size < mostAlike) alike.set(verdict, known.add(value));
  }
  const values = [...alike.values()].flatMap((each) => [...each]);
  return { values: found.includes(undefined) ? [...values, null] : values, isEvery: every !== undefined };
}
