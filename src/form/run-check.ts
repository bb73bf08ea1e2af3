import type { Awaitable } from '../awaitable.ts';
import { WizardError } from '../errors.ts';
import { kindOf } from '../kind-of.ts';
import type { StepAnswers } from '../definition/answers.ts';
import { nestedIn } from '../definition/nest.ts';
import type { GroupPlace, StepPlace } from '../definition/place.ts';
import { issuesOfMessages, isPlainObject } from './check-messages.ts';
import { limited } from '../time-limit.ts';
import type { WordedIssue } from './issue.ts';
import type { ValidationContext } from './validation-context.ts';

/** What a step's check is run with. */
export interface CheckRun extends Omit<ValidationContext, 'context' | 'signal'> {
  readonly context: unknown;
  readonly signal: AbortSignal;
}

/**
 * Runs a step's check on valid answers.
 *
 * @returns its messages as issues of code `check`, the step's own first, then in the order of the fields
 * @throws DEFINITION_INVALID when it names a field that the step does not have, or gives something else than texts by
 *   field; whatever the check throws
 */
export async function runCheck(
  place: StepPlace,
  answers: StepAnswers,
  run: CheckRun,
): Promise<readonly WordedIssue[]> {
  const { now, today, language, services, context, signal } = run;
  const { step, scope } = place;
  const earlier = nestedIn(scope, run.earlier());
  const result = await step.check?.(answers, { earlier, now, today, language, services, context, signal });
  if (result === undefined || result === null) return [];
  if (!isPlainObject(result)) throw noMessages(place, kindOf(result));
  return issuesOfMessages(result, step.fields, (wrong) =>
    wrong.kind === 'unknown' ? unknownField(place, wrong.name) : noText(place, wrong),
  );
}

/**
 * Gives the judging of a step, or of a list, its time limit, `checkTimeoutMs`.
 *
 * @param outer the request's signal, for work that takes one: its own is aborted with it, and at the limit
 * @throws CHECK_TIMEOUT at the limit, or when the outer signal aborts (a WizardError as its reason is thrown on)
 */
export function withinLimit<Result>(
  place: StepPlace | GroupPlace,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal | undefined) => Awaitable<Result>,
): Awaitable<Result> {
  const limitMs = place.step.checkTimeoutMs;
  const late = (cause?: unknown) => tooSlow(place, limitMs, cause);
  return limited(limitMs, (limit) => work(outer === undefined ? undefined : limit.signal), { late, outer });
}

function tooSlow({ key }: StepPlace | GroupPlace, limitMs: number, cause?: unknown): WizardError {
  return new WizardError(
    'CHECK_TIMEOUT',
    `step "${key}": its check did not end within ${limitMs} ms; make it faster, honour its signal, or raise checkTimeoutMs`,
    cause === undefined ? undefined : { cause },
  );
}

function noMessages({ key, step }: StepPlace, what: string): WizardError {
  const name = step.fields[0]?.name ?? '';
  return new WizardError(
    'DEFINITION_INVALID',
    `step "${key}": its check returned ${what}; return messages by field, such as { ${name === '' ? "''" : name}: 'Choose another one' }, or { '': … } for the step as a whole; nothing when all is well`,
  );
}

function noText(
  { key }: StepPlace,
  { name, what }: { readonly name: string; readonly what: string },
): WizardError {
  const where = name === '' ? `step "${key}"` : `step "${key}", field "${name}"`;
  const first =
    what === 'a list' ? `, of a list its first (messages.${name === '' ? "['']" : name}?.[0])` : '';
  return new WizardError(
    'DEFINITION_INVALID',
    `${where}: its check returned ${what} as the message; return a text${first}, or undefined when all is well`,
  );
}

function unknownField({ key, step }: StepPlace, name: string): WizardError {
  const known = step.fields.map((field) => `"${field.name}"`).join(', ');
  return new WizardError(
    'DEFINITION_INVALID',
    `step "${key}": its check returned a message for "${name}", which is no field of this step; use ${known === '' ? '' : `${known}, or `}"" for the step as a whole`,
  );
}
