import type { Json } from '../definition/answers.ts';

/**
 * The parts of an answer that a front end sent as JSON. What is empty or null is absent, as it is for a whole answer, and
 * so is the answer when nothing is left; what has no parts, or a part that is no text, is `{}`, which its schema refuses.
 *
 * @param names those that it can have; any by default
 */
export function givenParts(given: unknown, names?: readonly string[]): Json | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return {};
  const parts = Object.entries(given).filter(
    ([name, part]) => names?.includes(name) !== false && part !== '' && part !== null,
  );
  if (parts.length === 0) return undefined;
  return Object.fromEntries(parts.map(([name, part]) => [name, typeof part === 'string' ? part : {}]));
}
