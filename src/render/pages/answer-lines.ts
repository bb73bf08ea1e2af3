import { WizardError } from '../../errors.ts';
import { controlOf } from '../../controls/all.ts';
import type { Json } from '../../definition/answers.ts';
import type { Field } from '../../definition/field.ts';
import { linesOf, type PageLanguage } from '../../controls/display.ts';
import type { RawValue } from '../../controls/raw.ts';
import { isFromItems } from '../../flow/options-here.ts';
import type { Say } from '../../language/language.ts';

/** Where an answer is read: the key of its step, the words and the language of the page. */
export interface Reading extends PageLanguage {
  readonly key: string;
}

/**
 * How a stored answer reads: as the author's `summary` says, else as its control does.
 *
 * @returns one text for each line; none when there is no answer
 * @throws WizardError VIEW_FAILED when the author's `summary` throws or returns neither a text nor undefined
 */
export function answerLines(field: Field, answer: Json | undefined, reading: Reading): readonly string[] {
  if (answer === undefined || answer === null) return [];
  if (isFromItems(field)) return labelsOf(field, answer);
  const text = authorsSummary(field, answer, reading);
  return text === undefined ? controlOf(field).lines(answer, field, reading) : linesOf(text);
}

/** Whether the author's `summary` leaves an answer out. */
export function isLeftOut(field: Field, answer: Json | undefined, reading: Reading): boolean {
  if (answer === undefined || answer === null || !hasAuthorsSummary(field)) return false;
  return authorsSummary(field, answer, reading) === undefined;
}

function hasAuthorsSummary(field: Field): boolean {
  return field.meta.summary !== undefined && controlOf(field).isSecret !== true;
}

/** How what was typed reads: the option's label where there is one, else to the letter. A password is never read out. */
export function typedLines(field: Field, raw: RawValue | undefined, say: Say): readonly string[] {
  if (isFromItems(field)) return labelsOf(field, raw);
  return raw === undefined || raw === '' ? [] : controlOf(field).typedLines(raw, field, { say });
}

/** What the chosen items are called; nobody reads their ids, so that one which is not there any more is not named. */
function labelsOf({ options }: Field, chosen: Json | RawValue | undefined): readonly string[] {
  const ids: readonly unknown[] = Array.isArray(chosen) ? chosen : [chosen];
  return options.filter(({ value }) => ids.includes(value)).map(({ label }) => label);
}

/** What the author's function makes of an answer; undefined where there is none, or it leaves the answer out. */
function authorsSummary(field: Field, answer: Json, reading: Reading): string | undefined {
  if (!hasAuthorsSummary(field)) return undefined;
  const place = `step "${reading.key}", field "${field.name}"`;
  // The author's function is typed for the field's own answer, which is what is stored for it.
  const summary = field.meta.summary as (value: Json) => unknown;
  let text: unknown;
  try {
    text = summary(answer);
  } catch (cause) {
    throw new WizardError('VIEW_FAILED', `${place}: its summary function threw; fix it.`, { cause });
  }
  if (typeof text === 'string' || text === undefined) return text;
  throw new WizardError(
    'VIEW_FAILED',
    `${place}: its summary function must return a string, or undefined for no row, not ${typeof text}.`,
  );
}
