import { operators, type Comparison } from '../condition/operators.ts';
import type { AnswerPath, Condition } from '../model.ts';
import { anyItem } from '../path.ts';

const byName = new Map(Object.values(operators).map((operator) => [operator.written, operator]));

/** The names of the operators that a reference to an answer can have. */
export const operatorNames: readonly string[] = [...byName.keys()];

/** What was written with references while an author's `when` or `show` ran. */
export interface Recording {
  /** Every comparison that was made, returned or not. */
  readonly made: Comparison[];
  /** Operators that do not exist, with the answer on which they were called. */
  readonly unknownOperators: { readonly name: string; readonly ref: AnswerPath }[];
}

/** An empty recording. */
export function newRecording(): Recording {
  return { made: [], unknownOperators: [] };
}

/**
 * A reference below `path` that answers every name with a deeper reference and every call with a condition, so that an
 * author's function runs to its end however many names in it are wrong. What is wrong is found in the conditions.
 */
export function refAt(path: AnswerPath, recording: Recording): unknown {
  // The target is a function, since only a function's proxy can be called.
  return new Proxy(() => undefined, {
    get(_target, name) {
      // Coercion (`==`, template strings) must not end in a TypeError: what the author meant is reported anyway.
      if (name === Symbol.toPrimitive) return () => path.join('.');
      if (typeof name === 'symbol') return undefined;
      // A promise would be asked for `then`; a reference is not one.
      if (name === 'then') return undefined;
      return refAt([...path, name], recording);
    },
    apply(_target, _self, given: unknown[]) {
      return called(path, given, recording);
    },
    has: () => true,
    set: () => true,
  });
}

/** A call on a reference: its last name is the operator, what stands before is the answer, or the group. */
function called(path: AnswerPath, given: readonly unknown[], recording: Recording): Condition {
  const name = path[path.length - 1] ?? '';
  const ref = Object.freeze(path.slice(0, -1));
  const [first] = given;
  if ((name === 'some' || name === 'every') && typeof first === 'function') {
    // What the author's function returns is looked at with the whole condition.
    const of = (first as (item: unknown) => Condition)(refAt([...ref, anyItem], recording));
    return Object.freeze({ op: name, ref, of });
  }
  const comparison = byName.get(name)?.from(ref, given);
  if (comparison === undefined) {
    recording.unknownOperators.push({ name, ref });
    return { op: 'answered', ref };
  }
  recording.made.push(Object.freeze(comparison));
  return comparison;
}
