// @ts-check
/** @import { Json, Scalar } from '../answers.ts' */

/**
 * Whether an answer is as a comparison wants it, by operator; an absent answer equals nothing. The page's script is
 * joined from this file too (src/render/html/assets.ts), so that a field appears exactly where the server asks for it.
 */
export const holds = {
  /** @type {Holds<{ readonly value: Value }>} */
  eq: ({ value }, answer) => answer !== undefined && answer === value,
  /** @type {Holds<{ readonly value: Value }>} */
  ne: ({ value }, answer) => answer === undefined || answer !== value,
  /** @type {Holds<{ readonly values: readonly Scalar[] }>} */
  in: ({ values }, answer) => values.some((value) => value === answer),
  /** @type {Holds<object>} */
  answered: (_comparison, answer) =>
    answer !== undefined && answer !== null && !(Array.isArray(answer) && answer.length === 0),
  /** @type {Holds<{ readonly value: Value }>} */
  gt: ({ value }, answer) => order(answer, value) > 0,
  /** @type {Holds<{ readonly value: Value }>} */
  gte: ({ value }, answer) => order(answer, value) >= 0,
  /** @type {Holds<{ readonly value: Value }>} */
  lt: ({ value }, answer) => order(answer, value) < 0,
  /** @type {Holds<{ readonly value: Value }>} */
  lte: ({ value }, answer) => order(answer, value) <= 0,
  /** @type {Holds<{ readonly low: Value, readonly high: Value }>} */
  between: ({ low, high }, answer) => order(answer, low) >= 0 && order(answer, high) <= 0,
  /** @type {Holds<{ readonly value: Value }>} */
  includes: ({ value }, answer) => Array.isArray(answer) && answer.includes(value),
  /** @type {Holds<{ readonly values: readonly Scalar[] }>} */
  includesAny: ({ values }, answer) =>
    Array.isArray(answer) && values.some((value) => answer.includes(value)),
  /** @type {Holds<{ readonly pattern: string, readonly flags: string }>} */
  matches: ({ pattern, flags }, answer) =>
    typeof answer === 'string' && new RegExp(pattern, flags.replace(/[gy]/g, '')).test(answer),
};

/**
 * One part of an answer that is an object, such as the first day of a range; what could not be read has none.
 *
 * @param {Json | undefined} answer
 * @param {string | undefined} part without it, the answer itself
 * @returns {Json | undefined}
 */
export function partOf(answer, part) {
  if (part === undefined) return answer;
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer) || !Object.hasOwn(answer, part))
    return undefined;
  return /** @type {{ readonly [part: string]: Json }} */ (answer)[part];
}

/**
 * A value; undefined is another answer that is absent.
 *
 * @typedef {Scalar | undefined} Value
 */

/**
 * @template Comparison
 * @callback Holds
 * @param {Comparison} comparison
 * @param {Json | undefined} answer
 * @returns {boolean}
 */

/**
 * How an answer stands to a value: above 0 when it is more, below 0 when it is less; NaN when neither can be said.
 *
 * @param {Json | undefined} answer
 * @param {Value} value
 */
function order(answer, value) {
  const isNumber = typeof answer === 'number' && typeof value === 'number';
  const isText = typeof answer === 'string' && typeof value === 'string';
  if (!isNumber && !isText) return Number.NaN;
  return answer === value ? 0 : answer > value ? 1 : -1;
}
