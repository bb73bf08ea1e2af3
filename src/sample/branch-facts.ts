import { core } from 'zod';
import type { Random } from '../controls/sample.ts';
import type { StepAnswers } from '../definition/answers.ts';
import { factsKey } from '../definition/facts.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { combinationsOf, type Wanted } from './branch-values.ts';
import { verdicts, type Deciding } from './deciding.ts';

/** So many facts are walked with at most: each may lead through the whole wizard. */
export const mostFacts = 32;

/** What a host can say of visitors, as far as the ways differ by it. */
export interface FactsToWalk {
  /** One undefined entry for a wizard that asks for none. */
  readonly each: readonly (StepAnswers | undefined)[];
  /** Whether conditions can tell no other ones apart. */
  readonly isEvery: boolean;
}

/**
 * The facts with which the ways through a wizard are walked: those that are said, and of each other one that a condition
 * reads the values which come out differently. What no condition reads stays as it was made up.
 *
 * @param definition with made-up facts
 * @param walking `said`: by name, left as they are
 */
export function factsToWalk(
  { facts = [], factsNow }: WizardDefinition,
  deciding: Deciding,
  walking: { readonly said: object; readonly random: Random; readonly today: string },
): FactsToWalk {
  if (factsNow === undefined) return { each: [undefined], isEvery: true };
  const { random, today } = walking;
  const asked = { key: factsKey, path: [factsKey], fields: facts };
  const fixed = walking.said as Wanted;
  const { combinations, isEvery } = combinationsOf(asked, deciding, {
    fixed,
    random,
    today,
    known: { live: {}, facts: factsNow },
  });
  const byOutcome = new Map<string, StepAnswers>();
  // What was made up goes first: of those that come out alike it is the one to be walked.
  for (const wanted of [{}, ...combinations]) {
    const told = present({ ...factsNow, ...wanted });
    const fits = facts.every(({ name, schema }) => core.safeParse(schema, told[name]).success);
    const outcome = verdicts(deciding, { live: {}, facts: told }, 0);
    if (fits && !byOutcome.has(outcome)) byOutcome.set(outcome, told);
  }
  const each = [...byOutcome.values()];
  return { each: each.slice(0, mostFacts), isEvery: isEvery && each.length <= mostFacts };
}

function present(told: Wanted): StepAnswers {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}
