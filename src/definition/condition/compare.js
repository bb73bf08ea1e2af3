// @ts-check
/** @import { Json, Scalar } from '../answers.ts' */

/**
 * Whether an answer is as a comparison wants it, by operator; an absent answer equals nothing. The page's script is
 * joined from this file too (src/render/html/assets.ts), so that a field appears exactly where the server asks for it.
 */
export const holds = {
  /** @type {Holds<{ readonly value: Scalar }>} */
  eq: ({ value }, answer) => answer === value,
  /** @type {Holds<{ readonly value: Scalar }>} */
  ne: ({ value }, answer) => answer !== value,
  /** @type {Holds<{ readonly values: readonly Scalar[] }>} */
  in: ({ values }, answer) => values.some((value) => value === answer),
  /** @type {Holds<object>} */
  answered: (_comparison, answer) =>
    answer !== undefined && answer !== null && !(Array.isArray(answer) && answer.length === 0),
  /** @type {Holds<{ readonly value: Scalar }>} */
  gt: ({ value }, answer) => isOrdered(answer) && answer > value,
  /** @type {Holds<{ readonly value: Scalar }>} */
  gte: ({ value }, answer) => isOrdered(answer) && answer >= value,
  /** @type {Holds<{ readonly value: Scalar }>} */
  lt: ({ value }, answer) => isOrdered(answer) && answer < value,
  /** @type {Holds<{ readonly value: Scalar }>} */
  lte: ({ value }, answer) => isOrdered(answer) && answer <= value,
  /** @type {Holds<{ readonly low: Scalar, readonly high: Scalar }>} */
  between: ({ low, high }, answer) => isOrdered(answer) && answer >= low && answer <= high,
  /** @type {Holds<{ readonly value: Scalar }>} */
  includes: ({ value }, answer) => Array.isArray(answer) && answer.includes(value),
};

/**
 * @template Comparison
 * @callback Holds
 * @param {Comparison} comparison
 * @param {Json | undefined} answer
 * @returns {boolean}
 */

/**
 * @param {Json | undefined} answer
 * @returns {answer is string | number}
 */
function isOrdered(answer) {
  return typeof answer === 'number' || typeof answer === 'string';
}
