import type { Request } from 'express';
import type { AnswersByStep, WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import { walk } from '../flow/walk.ts';
import type { Engine } from '../http/parts.ts';
import { openSession } from '../session/access.ts';
import { stateIn, type WizardState } from '../engine/state.ts';
import { begin, withWizard } from '../engine/transition.ts';
import { answersUpTo } from './sample-answers.ts';

/** The visitor's state in a wizard; undefined before the first answer. */
export function stateOf(engine: Engine, req: Request, { id }: WizardDefinition): WizardState | undefined {
  return stateIn(openSession(req, engine.now).state(), id);
}

/**
 * Puts a state, or nothing, in the place of the visitor's. What was sent stays frozen: going on is a new run.
 *
 * @throws WizardError SESSION_CONFLICT when another request was there first
 */
export async function saveState(
  engine: Engine,
  req: Request,
  definition: WizardDefinition,
  state: WizardState | undefined,
): Promise<void> {
  const session = openSession(req, engine.now);
  const outcome = await session.commit(withWizard(session.state(), definition.id, state));
  if (outcome !== 'saved') throw new WizardError('SESSION_CONFLICT');
}

/** The visitor's run with other answers; a new run when there is none, or when it was sent. */
export function runWith(
  engine: Engine,
  definition: WizardDefinition,
  state: WizardState | undefined,
  answers: AnswersByStep,
): WizardState {
  const isOpen = state !== undefined && state.status === 'open';
  return { ...(isOpen ? state : begin(definition.version, engine.now(), engine.ids)), answers };
}

/**
 * The visitor's answers with those that lead to a step, or to `check`; the step itself is asked again.
 *
 * @throws WizardError DEFINITION_INVALID when no way to it was found; Error when valid answers could not be made
 */
export async function answersTo(
  definition: WizardDefinition,
  key: string,
  current: AnswersByStep,
): Promise<AnswersByStep> {
  const leading = await answersUpTo(definition, key, walk(definition, current).live);
  if (leading === undefined) {
    throw new WizardError('DEFINITION_INVALID', `no way to "${key}" was found among the first 200`);
  }
  const others = Object.entries(current).filter(([other]) => other !== key);
  return { ...Object.fromEntries(others), ...leading };
}
