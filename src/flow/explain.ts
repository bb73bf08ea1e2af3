import {
  answerWords,
  comparisonWords,
  conditionWords,
  fieldAt,
} from '../definition/condition/condition-words.ts';
import { comparisonsOf, type Comparison } from '../definition/condition/conditions.ts';
import { evaluate, type Verdict } from '../definition/condition/evaluate.ts';
import type { AnswersByStep, Step, WizardDefinition } from '../definition/model.ts';

/** What a walk found; `flow/walk.ts` gives it. */
export interface Walked {
  readonly path: readonly Step[];
  readonly live: AnswersByStep;
  readonly exit: Step | undefined;
}

/** One comparison of a condition, and how it came out. */
export interface Compared {
  /** What it asks, in words: `Reason for your journey is “To work”`. */
  readonly asks: string;
  /** `course.isPaid` */
  readonly ref: string;
  /** The answer as a person reads it; `no answer` when there is none. */
  readonly answer: string;
  /** True, false, or `open` while the step that it reads is not answered. */
  readonly outcome: boolean | 'open';
}

/** Why one step is on the path or not. */
export interface ExplainedStep {
  readonly key: string;
  readonly title: string;
  /** `open`: it depends on an answer that is still to come; `beyond`: the journey ends at an exit page before it. */
  readonly verdict: 'in' | 'out' | 'open' | 'beyond';
  readonly isAnswered: boolean;
  /** Its condition in words; absent when it is always asked. */
  readonly condition?: string;
  /** Every comparison of the condition. */
  readonly compared: readonly Compared[];
}

/**
 * Why each step is on the path that these answers lead along, or is not.
 *
 * @param walked the walk over the answers
 */
export function explain(definition: WizardDefinition, walked: Walked): readonly ExplainedStep[] {
  const { steps } = definition;
  const waiting = new Set<string>();
  let isBeyond = false;
  return steps.map((step) => {
    const isAnswered = Object.hasOwn(walked.live, step.key);
    const verdict = isBeyond ? 'beyond' : verdictOf(step, walked, waiting);
    const compared = (step.when === undefined ? [] : comparisonsOf(step.when)).map((each) =>
      comparedOf(each, steps, walked.live, waiting),
    );
    // What reads a step whose answer may still come is open.
    if (verdict === 'open' || (verdict === 'in' && !isAnswered && !step.exit)) waiting.add(step.key);
    isBeyond ||= step === walked.exit;
    return {
      key: step.key,
      title: step.title,
      verdict,
      isAnswered,
      ...(step.when === undefined ? {} : { condition: conditionWords(step.when, steps) }),
      compared,
    };
  });
}

function verdictOf(step: Step, { path, live }: Walked, waiting: ReadonlySet<string>): 'in' | 'out' | 'open' {
  if (path.includes(step)) return 'in';
  return step.when !== undefined && evaluate(step.when, live, waiting) === undefined ? 'open' : 'out';
}

function comparedOf(
  comparison: Comparison,
  steps: readonly Step[],
  live: AnswersByStep,
  waiting: ReadonlySet<string>,
): Compared {
  const { ref } = comparison;
  const key = ref.slice(0, -1).join('/');
  const answers = Object.hasOwn(live, key) ? live[key] : undefined;
  const outcome: Verdict = evaluate(comparison, live, waiting);
  return {
    asks: comparisonWords(comparison, steps),
    ref: ref.join('.'),
    answer: answerWords(fieldAt(ref, steps), answers?.[ref.at(-1) ?? '']),
    outcome: outcome ?? 'open',
  };
}
