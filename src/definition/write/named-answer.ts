import { newFault, type Fault } from '../../fault.ts';
import type { AnswerRef } from '../answers.ts';
import { answerNamed, referencesToAnswers } from './record-condition.ts';

/**
 * The one answer that an author's function names.
 *
 * @param said `what` it is, as messages call it; an `example` of how it is written; the `property` that it was given as
 */
export function namedAnswer(
  written: (earlier: never) => unknown,
  said: { readonly what: string; readonly example: string; readonly property: string },
): AnswerRef | Fault {
  const facts = { property: said.property };
  try {
    const ref = answerNamed((written as (earlier: unknown) => unknown)(referencesToAnswers()));
    if (ref !== undefined && ref.length > 0) return Object.freeze({ ref });
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return newFault('condition-throws', `${said.what} threw an error: ${reason}`, facts);
  }
  return newFault('not-answers', `${said.what} must return an answer: ${said.example}`, facts);
}
