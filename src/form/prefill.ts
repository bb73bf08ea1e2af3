import { controlOf } from '../controls/all.ts';
import type { RawValue, RawValues } from '../controls/raw.ts';
import type { StepAnswers } from '../definition/answers.ts';
import type { Step } from '../definition/model.ts';

/**
 * What stands in a step's controls when it is opened again: its stored answers as they would be typed. A password is
 * never put back into a page.
 */
export function rawOf(step: Step, answers: StepAnswers | undefined): RawValues {
  if (answers === undefined) return {};
  const entries: [string, RawValue][] = [];
  for (const field of step.fields) {
    const answer = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined;
    const raw = answer === undefined || answer === null ? undefined : controlOf(field).typed(answer, field);
    if (raw !== undefined) entries.push([field.name, raw]);
  }
  return Object.fromEntries(entries);
}
