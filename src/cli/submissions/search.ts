import type { Submission } from '../../completion/journal.ts';
import { storedAnswersOf } from '../../completion/record.ts';
import { UsageError } from '../run.ts';

/** What a submission has to hold to be printed: all of it. */
export interface Search {
  readonly where?: readonly Where[] | undefined;
  /** Words, each within some answer or value of the context, whichever. */
  readonly words?: readonly string[] | undefined;
}

/** A condition of `--where`: some answer, or value of the context, under these names. */
export interface Where {
  /** The last names of its path: `email`, `you.email` or `context.user`. */
  readonly path: readonly string[];
  /** In lower case and without spaces around it: nobody writes an address twice in the same way. */
  readonly value: string;
}

/**
 * Reads `you.email=ada@example.org`.
 *
 * @throws UsageError when there is no name, no `=` or no value
 */
export function readWhere(text: string): Where {
  const at = text.indexOf('=');
  const path = text.slice(0, Math.max(at, 0)).split(/[./]/);
  const value = comparable(text.slice(at + 1));
  if (at < 1 || value === '' || path.includes(''))
    throw new UsageError(`--where ${text}: give a field and its value, such as email=ada@example.org`);
  return { path, value };
}

/**
 * Reads what somebody is looked for by: `Ada Lovelace` finds who gave these two in one answer or in two.
 *
 * @throws UsageError when there is nothing to look for
 */
export function readWords(text: string): readonly string[] {
  const words = comparable(text).split(/\s+/);
  if (words.includes('')) throw new UsageError('find what? give a text, such as ada@example.org');
  return words;
}

/** Whether a submission holds all that is searched for. */
export function holdsFor(submission: Submission, { where = [], words = [] }: Search): boolean {
  if (where.length === 0 && words.length === 0) return true;
  const values = [...valuesOf(submission)];
  return (
    where.every((each) => values.some((value) => isThere(value, each))) &&
    words.every((word) => values.some(({ text }) => text.includes(word)))
  );
}

interface Value {
  readonly path: readonly string[];
  readonly text: string;
}

/** Every answer and every value of the context, under the names that lead to it. */
function valuesOf(submission: Submission): Iterable<Value> {
  const { context } = submission;
  return valuesIn({ ...storedAnswersOf(submission), ...(context === undefined ? {} : { context }) }, []);
}

function* valuesIn(value: unknown, path: readonly string[]): Generator<Value> {
  if (Array.isArray(value)) for (const each of value) yield* valuesIn(each, path);
  else if (typeof value === 'object' && value !== null)
    for (const [name, below] of Object.entries(value)) yield* valuesIn(below, [...path, name]);
  else yield { path, text: comparable(String(value)) };
}

function isThere({ path, text }: Value, where: Where): boolean {
  return text === where.value && path.slice(-where.path.length).join('.') === where.path.join('.');
}

/** One way to write what Unicode writes in several, as a letter with its accent. */
function comparable(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}
