import { differ, whereabouts } from './failing.ts';
import { nameOf, type Page } from './read-page.ts';

/** @throws AssertionError when these are not the steps that were answered */
export function expectPath(answered: readonly string[], steps: readonly string[]): void {
  if (answered.join(' ') === steps.join(' ')) return;
  differ('the path is another one', answered.join(' → '), steps.join(' → '));
}

/** @throws AssertionError when another page is open */
export function expectStep(page: Page, step: string): void {
  if (nameOf(page) !== step) differ(`another page is open: ${whereabouts(page)}`, nameOf(page), step);
}

/** @throws AssertionError when the page does not show the issue */
export function expectIssue(page: Page, field: string, message?: string | RegExp): void {
  const found = page.issues.filter((issue) => issue.field === field);
  if (found.some((issue) => message === undefined || matches(issue.message, message))) return;
  const shown = page.issues.map((issue) => `${issue.field}: ${issue.message}`).join('; ') || 'no issue';
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
