import { evaluate } from '../definition/condition/evaluate.ts';
import type { AnswersByStep, Step, StepAnswers, WizardDefinition } from '../definition/model.ts';

/** Everything that follows from a definition and the stored answers. */
export interface Walk {
  /** The steps that apply, in order, as far as the conditions can be told from the answers so far. */
  readonly path: readonly Step[];
  /** The answers of the steps on the path, by step key; those of closed branches are not among them. */
  readonly live: AnswersByStep;
  /** The first step on the path that waits for its answer. */
  readonly firstIncomplete: Step | undefined;
  /** The exit page that these answers lead to, when they do. */
  readonly exit: Step | undefined;
  /** Whether every step on the path is answered and no exit was reached: the visitor may check and submit. */
  readonly complete: boolean;
  /** How many steps apply in all; undefined while a condition still depends on an answer to come. */
  readonly total: number | undefined;
}

/**
 * The one pure walk over a definition: from the stored answers to the path, the live answers and what is complete.
 *
 * Conditions read earlier steps only, so one pass decides them all. A condition that depends on a step on the path that
 * is not answered yet is unknown: its step waits outside the path, and the total is unknown. A condition that throws is
 * an error of the definition and is thrown on.
 */
export function walk(definition: WizardDefinition, answers: AnswersByStep): Walk {
  const path: Step[] = [];
  const live: { [key: string]: StepAnswers } = {};
  const waiting = new Set<string>();
  let firstIncomplete: Step | undefined;
  let exit: Step | undefined;
  let isTotalKnown = true;

  for (const step of definition.steps) {
    const applies = step.when === undefined ? true : evaluate(step.when, live, waiting);
    if (applies === undefined) {
      isTotalKnown = false;
      waiting.add(step.key);
    }
    if (applies !== true) continue;
    path.push(step);
    if (step.exit) {
      exit = step;
      break;
    }
    const answer = Object.hasOwn(answers, step.key) ? answers[step.key] : undefined;
    if (answer !== undefined) {
      live[step.key] = answer;
    } else {
      firstIncomplete ??= step;
      waiting.add(step.key);
    }
  }
  return {
    path,
    live,
    firstIncomplete,
    exit,
    complete: firstIncomplete === undefined && exit === undefined,
    total: isTotalKnown ? path.length : undefined,
  };
}
