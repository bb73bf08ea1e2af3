import type { Submission } from '../completion/journal.ts';
import { storedAnswersOf } from '../completion/record.ts';
import { UsageError } from './run.ts';

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

/** Whether all of these hold for a submission. */
export function holdsFor(submission: Submission, all: readonly Where[]): boolean {
  const { context } = submission;
  const roots = { ...storedAnswersOf(submission), ...(context === undefined ? {} : { context }) };
  return all.every((where) => isSomewhere(roots, [], where));
}

function isSomewhere(value: unknown, at: readonly string[], where: Where): boolean {
  if (Array.isArray(value)) return value.some((each) => isSomewhere(each, at, where));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([name, below]) => isSomewhere(below, [...at, name], where));
  const last = at.slice(-where.path.length);
  return last.join('.') === where.path.join('.') && comparable(String(value)) === where.value;
}

function comparable(text: string): string {
  return text.trim().toLowerCase();
}
