import type { AnswersByStep, Json } from '../../../src/definition/answers.ts';
import type { ConditionSpec, StepSpec } from './random-wizard.ts';

/** All that a naive model knows of a visitor: what each step was answered with. */
export type Model = Map<string, { readonly [field: string]: Json }>;

/** How a condition comes out; `later`: it depends on an answer to come. */
export type Told = 'yes' | 'no' | 'later';

/** Whether a condition holds: worked out from the map anew, for each question. */
export function told(steps: readonly StepSpec[], model: Model, condition: ConditionSpec | undefined): Told {
  if (condition === undefined) return 'yes';
  if (!('step' in condition)) {
    const both = condition.of.map((each) => told(steps, model, each));
    const deciding = condition.op === 'and' ? 'no' : 'yes';
    if (both.includes(deciding)) return deciding;
    return both.includes('later') ? 'later' : condition.op === 'and' ? 'yes' : 'no';
  }
  const { op, step: key, field, value } = condition;
  const applies = told(steps, model, steps.find((step) => step.key === key)!.when);
  if (applies === 'later' || (applies === 'yes' && !model.has(key))) return 'later';
  const isEqual = applies === 'yes' && model.get(key)?.[field] === value;
  return isEqual === (op === 'is') ? 'yes' : 'no';
}

/** The steps that apply, in their order. */
export function pathOf(steps: readonly StepSpec[], model: Model): readonly StepSpec[] {
  return steps.filter(({ when }) => told(steps, model, when) === 'yes');
}

/** Answers in one order. */
export function sorted(answers: AnswersByStep): unknown {
  return Object.entries(answers).toSorted(([one], [other]) => one.localeCompare(other));
}
