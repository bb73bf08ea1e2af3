import { andThen, type Awaitable } from '../awaitable.ts';
import type { OpenedLink, Outcome, WizardEvent } from './event.ts';
import { claimRun, runHere, savingOf } from './here.ts';
import { awayIn, setAsideIn, stateIn, type WizardState } from './state.ts';
import { resume } from '../flow/position.ts';
import { walkOf } from '../flow/walk.ts';
import type { Visit } from './visit.ts';
import { whenAway, whenFull } from './when-gone.ts';
import { isFull } from './which-run.ts';

/** The run that an event meets; or what it comes to already, because the run is not in this session. */
export type Met =
  | {
      readonly state: WizardState | undefined;
      /** Whether the run that was here has moved from this session for good. */
      readonly isAway?: boolean;
      /** The same state, where it was deleted and is brought back with the event. */
      readonly undone?: WizardState;
    }
  | { readonly outcome: Outcome };

/**
 * The run that an event meets; where there is none, and no room for another, what it comes to then.
 *
 * @throws WizardError STORE_*, STATE_NEWER, MIGRATION_FAILED
 */
export function runFor(visit: Visit, event: WizardEvent): Awaitable<Met> {
  const undone = isUndo(event) ? asideOf(visit)?.state : undefined;
  if (undone !== undefined) return { state: undone, undone };
  const isThere = stateIn(visit.session.state(), visit.run) !== undefined;
  const full = !isThere && isFull(visit.definition, visit.session.state()) ? whenFull(event) : undefined;
  return full === undefined ? runMet(visit, event) : { outcome: full };
}

/**
 * The run that an event meets: the session's own, what was set aside of it, or a saved one that the event brings back.
 *
 * @throws WizardError STORE_*, STATE_NEWER, MIGRATION_FAILED
 */
function runMet(visit: Visit, event: WizardEvent): Awaitable<Met> {
  const { run, session } = visit;
  switch (event.kind) {
    // Deleting asks nothing of the answers: it works where they cannot be brought to today's definition.
    case 'delete':
    case 'erase': {
      const state = stateIn(session.state(), run);
      const aside = state === undefined && event.kind === 'delete' ? asideOf(visit) : undefined;
      // Another page has done it.
      if (aside !== undefined)
        return { outcome: { kind: 'deleted', sent: aside.state.status === 'submitted' } };
      return state === undefined ? unlessAway(visit, event) : { state };
    }
    case 'restore':
      return { state: asideOf(visit)?.state };
    case 'open-saved':
      return event.by === undefined ? broughtBack(visit, event) : byLink(visit, event.by);
    // What comes back from another site finds the run that left for it.
    case 'return':
    case 'carry':
      return broughtBack(visit, event);
    case 'restart':
      return andThen(runHere(visit), ({ state, away }): Met => {
        if (away?.at === 'rest') return { outcome: whenAway(event, away) };
        return { state, isAway: away !== undefined };
      });
    default:
      return andThen(runHere(visit), ({ state, away }): Met =>
        away === undefined ? { state } : { outcome: whenAway(event, away) },
      );
  }
}

/** Whether what was typed is to be kept in the run that was deleted. */
function isUndo(event: WizardEvent): boolean {
  if (event.kind === 'rows') return event.ask.kind === 'carry' && event.ask.isUndo === true;
  return event.kind === 'carry' && event.isUndo === true;
}

/** What was deleted of the run and can be brought back now. */
function asideOf({ session, run, now }: Visit) {
  return setAsideIn(session.state(), run, now());
}

async function unlessAway(visit: Visit, event: WizardEvent): Promise<Met> {
  const away = awayIn(visit.session.state(), visit.run, visit.now());
  if (away === undefined) return { state: undefined };
  return { outcome: whenAway(event, await savingOf(visit).whereabouts(away)) };
}

/** The run that is here, or the one that was saved from here and still rests: who has the session needs no link. */
async function broughtBack(visit: Visit, event: WizardEvent): Promise<Met> {
  const { state, away } = await runHere(visit);
  if (away === undefined) return { state };
  const claimed = away.at === 'rest' ? await claimRun(visit, { id: away.saved }) : undefined;
  if (claimed !== undefined) return { state: claimed };
  return away.at === 'rest' ? unlessAway(visit, event) : { outcome: whenAway(event, away) };
}

/** The run that a link leads to; nothing is claimed where another one would have to give way. */
async function byLink(visit: Visit, { hash, token }: OpenedLink): Promise<Met> {
  const { state } = await runHere(visit);
  if (state?.status !== 'open') return { state: await claimRun(visit, { link: hash }) };
  // Pressed twice: it came here already.
  if (state.reference === (await savingOf(visit).referenceOf(hash))) {
    const next = resume(walkOf(visit.definition, state));
    return { outcome: { kind: 'opened', next, state } };
  }
  return { outcome: { kind: 'not-opened', token } };
}
