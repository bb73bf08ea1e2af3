// @ts-check
/** @import { Condition, Json, Scalar } from '../model.ts' */

/**
 * A comparison, wherever its answer is found.
 *
 * @typedef {Condition extends infer One ? One extends { readonly of: unknown } ? never : Omit<One, 'ref'> : never} Compared
 */

/**
 * Whether an answer is as a comparison wants it. An absent answer equals nothing. The page's script is joined from this
 * file too (src/render/html/assets.ts), so that a field appears exactly where the server asks for it.
 *
 * @param {Compared} comparison
 * @param {Json | undefined} answer
 * @returns {boolean}
 */
export function compare(comparison, answer) {
  switch (comparison.op) {
    case 'eq':
      return answer === comparison.value;
    case 'ne':
      return answer !== comparison.value;
    case 'in':
      return comparison.values.some((value) => value === answer);
    case 'includes':
      return Array.isArray(answer) && answer.includes(comparison.value);
    case 'answered':
      return answer !== undefined && answer !== null && !(Array.isArray(answer) && answer.length === 0);
    case 'between':
      return isOrdered(answer) && answer >= comparison.low && answer <= comparison.high;
    case 'gt':
      return isOrdered(answer) && answer > comparison.value;
    case 'gte':
      return isOrdered(answer) && answer >= comparison.value;
    case 'lt':
      return isOrdered(answer) && answer < comparison.value;
    case 'lte':
      return isOrdered(answer) && answer <= comparison.value;
  }
}

/**
 * @param {Json | undefined} answer
 * @returns {answer is string | number}
 */
function isOrdered(answer) {
  return typeof answer === 'number' || typeof answer === 'string';
}
