import { operators } from '../condition/operators.ts';
import { comparisonsOf, isCondition } from '../condition/conditions.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault, type FaultCode, type FaultFacts } from '../../fault.ts';
import type { AnswerPath, AnswerRef, Comparison, Condition } from '../answers.ts';
import { anyItem } from '../path.ts';
import { childrenOf, parsedFunction, sourceOf, type SyntaxNode } from './function-source.ts';

const byName = new Map(Object.values(operators).map((operator) => [operator.written, operator]));

/** The names of the operators that a reference to an answer can have. */
const operatorNames: readonly string[] = [...byName.keys()];

/** The condition that an author's function returned, or none when it cannot be used; which answers it reads is checked later. */
export interface Recorded {
  readonly condition?: Condition;
  readonly faults: readonly Fault[];
}

/**
 * Runs an author's `when` or `show` once, with references that record what is done with them.
 *
 * @param name what the function is called
 * @param scopes where the references of each of its arguments start: `[]` at its own scope, `['visit']` in that step
 */
export function recordCondition(
  name: 'when' | 'show' | 'offer',
  written: (...given: never[]) => unknown,
  scopes: readonly AnswerPath[],
): Recorded {
  const recording: Recording = { made: [], unknownOperators: [], answersAsValues: [] };
  const failed = (code: FaultCode, message: string, facts?: FaultFacts): Recorded => ({
    faults: [newFault(code, message, { ...facts, property: name })],
  });
  const operator = scriptOperatorIn(written);
  if (operator !== undefined)
    return failed('script-operator', `its ${name} uses "${operator}"; ${instead(operator)}`, {
      word: operator,
    });
  let returned: unknown;
  try {
    returned = (written as (...given: readonly unknown[]) => unknown)(
      ...scopes.map((path) => refAt(path, recording)),
    );
  } catch (thrown) {
    // What an operator that does not exist gives has nothing that could be called on it.
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    if (recording.unknownOperators.length === 0)
      return failed('condition-throws', `its ${name} threw an error: ${reason}`);
  }
  const [two] = recording.answersAsValues;
  if (two !== undefined) {
    const message = `its ${name} compares "${two.ref.join('.')}" with another answer, "${two.other.join('.')}", which ${two.name} does not take; compare two answers with is, isNot, gt, gte, lt or lte`;
    return failed('two-answers', message, { ref: two.ref });
  }
  const strange = recording.unknownOperators[0];
  if (strange !== undefined) {
    const message = `"${strange.ref.join('.')}" in its ${name} has no operator "${strange.name}"`;
    return failed('unknown-operator', message + didYouMean(strange.name, operatorNames), {
      ref: strange.ref,
    });
  }
  if (!isCondition(returned)) return failed('not-a-condition', notACondition(name, returned));
  if (joinsNothing(returned))
    return failed('no-value', `its ${name} joins no conditions with and(…) or or(…); give at least one`);

  const kept = new Set<Condition>(comparisonsOf(returned));
  const dropped = recording.made.find((made) => !kept.has(made));
  if (dropped !== undefined) {
    return failed(
      'dropped-condition',
      `its ${name} makes a condition on "${dropped.ref.join('.')}" and does not return it; join conditions with and(…) or or(…)`,
      { ref: dropped.ref },
    );
  }
  return { condition: returned, faults: [] };
}

/** The answers that an author's function named, or none when it cannot be used. */
export interface RecordedAnswers {
  readonly refs?: readonly AnswerPath[];
  readonly faults: readonly Fault[];
}

/**
 * Runs an author's function once, which gives a list of references.
 *
 * @param property what it is called
 * @param must what it must do
 */
export function recordAnswers(
  property: string,
  written: (earlier: never) => unknown,
  must = `return a list of answers: ${property}: (e) => [e.trip.nights, e.trip.rooms]`,
): RecordedAnswers {
  const failed = (code: FaultCode, message: string): RecordedAnswers => ({
    faults: [newFault(code, message, { property })],
  });
  const recording: Recording = { made: [], unknownOperators: [], answersAsValues: [] };
  let returned: unknown;
  try {
    returned = (written as (earlier: unknown) => unknown)(refAt([], recording));
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return failed('condition-throws', `its ${property} threw an error: ${reason}`);
  }
  const refs = Array.isArray(returned)
    ? returned.map((each: unknown) => (typeof each === 'function' ? paths.get(each) : undefined))
    : [];
  if (refs.length === 0 || !refs.every((ref) => ref !== undefined && ref.length > 0)) {
    return failed('not-answers', `its ${property} must ${must}`);
  }
  // Each was just found to be there.
  return { refs: Object.freeze(refs as AnswerPath[]), faults: [] };
}

/** References for an author's function that says which answers go where; calls on them come to nothing. */
export function referencesToAnswers(): unknown {
  return refAt([], { made: [], unknownOperators: [], answersAsValues: [] });
}

/** The answer that a value stands for, where it is a reference. */
export function answerNamed(value: unknown): AnswerPath | undefined {
  return answerGiven(value)?.ref;
}

/** Whether a list of conditions was spread that has none: `or(...list)`. */
function joinsNothing(condition: Condition): boolean {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.length === 0 || condition.of.some(joinsNothing);
    case 'not':
    case 'some':
    case 'every':
      return joinsNothing(condition.of);
    default:
      return false;
  }
}

function instead(operator: string): string {
  if (operator === '&&') return 'join the conditions with and(a, b)';
  if (operator === '||' || operator === '??') return 'join the conditions with or(a, b)';
  if (operator === '!') return 'turn the condition round with not(a), or use .isNot(…)';
  return 'write it with and(a, b), or(a, b) and not(a)';
}

function notACondition(name: string, returned: unknown): string {
  if (returned instanceof Promise) return `its ${name} is async; it must return its condition at once`;
  if (typeof returned === 'function') {
    return `its ${name} returned an answer, not a condition; end it with an operator such as .is("…")`;
  }
  if (typeof returned === 'boolean') {
    return `its ${name} returned ${returned}, not a condition; compare with an operator such as .is(…) or .gt(…) instead of === or >`;
  }
  const shown = returned === undefined ? 'nothing' : 'no condition';
  return `its ${name} returned ${shown}; it must return one, such as earlier.visit.found.is("no")`;
}

/** What was written with references while an author's `when` or `show` ran. */
interface Recording {
  /** Every comparison that was made, returned or not. */
  readonly made: Comparison[];
  /** Operators that do not exist, with the answer on which they were called. */
  readonly unknownOperators: { readonly name: string; readonly ref: AnswerPath }[];
  /** Answers that were given to an operator which takes values only. */
  readonly answersAsValues: {
    readonly name: string;
    readonly ref: AnswerPath;
    readonly other: AnswerPath;
  }[];
}

/** The path of each reference, by the reference. */
const paths = new WeakMap<object, AnswerPath>();

/**
 * A reference below `path` that answers every name with a deeper reference and every call with a condition, so that an
 * author's function runs to its end however many names in it are wrong. What is wrong is found in the conditions.
 */
function refAt(path: AnswerPath, recording: Recording): unknown {
  // The target is a function, since only a function's proxy can be called.
  const reference = new Proxy(() => undefined, {
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
  paths.set(reference, path);
  return reference;
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
  const operator = byName.get(name);
  if (operator === undefined) {
    recording.unknownOperators.push({ name, ref });
    return { op: 'answered', ref };
  }
  const [other] = given.flatMap((each) => answerGiven(each) ?? []);
  if (other !== undefined && !operator.with.answers) {
    recording.answersAsValues.push({ name, ref, other: other.ref });
    return { op: 'answered', ref };
  }
  const comparison = operator.from(
    ref,
    given.map((each) => answerGiven(each) ?? each),
  );
  recording.made.push(Object.freeze(comparison));
  return comparison;
}

/** Another answer that was given in the place of a value. */
function answerGiven(given: unknown): AnswerRef | undefined {
  const path = typeof given === 'function' ? paths.get(given) : undefined;
  return path === undefined ? undefined : Object.freeze({ ref: Object.freeze(path) });
}

/**
 * The first of JavaScript's own logical operators in the source of an author's `when`. On conditions they would be
 * silently wrong (`a && b` is just `b`), and running the function cannot show it.
 *
 * @returns `&&`, `||`, `??`, `? :` or `!`; undefined when there is none, or the source cannot be had
 */
function scriptOperatorIn(written: (...given: never[]) => unknown): string | undefined {
  // Most have no sign of one, and need no parser.
  if (!/[?!]|&&|\|\|/.test(sourceOf(written))) return undefined;
  const node = parsedFunction(written);
  return node === undefined ? undefined : firstOperator(node);
}

function firstOperator(node: SyntaxNode): string | undefined {
  if (node.type === 'LogicalExpression') return String(node['operator']);
  if (node.type === 'ConditionalExpression') return '? :';
  if (node.type === 'UnaryExpression' && node['operator'] === '!') return '!';
  for (const child of childrenOf(node)) {
    const found = firstOperator(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
