import type { Request } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import type { InferAnswers, Wizard } from '../definition/write/types.ts';
import { walk } from '../flow/walk.ts';
import { nest } from '../definition/nest.ts';
import { outputsOf } from '../form/validate.ts';
import { peekState } from '../session/express-session.ts';
import { stateIn } from '../engine/state.ts';
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
  const stored = stateIn(peekState(req), wizard.id);
  if (stored === undefined) return undefined;
  const state = await upgrade(wizard, stored);
  const { path, live } = walk(wizard, state.answers);
  const parsed: { [stepKey: string]: { readonly [field: string]: unknown } } = {};
  for (const place of path) {
    const answers = live[place.key];
    if (place.kind !== 'step' || answers === undefined) continue;
    const outputs = await outputsOf(place, answers);
    if (outputs !== undefined) parsed[place.key] = outputs;
  }
  // What the schemas gave, step by step, is what the builder inferred from the same schemas.
  return nest({ live: parsed }) as Partial<InferAnswers<W>>;
}
