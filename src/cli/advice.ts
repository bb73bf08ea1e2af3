import { answersRead } from './answers-read.ts';
import { valuesOf } from '../definition/condition/answer-kind.ts';
import { comparisonsOf, type Comparison } from '../definition/condition/conditions.ts';
import { evaluate } from '../definition/condition/evaluate.ts';
import { asWritten } from '../definition/write/inside-part.ts';
import type {
  AnswerPath,
  Condition,
  Fault,
  Field,
  Json,
  Step,
  WizardDefinition,
} from '../definition/model.ts';

/**
 * What works and yet is probably not meant: options of a branching choice that alone lead to no step, and questions
 * that are asked for nothing. For a definition without errors.
 */
export function adviceOn(definition: WizardDefinition): readonly Fault[] {
  return [...idleValues(definition), ...unusedAnswers(definition)];
}

/**
 * Options that lead nowhere: the choice decides between branches, most of its options open one, and these open none and
 * are mentioned by no condition. Where all the others open the same steps, it is the option that says no, and nothing
 * is wrong.
 */
function idleValues({ steps }: WizardDefinition): readonly Fault[] {
  return steps.flatMap((step) =>
    step.fields.flatMap((field): Fault[] => {
      const mentioned = mentionedOf(steps, step, field);
      const opened = field.options.map(({ value }) => ({
        value,
        steps: stepsOpenedBy(steps, step, field, value),
      }));
      const idle = opened.filter(({ value, steps: led }) => led.length === 0 && !mentioned.has(value));
      const branches = new Set(opened.flatMap(({ steps: led }) => (led.length === 0 ? [] : [led.join(' ')])));
      if (idle.length === 0 || idle.length * 2 >= opened.length || branches.size < 2) return [];
      const values = idle.map(({ value }) => `"${value}"`).join(', ');
      const message =
        idle.length === 1
          ? `its option ${values} leads nowhere: each other one opens a step; give it one, or take it out`
          : `its options ${values} lead nowhere: each other one opens a step; give them one, or take them out`;
      return [{ code: 'idle-value', step: step.key, field: field.name, message, severity: 'warning' }];
    }),
  );
}

/** The options that a condition of a step names. */
function mentionedOf(steps: readonly Step[], step: Step, field: Field): ReadonlySet<unknown> {
  const address = [...step.path, field.name].join('/');
  const compared = steps.flatMap(({ when }) => (when === undefined ? [] : comparisonsOf(when)));
  return new Set(compared.flatMap((each) => (each.ref.join('/') === address ? valuesOf(each) : [])));
}

/** The later steps that this value leaves possible and another one rules out. */
function stepsOpenedBy(steps: readonly Step[], step: Step, field: Field, value: string): readonly string[] {
  const address = [...step.path, field.name].join('/');
  const waiting = new Set(steps.filter((each) => each !== step).map(({ key }) => key));
  const isPossible = (when: Condition, answer: Json) =>
    evaluate(when, { [step.key]: { [field.name]: answer } }, waiting) !== false;
  const given = (each: string): Json => (field.shape === 'list' ? [each] : each);
  return steps.flatMap(({ key, when }) => {
    if (when === undefined || !comparisonsOf(when).some(({ ref }) => ref.join('/') === address)) return [];
    const isDeciding = field.options.some((option) => !isPossible(when, given(option.value)));
    return isDeciding && isPossible(when, given(value)) ? [key] : [];
  });
}

/**
 * Fields that nothing reads: the handler picks its answers one by one and leaves them out, and no condition and no check
 * looks at them. Where the handler takes the answers whole, or there is none, all are used.
 */
function unusedAnswers({ steps, completion }: WizardDefinition): readonly Fault[] {
  const handled = completion.run === undefined ? undefined : answersRead(completion.run, 0, ['answers']);
  if (handled === undefined || handled.length === 0) return [];
  const used = [...handled, ...steps.flatMap(readByStep)];
  return steps.flatMap((step) =>
    step.fields.flatMap((field): Fault[] => {
      const address = [...step.path, field.name];
      if (
        used.some((path) => path.every((name, depth) => depth >= address.length || name === address[depth]))
      )
        return [];
      const message =
        'is asked for nothing: neither the handler, nor a condition, nor a check reads it; use it, or do not ask it';
      return [{ code: 'unused-answer', step: step.key, field: field.name, message, severity: 'warning' }];
    }),
  );
}

/** The answers that a step's conditions, its check and the helpers of its view read. */
function readByStep(step: Step): readonly AnswerPath[] {
  const conditions = [step.when, ...step.fields.map(({ show }) => show)];
  const compared = conditions.flatMap((condition): readonly Comparison[] =>
    condition === undefined ? [] : comparisonsOf(condition),
  );
  const own = step.check === undefined ? [] : (answersRead(asWritten(step.check).written, 0, []) ?? [[]]);
  return [
    ...compared.map(({ ref }) => ref),
    ...own.map((path) => [...step.path, ...path]),
    ...(step.check === undefined ? [] : readOfEarlier(step.check, 1, ['earlier'])),
    ...(step.helpers === undefined ? [] : readOfEarlier(step.helpers, 0, [])),
  ];
}

/** What a function of a step reads of earlier answers; those of its own part, when it stands in one. */
function readOfEarlier(
  given: (...given: never[]) => unknown,
  argument: number,
  below: AnswerPath,
): readonly AnswerPath[] {
  const { written, within } = asWritten(given);
  return (answersRead(written, argument, below) ?? [[]]).map((path) => [...within, ...path]);
}
