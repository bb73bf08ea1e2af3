import { AssertionError } from 'node:assert';
import type { Page } from './read-page.ts';

/** Ends a journey. @throws AssertionError with the message, and what is behind it as its cause */
export function fail(message: string, cause?: unknown): never {
  const error = new AssertionError({ message });
  throw cause === undefined ? error : Object.assign(error, { cause });
}

/** Ends a journey where two things differ. @throws AssertionError with both */
export function differ(message: string, actual: string, expected: string): never {
  throw new AssertionError({
    message: `${message}\n  expected: ${expected}\n  actual:   ${actual}`,
    actual,
    expected,
  });
}

/** Where a visitor is and what stands there, with what the app logged when the page says that something went wrong. */
export function whereabouts(page: Page): string {
  const issues = page.issues.map(({ field, message }) => `${field}: ${message}`).join('; ');
  const shown = issues === '' ? '' : `, which shows ${issues}`;
  return `the visitor is at ${page.url} (${page.status}, "${page.heading}")${shown}${loggedWith(page)}`;
}

/** What the app logged while it made a page that says that something went wrong. */
export function loggedWith({ logged = [] }: Page): string {
  return logged.map((line) => `\n  logged: ${line}`).join('');
}
