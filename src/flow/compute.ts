import { core } from 'zod';
import { controlOf } from '../controls/all.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import type { Json } from '../definition/answers.ts';
import type { ValueContext } from '../definition/model.ts';
import { nestedIn } from '../definition/nest.ts';
import type { ValueAt } from '../definition/place.ts';
import { WizardError } from '../errors.ts';

/** What a value comes to, or the key of an answer that it reads and that is still to come. */
export type Computed = { readonly value: Json | undefined } | { readonly toCome: string };

const answerToCome = new Error('a value reads an answer that is still to come');

/**
 * Works a value out from what is known.
 *
 * @throws DEFINITION_INVALID for one that its schema does not take; whatever the author's function throws
 */
export function computed(at: ValueAt, known: Known): Computed {
  const { value, scope } = at;
  const asked: string[] = [];
  const read = (key: string): never => {
    asked.push(key);
    throw answerToCome;
  };
  const earlier = nestedIn(scope, { ...known, toCome: { keys: known.waiting ?? [], read } });
  try {
    const made = value.compute(earlier, dayOf(known, read));
    return asked[0] === undefined ? { value: fitting(at, made) } : { toCome: asked[0] };
  } catch (error) {
    // The author's function may have caught ours and thrown another one.
    if (asked[0] !== undefined) return { toCome: asked[0] };
    throw error;
  }
}

/** Where nobody says which day it is, a value that asks for it is not worked out. */
function dayOf({ today }: Known, read: (key: string) => never): ValueContext {
  if (today !== undefined) return { today };
  return {
    get today() {
      return read('today');
    },
  };
}

/** A value as it is compared, shown and handed over; a number as a program means it, as the answer of a field is taken. */
function fitting({ value: { field }, written }: ValueAt, made: Json | undefined): Json | undefined {
  const read = typeof made === 'number' ? (controlOf(field).readNumber?.(made) ?? made) : made;
  if (core.safeParse(field.schema, read).success) return read;
  const what = kindOf(made);
  const fix =
    made === undefined
      ? 'put .optional() behind its schema where there may be none'
      : 'let it give what its schema takes, at once, and rounded where that counts';
  throw new WizardError(
    'DEFINITION_INVALID',
    `value "${written}": its function gave ${what}, which its schema does not take; ${fix}`,
  );
}

/** What a function gave, without what it says: it was worked out from answers. */
function kindOf(made: Json | undefined): string {
  if (made === undefined) return 'nothing';
  if (typeof made === 'object') return 'an object';
  if (typeof made !== 'number') return `a ${typeof made}`;
  if (!Number.isFinite(made)) return String(made);
  return Number.isInteger(made) ? 'a whole number' : 'a number with decimals';
}
