import type { Known } from '../definition/condition/evaluate.ts';
import type { Json } from '../definition/answers.ts';
import { nestedIn } from '../definition/nest.ts';
import type { ValueAt } from '../definition/place.ts';

const answerToCome = new Error('a value reads an answer that is still to come');

/**
 * Works a value out from what is known.
 *
 * @returns `toCome`: the key of an answer that it reads and that is still to come
 * @throws whatever the author's function throws
 */
export function computed(
  { value, scope }: ValueAt,
  known: Known,
): { readonly value: Json | undefined } | { readonly toCome: string } {
  const asked: string[] = [];
  const read = (key: string): never => {
    asked.push(key);
    throw answerToCome;
  };
  const earlier = nestedIn(scope, { ...known, toCome: { keys: known.waiting ?? [], read } });
  try {
    const made = value.compute(earlier);
    return asked[0] === undefined ? { value: made } : { toCome: asked[0] };
  } catch (error) {
    // The author's function may have caught ours and thrown another one.
    if (asked[0] !== undefined) return { toCome: asked[0] };
    throw error;
  }
}
