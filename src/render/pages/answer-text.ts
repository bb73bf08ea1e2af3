import { WizardError } from '../../errors.ts';
import type { Field, Json } from '../../definition/model.ts';
import type { StepPlace } from '../../definition/place.ts';
import type { RawValue } from '../../form/issue.ts';
import { formatDate } from '../../language/dates.ts';
import type { Say } from '../../language/language.ts';
import { formatMoney, formatNumber } from '../../language/numbers.ts';

/** Where an answer is read: its place, the words and the language of the page. */
export interface Reading {
  readonly place: StepPlace;
  readonly say: Say;
  /** BCP 47. */
  readonly language: string;
}

/**
 * How a stored answer reads in a summary: the author's `summary`, else the option's label, a date, an amount, …
 *
 * @returns one text for each line; none when there is no answer
 * @throws WizardError VIEW_FAILED when the author's `summary` throws or returns no string
 */
export function answerLines(field: Field, answer: Json | undefined, reading: Reading): readonly string[] {
  if (answer === undefined || answer === null) return [];
  if (field.control === 'password') return ['••••••••'];
  if (field.meta.summary !== undefined) return linesOf(authorsSummary(field, answer, reading));
  if (Array.isArray(answer)) return answer.map((each) => labelOf(field, String(each)));
  if (typeof answer === 'boolean') return [reading.say(answer ? 'yes' : 'no')];
  if (typeof answer === 'number') return [numberText(field, answer, reading.language)];
  if (typeof answer !== 'string') return [JSON.stringify(answer)];
  if (field.control === 'date') return [formatDate(answer, reading.language)];
  return linesOf(labelOf(field, answer));
}

/** How what was typed reads: the option's label where there is one, else to the letter. A password is never read out. */
export function typedLines(field: Field, raw: RawValue | undefined, say: Say): readonly string[] {
  if (raw === undefined || raw === '') return [];
  if (field.control === 'password') return [say('secret')];
  if (typeof raw === 'string') {
    if (field.control === 'yesno' || field.control === 'consent')
      return [raw === 'yes' ? say('yes') : raw === 'no' ? say('no') : raw];
    return linesOf(labelOf(field, raw));
  }
  if ('day' in raw) {
    const typed = [raw.day, raw.month, raw.year].filter((part) => part !== '');
    return typed.length === 0 ? [] : [typed.join(' ')];
  }
  return raw.map((each) => labelOf(field, each));
}

function authorsSummary(field: Field, answer: Json, reading: Reading): string {
  const place = `step "${reading.place.key}", field "${field.name}"`;
  // The author's function is typed for the field's own answer, which is what is stored for it.
  const summary = field.meta.summary as (value: Json) => unknown;
  let text: unknown;
  try {
    text = summary(answer);
  } catch (cause) {
    throw new WizardError('VIEW_FAILED', `${place}: its summary function threw; mend it.`, { cause });
  }
  if (typeof text === 'string') return text;
  throw new WizardError(
    'VIEW_FAILED',
    `${place}: its summary function must return a string, not ${typeof text}.`,
  );
}

function labelOf(field: Field, value: string): string {
  return field.options.find((option) => option.value === value)?.label ?? value;
}

function numberText(field: Field, value: number, language: string): string {
  if (field.control === 'money' && field.meta.currency !== undefined) {
    return formatMoney(value, field.meta.currency, language);
  }
  const text = formatNumber(value, language);
  return field.meta.suffix === undefined ? text : `${text} ${field.meta.suffix}`;
}

function linesOf(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(/\r\n|\r|\n/);
}
