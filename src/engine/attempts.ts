import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { StepPlace } from '../definition/place.ts';
import type { Basis } from '../flow/basis.ts';
import type { Attempt, WizardState } from './state.ts';

/** How many tries of a step are kept: what has ended goes first. */
const mostKept = 10;

/** The tries of a step, in the order of their start. */
export function attemptsAt(state: WizardState, { key }: Pick<StepPlace, 'key'>): readonly Attempt[] {
  const { attempts = {} } = state;
  return Object.hasOwn(attempts, key) ? attempts[key]! : [];
}

/** Those of which nobody knows yet how they ended, the latest first. */
export function openAttempts(state: WizardState, place: Pick<StepPlace, 'key'>): readonly Attempt[] {
  return attemptsAt(state, place)
    .filter(({ end }) => end === undefined)
    .toReversed();
}

/**
 * The key of the try that a press of the button starts. One that is open and was started on the same answers is taken up
 * again; otherwise it follows from the state, so that two presses at once start one thing at the other site.
 *
 * @param basis what the step depends on now
 */
export function nextAttemptId(
  state: WizardState,
  place: Pick<StepPlace, 'key'>,
  basis: Basis | undefined,
): string {
  const known = openAttempts(state, place).find((attempt) => isDeepStrictEqual(attempt.basis, basis));
  if (known !== undefined) return known.id;
  const before = attemptsAt(state, place).at(-1)?.id ?? null;
  const named = JSON.stringify([state.instance, place.key, basis ?? null, before]);
  return createHash('sha256').update(named).digest('base64url').slice(0, 32);
}

/** The state with a try as it is now: a new one, or one that is known already. */
export function withAttempt(
  state: WizardState,
  { key }: Pick<StepPlace, 'key'>,
  attempt: Attempt,
): WizardState {
  const known = attemptsAt(state, { key });
  const isKnown = known.some(({ id }) => id === attempt.id);
  const all = isKnown ? known.map((each) => (each.id === attempt.id ? attempt : each)) : [...known, attempt];
  const surplus = all.filter(({ end }) => end !== undefined).slice(0, Math.max(0, all.length - mostKept));
  return {
    ...state,
    attempts: { ...state.attempts, [key]: all.filter((each) => !surplus.includes(each)) },
  };
}

/** The state in which these tries have ended. */
export function withEnded(
  state: WizardState,
  place: Pick<StepPlace, 'key'>,
  { ids, end }: { readonly ids: readonly string[]; readonly end: NonNullable<Attempt['end']> },
): WizardState {
  return attemptsAt(state, place)
    .filter(({ id }) => ids.includes(id))
    .reduce((ended, attempt) => withAttempt(ended, place, { ...attempt, end }), state);
}
