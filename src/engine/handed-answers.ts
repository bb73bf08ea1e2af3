import type { Json } from '../definition/answers.ts';
import { answerTo, type Known } from '../definition/condition/evaluate.ts';
import { isAnswerRef } from '../definition/condition/operand.ts';
import type { HandingOver } from '../definition/model.ts';
import type { Scope } from '../definition/scope.ts';

/**
 * What is handed over to another wizard, by its steps and fields: answers that are live here. A step for which there is
 * none is left out.
 */
export function handedAnswers(
  { fields }: HandingOver,
  scope: Scope,
  known: Known,
): { readonly [stepKey: string]: { readonly [field: string]: Json } } {
  const steps = new Map<string, { [field: string]: Json }>();
  for (const { step, field, given } of fields) {
    const value = isAnswerRef(given) ? answerTo(given.ref, scope, known) : given.value;
    if (value !== undefined) steps.set(step, { ...steps.get(step), [field]: value });
  }
  return Object.fromEntries(steps);
}
