import { isDeepStrictEqual } from 'node:util';
import type { AnswersByStep, StepAnswers, WizardDefinition } from '../../definition/model.ts';
import { walk, type WalkedPath } from '../../testing/walk.ts';

/** More ways than this are not looked at to find one to a step. */
const mostPaths = 200;

/**
 * Valid answers that lead to a step, as near to the visitor's own as there are.
 *
 * @param target a step's key, or `check`
 * @param current the visitor's live answers
 * @returns the answers of the steps before the target; undefined when no way to it was found
 * @throws Error that names a step for which no valid answers could be made
 */
export async function answersUpTo(
  definition: WizardDefinition,
  target: string,
  current: AnswersByStep,
): Promise<AnswersByStep | undefined> {
  const leads = (await pathsOf(definition, current)).filter(({ steps, exit }) =>
    target === 'check' ? exit === undefined : steps.includes(target),
  );
  const [nearest] = leads.toSorted((one, other) => likeness(other, current) - likeness(one, current));
  if (nearest === undefined) return undefined;
  const before = target === 'check' ? nearest.steps : nearest.steps.slice(0, nearest.steps.indexOf(target));
  return Object.fromEntries(before.map((key) => [key, nearest.answers[key] ?? {}]));
}

/** Ways through a wizard that keep what the visitor has answered, where it does not decide the way. */
async function pathsOf(definition: WizardDefinition, current: AnswersByStep): Promise<readonly WalkedPath[]> {
  try {
    return (await walk(definition, { fixed: current, mostPaths })).paths;
  } catch {
    // What the visitor answered may rule a branch out, by a check for example.
    return (await walk(definition, { mostPaths })).paths;
  }
}

function likeness({ answers }: WalkedPath, current: AnswersByStep): number {
  return Object.entries(current).filter(([key, own]) => isSame(answers[key], own)).length;
}

function isSame(one: StepAnswers | undefined, other: StepAnswers): boolean {
  return one !== undefined && isDeepStrictEqual({ ...one }, { ...other });
}
