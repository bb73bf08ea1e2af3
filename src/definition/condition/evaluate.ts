import type { AnswerPath, AnswersByStep, Condition, Json } from '../model.ts';
import { compare } from './compare.js';

/** True, false, or undefined while it depends on an answer that is still to come. */
export type Verdict = boolean | undefined;

const unknown: unique symbol = Symbol('unknown');

/**
 * Evaluates a condition over live answers, in Kleene's three-valued logic.
 *
 * @param live answers of the steps on the path, by step key
 * @param waiting keys of steps whose answer may still come: what reads them is undefined
 */
export function evaluate(condition: Condition, live: AnswersByStep, waiting: ReadonlySet<string>): Verdict {
  switch (condition.op) {
    case 'and': {
      let verdict: Verdict = true;
      for (const part of condition.of) {
        const each = evaluate(part, live, waiting);
        if (each === false) return false;
        if (each === undefined) verdict = undefined;
      }
      return verdict;
    }
    case 'or': {
      let verdict: Verdict = false;
      for (const part of condition.of) {
        const each = evaluate(part, live, waiting);
        if (each === true) return true;
        if (each === undefined) verdict = undefined;
      }
      return verdict;
    }
    case 'not': {
      const inner = evaluate(condition.of, live, waiting);
      return inner === undefined ? undefined : !inner;
    }
    default: {
      const answer = lookUp(condition.ref, live, waiting);
      return answer === unknown ? undefined : compare(condition, answer);
    }
  }
}

function lookUp(
  ref: AnswerPath,
  live: AnswersByStep,
  waiting: ReadonlySet<string>,
): Json | undefined | typeof unknown {
  const key = ref.length === 2 ? ref[0]! : ref.slice(0, -1).join('/');
  if (waiting.has(key)) return unknown;
  const step = Object.hasOwn(live, key) ? live[key] : undefined;
  const field = ref[ref.length - 1]!;
  return step !== undefined && Object.hasOwn(step, field) ? step[field] : undefined;
}
