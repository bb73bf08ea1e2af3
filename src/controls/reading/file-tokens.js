// @ts-check
/** @import { Json } from '../../definition/answers.ts' */

/**
 * A file as a form carries it, JSON in a text: what is stored of it, or why it was refused. The server makes it anew from
 * what it knows, whatever a form says.
 *
 * @param {string} token
 * @returns {{ readonly [key: string]: Json } | undefined} undefined for what is none
 */
export function readToken(token) {
  try {
    /** @type {unknown} */
    const read = JSON.parse(token);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? /** @type {{ readonly [key: string]: Json }} */ (read)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a schema takes of a file: the reference alone. What was refused stays so, for the validation to word.
 *
 * @param {{ readonly [key: string]: Json }} file
 * @returns {Json}
 */
export function referenceIn(file) {
  const { id, name, type, bytes, sha256, refused } = file;
  if (refused !== undefined) return { refused };
  // What is absent would be no JSON.
  return JSON.parse(JSON.stringify({ id, name, type, bytes, sha256 }));
}
