import type { Field, Json, Step, StepAnswers } from '../definition/model.ts';
import { partsOf } from './dates.ts';
import type { RawValue, RawValues } from './issue.ts';
import { plainAmount, plainNumber } from './numbers.ts';

/**
 * What stands in a step's controls when it is opened again: its stored answers as they would be typed. A password is
 * never put back into a page.
 */
export function rawOf(step: Step, answers: StepAnswers | undefined): RawValues {
  if (answers === undefined) return {};
  const entries: [string, RawValue][] = [];
  for (const field of step.fields) {
    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    const raw = answer === undefined || answer === null ? undefined : rawField(field, answer);
    if (raw !== undefined) entries.push([field.name, raw]);
  }
  return Object.fromEntries(entries);
}

function rawField(field: Field, answer: Json): RawValue | undefined {
  if (field.control === 'password') return undefined;
  if (field.control === 'date') return typeof answer === 'string' ? partsOf(answer) : undefined;
  if (typeof answer === 'string') return answer;
  if (typeof answer === 'number') {
    return field.control === 'money' ? plainAmount(answer, field.meta.currency) : plainNumber(answer);
  }
  if (typeof answer === 'boolean') return rawBoolean(field, answer);
  return Array.isArray(answer) ? answer.filter((each) => typeof each === 'string') : undefined;
}

function rawBoolean(field: Field, answer: boolean): string | undefined {
  if (field.control === 'consent') return answer ? 'yes' : undefined;
  if (field.control === 'yesno') return answer ? 'yes' : 'no';
  return String(answer);
}
