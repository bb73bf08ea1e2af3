import type { Request } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import type { InferAnswers, Wizard } from '../definition/write/types.ts';
import { walk } from '../flow/walk.ts';
import { nest } from '../form/nest.ts';
import { outputsOf } from '../form/validate.ts';
import { peekState } from '../session/repository.ts';
import { upgrade } from '../engine/upgrade.ts';

/**
 * What this visitor has answered so far, for a host's own pages: the steps on the path, parsed by their schemas.
 *
 * @param req a request that the session middleware has seen
 * @returns undefined when the visitor has not begun; a step that is not answered yet is absent
 * @throws WizardError SESSION_UNREADABLE, STATE_NEWER, MIGRATION_FAILED
 */
export async function answersOf<W extends Wizard<unknown>>(
  req: Request,
  definition: W,
): Promise<Partial<InferAnswers<W>> | undefined> {
  const wizard: WizardDefinition = definition;
  const wizards = peekState(req)?.wizards ?? {};
  const stored = Object.hasOwn(wizards, wizard.id) ? wizards[wizard.id] : undefined;
  if (stored === undefined) return undefined;
  const state = await upgrade(wizard, stored);
  const { path, live } = walk(wizard, state.answers);
  const parsed: { [stepKey: string]: { readonly [field: string]: unknown } } = {};
  for (const step of path) {
    const answers = live[step.key];
    const outputs = answers === undefined ? undefined : await outputsOf(step, answers);
    if (outputs !== undefined) parsed[step.key] = outputs;
  }
  // What the schemas gave, step by step, is what the builder inferred from the same schemas.
  return nest(parsed as Parameters<typeof nest>[0]) as Partial<InferAnswers<W>>;
}
