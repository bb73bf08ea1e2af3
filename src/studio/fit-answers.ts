import type { RequestHandler } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import { findStep } from '../definition/place.ts';
import { openSession } from '../session/access.ts';
import type { WizardState } from '../engine/state.ts';
import { sortOut } from '../engine/upgrade.ts';

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
          const definition = definitions.get(id);
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
