import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { StepAnswers } from '../definition/model.ts';
import type { StepPlace } from '../definition/place.ts';
import type { WizardState } from './state.ts';

/** What a form said of the page that it was sent from; see FormStamp in the render room. */
export interface Stamp {
  /** Empty on a first visit. */
  readonly instance: string;
  readonly generation: number;
  /** Hash of the stored answer that the page showed; empty when there was none. */
  readonly seen: string;
  readonly page: string;
}

/** Hash of a stored answer, for telling whether a page showed the newest; empty when there is none. */
export function hashOf(answers: StepAnswers | undefined): string {
  if (answers === undefined) return '';
  return createHash('sha256').update(JSON.stringify(answers)).digest('base64url').slice(0, 16);
}

/**
 * The stamp that a page of this step carries now.
 *
 * @param page a fresh name for this rendering
 */
export function stampOf(state: WizardState | undefined, stepKey: string, page: string): Stamp {
  return {
    instance: state?.instance ?? '',
    generation: state?.generation ?? 1,
    seen: hashOf(state?.answers[stepKey]),
    page,
  };
}

/** Whether this step's stored answer was changed since the page was shown, by another page, to something else than `mine`. */
export function isConflict(
  state: WizardState,
  { key }: StepPlace,
  stamp: Stamp,
  mine: StepAnswers | undefined,
): boolean {
  const stored = state.answers[key];
  return (
    stamp.seen !== hashOf(stored) && state.pages?.[key] !== stamp.page && !isDeepStrictEqual(stored, mine)
  );
}
