import type { Request, RequestHandler } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import { findStep } from '../definition/place.ts';
import { stateIn, type WizardState } from '../engine/state.ts';
import { startRun, withRun } from '../engine/transition.ts';
import { wizardOfKey } from '../engine/which-run.ts';
import { sortOut } from '../engine/upgrade.ts';
import { WizardError } from '../errors.ts';
import type { Filled } from '../flow/walk.ts';
import type { Engine } from '../http/parts.ts';
import { openSession } from '../session/access.ts';
import { answersUpTo } from './sample-answers.ts';

/** A request of a visitor to the studio of a wizard. */
export interface StudioRequest {
  readonly engine: Engine;
  readonly req: Request;
  readonly definition: WizardDefinition;
}

/** The visitor's state in a wizard; undefined before the first answer. */
export function stateOf({ engine, req, definition }: StudioRequest): WizardState | undefined {
  return stateIn(openSession(req, engine.now).state(), definition.id);
}

/**
 * Puts a state, or nothing, in the place of the visitor's. What was sent stays frozen: going on is a new run.
 *
 * @throws WizardError SESSION_CONFLICT when another request was there first
 */
export async function saveState(
  { engine, req, definition }: StudioRequest,
  state: WizardState | undefined,
): Promise<void> {
  const session = openSession(req, engine.now);
  const outcome = await session.commit(withRun(session.state(), definition.id, state));
  if (outcome !== 'saved') throw new WizardError('SESSION_CONFLICT');
}

/** The visitor's run with other answers; a new run when there is none, or when it was sent. */
export function runWith(
  { engine, definition }: Pick<StudioRequest, 'engine' | 'definition'>,
  state: WizardState | undefined,
  { answers, items }: Filled,
): WizardState {
  const isOpen = state !== undefined && state.status === 'open';
  return { ...(isOpen ? state : startRun(definition.version, engine.now(), engine.ids)), answers, items };
}

/**
 * The visitor's answers with those that lead to a step, or to `check`; the step itself is asked again.
 *
 * @throws WizardError DEFINITION_INVALID when no way to it was found; Error when valid answers could not be made
 */
export async function answersTo(definition: WizardDefinition, key: string, current: Filled): Promise<Filled> {
  const leading = await answersUpTo(definition, key, current);
  if (leading === undefined) {
    throw new WizardError('DEFINITION_INVALID', `no way to "${key}" was found among the first 200`);
  }
  const others = Object.entries(current.answers).filter(([other]) => other !== key);
  return {
    answers: { ...Object.fromEntries(others), ...leading.answers },
    items: { ...current.items, ...leading.items },
  };
}

/**
 * Before anything else of a request, brings the visitor's answers to the definitions as they were just saved: an author
 * changes them without a new version, so that the walk would trust answers that do not fit any more.
 */
export function fitAnswers(definitions: ReadonlyMap<string, WizardDefinition>): RequestHandler {
  const fitted = new Set<string>();
  return async (req, _res, next) => {
    const isNew = req.session === undefined || fitted.has(req.sessionID);
    if (!isNew) {
      const session = openSession(req, Date.now);
      const before = session.state();
      const wizards = await Promise.all(
        Object.entries(before.wizards).map(async ([id, state]) => {
          const definition = definitions.get(wizardOfKey(id));
          return [id, definition === undefined ? state : await fit(definition, state)] as const;
        }),
      );
      const isChanged = wizards.some(([id, state]) => before.wizards[id] !== state);
      // Another request of this visitor may have done it already.
      if (
        !isChanged ||
        (await session.commit({ ...before, wizards: Object.fromEntries(wizards) })) === 'saved'
      ) {
        fitted.add(req.sessionID);
      }
    }
    next();
  };
}

/** The state with what still fits its step; the rest waits in the controls of its step, as it was typed. */
export async function fit(definition: WizardDefinition, state: WizardState): Promise<WizardState> {
  // An older version is migrated by the engine itself; a newer one is one that the author took back.
  if (state.status === 'submitted' || state.version < definition.version) return state;
  const { answers, unfit: carried } = await sortOut(definition, state.answers);
  // A step that is gone may come back with the next save.
  const gone = Object.entries(state.answers).filter(([key]) => findStep(definition, key) === undefined);
  if (Object.keys(carried).length === 0 && state.version === definition.version) return state;
  return {
    ...state,
    version: definition.version,
    answers: { ...Object.fromEntries(gone), ...answers },
    carried: { ...state.carried, ...carried },
  };
}
