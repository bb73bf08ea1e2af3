import type {
  AnswerPath,
  AnswersByStep,
  Comparison,
  Condition,
  ItemsByGroup,
  Json,
  StepAnswers,
  ValuesByKey,
} from '../answers.ts';
import type { LoadedOptions } from '../model.ts';
import { fieldAt, forItem, type Scope, type Target } from '../scope.ts';
import { partOf } from './compare.js';
import { operandsOf, settled, unknown, type Settled } from './operand.ts';
import { answerKind, holdsFor } from './operators.ts';

/** True, false, or undefined while it depends on an answer that is still to come. */
export type Verdict = boolean | undefined;

/** What is known of the answers when a condition is asked. */
export interface Known {
  /** The answers of the steps on the path, by step key. */
  readonly live: AnswersByStep;
  /** The items of the groups on the path. */
  readonly items?: ItemsByGroup | undefined;
  /** The values that could be worked out. */
  readonly values?: ValuesByKey | undefined;
  /** What the host says of the visitor. */
  readonly facts?: StepAnswers | undefined;
  /** The day that today is, an ISO date: without it, what is counted from it is undecided. */
  readonly today?: string | undefined;
  /** The options of choices that are loaded for one visitor: they depend on answers, or are searched. */
  readonly loaded?: LoadedOptions | undefined;
  /** Keys of steps, groups and values that may still come: what reads them is undecided. */
  readonly waiting?: ReadonlySet<string> | undefined;
}

/**
 * Evaluates a condition in Kleene's three-valued logic.
 *
 * @param scope where the condition was written
 */
export function evaluate(condition: Condition, scope: Scope, known: Known): Verdict {
  switch (condition.op) {
    case 'and':
      return conjunction(condition.of, (part) => evaluate(part, scope, known));
    case 'or':
      return disjunction(condition.of, (part) => evaluate(part, scope, known));
    case 'not': {
      const inner = evaluate(condition.of, scope, known);
      return inner === undefined ? undefined : !inner;
    }
    case 'some':
    case 'every': {
      const { key } = scope.find(condition.ref);
      const ofItem = (item: string) => evaluate(condition.of, forItem(scope, condition.ref, item), known);
      const isSome = condition.op === 'some';
      const verdict = (isSome ? disjunction : conjunction)(itemsOf(key, known), ofItem);
      // An item that is still to be added may decide it.
      return known.waiting?.has(key) === true && verdict !== isSome ? undefined : verdict;
    }
    default: {
      const answer = answerAt(scope.find(condition.ref), known);
      if (answer === unknown) return undefined;
      const comparison = settledHere(condition, scope, known);
      return comparison === undefined ? undefined : holdsFor(comparison, answer);
    }
  }
}

/** A comparison with values, days and other answers put in as they are now; undefined while one is to come. */
export function settledHere<C extends Comparison>(
  comparison: C,
  scope: Scope,
  known: Known,
): Settled<C> | undefined {
  // Nearly all compare with plain values, which settle themselves.
  if (operandsOf(comparison).every((operand) => typeof operand !== 'object')) return comparison as Settled<C>;
  const field = fieldAt(comparison.ref, scope);
  const isOfMonths = field !== undefined && answerKind(field) === 'month';
  const answerOf = (ref: AnswerPath) => answerAt(scope.find(ref), known);
  return settled(comparison, { today: known.today, answerTo: answerOf }, isOfMonths);
}

/** The answer at an address; undefined when there is none, or none yet. */
export function answerTo(ref: AnswerPath, scope: Scope, known: Known): Json | undefined {
  const answer = answerAt(scope.find(ref), known);
  return answer === unknown ? undefined : answer;
}

/** Kleene's "and": false as soon as one part is, undecided when one is. */
export function conjunction<Part>(parts: readonly Part[], verdictOf: (part: Part) => Verdict): Verdict {
  let verdict: Verdict = true;
  for (const part of parts) {
    const each = verdictOf(part);
    if (each === false) return false;
    if (each === undefined) verdict = undefined;
  }
  return verdict;
}

function disjunction<Part>(parts: readonly Part[], verdictOf: (part: Part) => Verdict): Verdict {
  let verdict: Verdict = false;
  for (const part of parts) {
    const each = verdictOf(part);
    if (each === true) return true;
    if (each === undefined) verdict = undefined;
  }
  return verdict;
}

function answerAt(target: Target, known: Known): Json | undefined | typeof unknown {
  const { key } = target;
  if (known.waiting?.has(key) === true) return unknown;
  switch (target.kind) {
    case 'field': {
      const step = own(known.live, key);
      const answer = step === undefined ? undefined : own(step, target.name);
      return partOf(answer, target.part);
    }
    case 'value':
      return own(known.values ?? {}, key);
    case 'fact':
      return own(known.facts ?? {}, target.name);
    case 'count':
      return own(known.items ?? {}, key)?.length;
    case 'items':
      return own(known.items ?? {}, key);
    case 'nothing':
      return undefined;
  }
}

function itemsOf(key: string, { items = {} }: Known): readonly string[] {
  return own(items, key) ?? [];
}

function own<Value>(record: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
