import { AssertionError } from 'node:assert';
import { nameOf, type Page, type PageIssue, type SeenPage } from './read-page.ts';

/** @throws AssertionError when these are not the steps that were answered */
export function expectPath(answered: readonly string[], steps: readonly string[]): void {
  if (answered.join(' ') === steps.join(' ')) return;
  differ('the path is another one', answered.join(' → '), steps.join(' → '));
}

/** @throws AssertionError when another page is open, or an error in its place */
export function expectStep(page: SeenPage, step: string): void {
  if (isError(page)) differ(`an error is shown: ${whereabouts(page)}`, `status ${page.status}`, step);
  expectOpen(page, step);
}

/** @throws AssertionError when another page is open; one that an error stands on still is that page */
export function expectOpen(page: SeenPage, step: string): void {
  // An address does not make the page: an author's own view may not say its kind.
  const isOther = step === 'check' && page.kind !== undefined && page.kind !== 'check';
  if (nameOf(page) !== step || isOther)
    differ(`another page is open: ${whereabouts(page)}`, isOther ? page.heading : nameOf(page), step);
}

/** @throws AssertionError when the page was answered with another status */
export function expectStatus(page: Page, status: number): void {
  if (page.status !== status)
    differ(`the status is another one: ${whereabouts(page)}`, String(page.status), String(status));
}

/** Whether a page says that something is wrong other than with what the visitor typed. */
export function isError({ status }: Page): boolean {
  return status >= 400 && status !== 422;
}

/**
 * @param field its name; of one that has several parts any of them counts, unless one is named (`wishes-meals`)
 * @throws AssertionError when the page does not show the issue
 */
export function expectIssue(page: Page, field: string, message?: string | RegExp): void {
  const found = page.issues.filter((issue) => issue.field === field || placeOf(issue) === field);
  if (found.some((issue) => message === undefined || matches(issue.message, message))) return;
  const shown = issuesOf(page) || 'no issue';
  const wanted = message === undefined ? field : `${field}: ${String(message)}`;
  differ(`the issue is not shown: ${whereabouts(page)}`, shown, wanted);
}

/** @throws AssertionError when the page does not say this */
export function expectText(page: Page, text: string | RegExp): void {
  if (!matches(page.text, text, 'within'))
    differ(`the page does not say this: ${whereabouts(page)}`, page.text, String(text));
}

function matches(text: string, wanted: string | RegExp, how: 'whole' | 'within' = 'whole'): boolean {
  if (wanted instanceof RegExp) return wanted.test(text);
  return how === 'whole' ? text === wanted : text.includes(wanted);
}

/** Ends a journey. @throws AssertionError with the message, and what is behind it as its cause */
export function fail(message: string, cause?: unknown): never {
  const error = new AssertionError({ message });
  throw cause === undefined ? error : Object.assign(error, { cause });
}

/** Ends a journey where two things differ. @throws AssertionError with both */
function differ(message: string, actual: string, expected: string): never {
  throw new AssertionError({
    message: `${message}\n  expected: ${expected}\n  actual:   ${actual}`,
    actual,
    expected,
  });
}

/** What is wrong on a page, each with its field, and the part of it that is meant. */
function issuesOf({ issues }: Page): string {
  return issues.map((issue) => `${placeOf(issue)}: ${issue.message}`).join('; ');
}

/** `wishes-meals` of the part `meals` of the field `wishes`, as its control is called. */
function placeOf({ field, part }: PageIssue): string {
  return part === undefined ? field : `${field}-${part}`;
}

/** Where a visitor is and what stands there, with what the app logged when the page says that something went wrong. */
export function whereabouts(page: Page): string {
  const issues = issuesOf(page);
  const shown = issues === '' ? '' : `, which shows ${issues}`;
  return `the visitor is at ${page.url} (${page.status}, "${page.heading}")${shown}${loggedWith(page)}`;
}

/** What the app logged while it made a page that says that something went wrong. */
function loggedWith({ logged = [] }: Page): string {
  return logged.map((line) => `\n  logged: ${line}`).join('');
}
