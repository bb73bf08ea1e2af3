import type { Json, StepAnswers } from '../definition/answers.ts';
import { answerTo, type Known } from '../definition/condition/evaluate.ts';
import { answerKind, mayBeAccepted } from '../definition/condition/operators.ts';
import type { Field } from '../definition/field.ts';
import type { StepPlace } from '../definition/place.ts';
import { dayOfLimit } from '../definition/today.ts';

/**
 * What the fields of a step begin with, as stored answers. An earlier answer that a field would not take is left out.
 *
 * @param around.earlier gives what is known of the answers before the step
 * @param around.today gives the day, an ISO date
 */
export function initialAnswers(
  { step, scope }: StepPlace,
  { earlier, today }: { readonly earlier: () => Known; readonly today: () => string },
): StepAnswers {
  const valueOf = (field: Field, { initial }: Pick<Field, 'initial'> = field): Json | undefined => {
    switch (initial?.kind) {
      case undefined:
        return undefined;
      case 'value':
        return initial.value;
      case 'day':
        return dayOfLimit(initial.day, today()).slice(0, answerKind(field) === 'month' ? 7 : 10);
      case 'answer': {
        const answer = answerTo(initial.ref, scope, earlier());
        return answer !== undefined && mayBeAccepted(field, answer) ? answer : undefined;
      }
      case 'parts': {
        const begun = initial.parts;
        const parts = (field.parts ?? []).flatMap((part) => {
          const value = valueOf(part, { initial: begun[part.name] });
          return value === undefined ? [] : [[part.name, value] as const];
        });
        return parts.length === 0 ? undefined : Object.fromEntries(parts);
      }
    }
  };
  const found = step.fields.map((field) => [field.name, valueOf(field)] as const);
  // What has no value was taken out.
  return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as StepAnswers;
}
