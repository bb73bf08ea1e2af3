import { candidatesOf } from './candidates.ts';
import { comparisonsOf, type Comparison } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import type { Condition, Json, Step, StepAnswers } from '../model.ts';

/** Looking further than this many tried answers is given up: the step then counts as reachable. */
const triesOfCheck = 20_000;

/**
 * Whether any answers lead to the step at `index` (or past the last one). `exits-only`: but for exit pages they would.
 *
 * Tries the answers that could make a difference (`candidatesOf`) for the steps that matter, in order, and drops a
 * branch as soon as the condition is false whatever is still to come. It may take a step for reachable that is not
 * (too many tries, schemas that cannot be looked into), never the other way round.
 *
 * @param broken keys of steps whose condition is at fault; what depends on them is `unknown`
 * @param mostTries after so many tried answers it is `unknown`
 */
export function canReach(
  steps: readonly Step[],
  index: number,
  broken: ReadonlySet<string>,
  mostTries = triesOfCheck,
): 'yes' | 'never' | 'exits-only' | 'unknown' {
  const target = steps[index];
  if (target !== undefined && broken.has(target.key)) return 'unknown';
  const before = steps.slice(0, index);
  const exits = before.filter((step) => step.exit && !broken.has(step.key));
  const withExits = search(before, target?.when, exits, { broken, mostTries });
  if (withExits !== 'never' || exits.length === 0) return withExits;
  return search(before, target?.when, [], { broken, mostTries }) === 'never' ? 'never' : 'exits-only';
}

function search(
  before: readonly Step[],
  goal: Condition | undefined,
  exits: readonly Step[],
  { broken, mostTries }: { readonly broken: ReadonlySet<string>; readonly mostTries: number },
): 'yes' | 'never' | 'unknown' {
  const relevant = relevantSteps(before, goal, exits);
  if (relevant.some((step) => broken.has(step.key))) return 'unknown';
  const comparisons = [goal, ...relevant.map((step) => step.when)].flatMap((condition) =>
    condition === undefined ? [] : comparisonsOf(condition),
  );
  const choices = relevant.map((step) => answersToTry(step, comparisons));
  if (choices.includes(undefined)) return 'unknown';
  let tries = 0;

  const from = (at: number, live: { readonly [key: string]: StepAnswers }): 'yes' | 'never' | 'unknown' => {
    if (++tries > mostTries) return 'unknown';
    const waiting = new Set(relevant.slice(at).map((step) => step.key));
    if (goal !== undefined && evaluate(goal, live, waiting) === false) return 'never';
    const step = relevant[at];
    if (step === undefined) return 'yes';
    const applies = step.when === undefined || evaluate(step.when, live, new Set()) === true;
    if (!applies) return from(at + 1, live);
    if (step.exit) return 'never';
    for (const answers of choices[at]!()) {
      const found = from(at + 1, { ...live, [step.key]: answers });
      if (found !== 'never') return found;
    }
    return 'never';
  };
  return from(0, {});
}

/** The steps whose answers, or whose being there at all, decide the goal: those it reads, those they depend on, exits. */
function relevantSteps(
  before: readonly Step[],
  goal: Condition | undefined,
  exits: readonly Step[],
): readonly Step[] {
  const keys = new Set<string>();
  const add = (condition: Condition | undefined): void => {
    for (const { ref } of condition === undefined ? [] : comparisonsOf(condition)) {
      const key = ref.slice(0, -1).join('/');
      if (keys.has(key)) continue;
      keys.add(key);
      add(before.find((step) => step.key === key)?.when);
    }
  };
  add(goal);
  for (const exit of exits) {
    keys.add(exit.key);
    add(exit.when);
  }
  return before.filter((step) => keys.has(step.key));
}

/** Every combination of answers of one step's fields that are compared; undefined when there are too many of one. */
function answersToTry(
  step: Step,
  comparisons: readonly Comparison[],
): (() => Generator<StepAnswers>) | undefined {
  const fields = step.fields.flatMap((field) => {
    const compared = comparisons.filter(
      ({ ref }) => ref[ref.length - 1] === field.name && ref.slice(0, -1).join('/') === step.key,
    );
    return compared.length === 0 ? [] : [{ name: field.name, values: candidatesOf(field, compared) }];
  });
  if (fields.some(({ values }) => values === undefined)) return undefined;
  function* combine(at: number): Generator<StepAnswers> {
    const field = fields[at];
    if (field === undefined) return yield {};
    for (const rest of combine(at + 1)) {
      for (const value of field.values!) {
        yield value === undefined
          ? rest
          : ({ ...rest, [field.name]: value } satisfies { [name: string]: Json });
      }
    }
  }
  return () => combine(0);
}
