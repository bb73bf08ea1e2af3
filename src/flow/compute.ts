import type { Known } from '../definition/condition/evaluate.ts';
import type { Json } from '../definition/answers.ts';
import { nestedIn } from '../definition/nest.ts';
import type { ValueAt } from '../definition/place.ts';

const answerToCome = new Error('a value reads an answer that is still to come');

/**
 * Works a value out from what is known.
 *
 * @returns `to come` when it reads an answer that is still to come
 * @throws whatever the author's function throws
 */
export function computed({ value, scope }: ValueAt, known: Known): { value: Json | undefined } | 'to come' {
  let isToCome = false;
  const read = (): never => {
    isToCome = true;
    throw answerToCome;
  };
  const earlier = nestedIn(scope, { ...known, toCome: { keys: known.waiting ?? [], read } });
  try {
    const made = value.compute(earlier);
    return isToCome ? 'to come' : { value: made };
  } catch (error) {
    // The author's function may have caught ours and thrown another one.
    if (isToCome) return 'to come';
    throw error;
  }
}
