import type { StepAnswers } from '../definition/answers.ts';
import type { StepPlace } from '../definition/place.ts';
import { isOpen, resume } from '../flow/position.ts';
import { walkOf } from '../flow/walk.ts';
import type { RawValues } from '../controls/raw.ts';
import { rawOf, saysTheSame, toCarry } from '../form/read.ts';
import { closed } from './closed.ts';
import type { Around, EventOf, Settled } from './decision.ts';
import type { SentForm } from './event.ts';
import { filledAt } from './items.ts';
import { hashOf, isConflict, stampOf, type Stamp } from './stamp.ts';
import type { WizardState } from './state.ts';
import { startRun, withCarried, withoutCarried } from './transition.ts';

/** The state with what is typed into a step: it waits for the step, unless it is what is stored or waits already. */
export function withTypedInto(state: WizardState, place: StepPlace, raw: RawValues): WizardState {
  const waiting = state.carried?.[place.key];
  const isAnswer = saysTheSame(place.step, raw, rawOf(place.step, state.answers[place.key]));
  if (isAnswer) return waiting === undefined ? state : withoutCarried(state, place);
  const isWaiting = waiting !== undefined && saysTheSame(place.step, toCarry(place, raw), waiting);
  return isWaiting ? state : withCarried(state, place, raw);
}

/**
 * What is typed waits for its step as what is saved does. Of a page that did not show the newest answer it is refused: it
 * can have been on its way when the answer came.
 */
export function draft(
  { definition, now, ids }: Around,
  stored: WizardState | undefined,
  { place, form, stamp }: EventOf<'draft'>,
): Settled {
  const refused: Settled = { outcome: { kind: 'drafted', isKept: false } };
  if (!definition.drafts || place.kind === 'exit' || stored?.status === 'submitted') return refused;
  if (stamp.instance !== '' && stamp.instance !== stored?.instance) return refused;
  if (stamp.seen !== hashOf(stored?.answers[place.key])) return refused;
  if (stored === undefined && !isOpen(walkOf(definition, undefined), place)) return refused;

  const kept = { kind: 'drafted', isKept: true } as const;
  const state = stored ?? startRun(definition.version, now, ids);
  const next = withTypedInto(state, place, form.raw);
  if (next === state) return { outcome: kept };
  return { outcome: { ...kept, started: stored === undefined ? next : undefined }, next };
}

/**
 * The step was answered elsewhere since its page was shown: the visitor is shown both answers. One that says the same is no
 * conflict, and neither is what another page of the same rendering has sent.
 *
 * @param answers what was typed comes to; undefined where it was not judged
 */
export function conflictAt(
  { definition, ids }: Around,
  state: WizardState,
  {
    place,
    form: { raw },
    stamp,
  }: { readonly place: StepPlace; readonly form: SentForm; readonly stamp: Stamp },
  answers?: StepAnswers,
): Settled | undefined {
  if (!isConflict(state, place, { stamp, answers })) return undefined;
  const stored = state.answers[place.key];
  if (answers === undefined && saysTheSame(place.step, raw, rawOf(place.step, stored))) return undefined;
  // What it was given on goes with it: whoever keeps it is told of what has changed, too.
  const { onward, basis } = stamp;
  const fresh = stampOf(state, place.key, { page: ids.page(), onward, basis });
  const walk = walkOf(definition, filledAt(state, place));
  return { outcome: { kind: 'conflict', place, raw, stored, walk, stamp: fresh } };
}

/**
 * What is typed waits, and its page is shown again: where nothing new is typed, nothing is written. Of a page that did not
 * show the newest answer it is a conflict with that one, as an answer would be.
 */
export function keep(around: Around, stored: WizardState | undefined, event: EventOf<'keep'>): Settled {
  const { definition, now, ids } = around;
  const { place, form, stamp } = event;
  if (stamp.instance !== '' && stamp.instance !== stored?.instance)
    return { outcome: { kind: 'expired', place, raw: form.raw } };
  if (stored?.status === 'submitted') return closed(stored, event);
  const { onward } = stamp;
  const state = stored ?? startRun(definition.version, now, ids);
  const walk = walkOf(definition, filledAt(state, place));
  const isHere = isOpen(walk, place);
  if (place.kind === 'exit' || (stored === undefined && !isHere))
    return { outcome: { kind: 'elsewhere', next: resume(walk, onward) } };
  const conflict = conflictAt(around, state, { place, form, stamp });
  if (conflict !== undefined) return conflict;

  const next = withTypedInto(state, place, form.raw);
  const way = isHere ? ({ to: 'step', place, onward } as const) : resume(walk, onward);
  if (next === state) return { outcome: { kind: 'elsewhere', next: way } };
  const started = stored === undefined ? next : undefined;
  return { outcome: { kind: 'carried', next: way, started }, next };
}

/** From the page of a session that has ended: what was typed there waits in the run that is there now. */
export function carry(
  { definition, now, ids }: Around,
  stored: WizardState | undefined,
  event: EventOf<'carry'>,
): Settled {
  const { place, form, stamp } = event;
  if (stored?.status === 'submitted') return closed(stored, event);
  const state = stored ?? startRun(definition.version, now, ids);
  const before = walkOf(definition, filledAt(state, place));
  const { onward } = stamp;
  const next = isOpen(before, place) ? ({ to: 'step', place, onward } as const) : resume(before, onward);
  const carried = withCarried(state, place, form.raw);
  const started = stored === undefined ? carried : undefined;
  return { outcome: { kind: 'carried', next, started }, next: carried };
}
