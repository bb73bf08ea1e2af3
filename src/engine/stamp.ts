import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { StepAnswers } from '../definition/answers.ts';
import type { StepPlace } from '../definition/place.ts';
import type { Basis } from '../flow/basis.ts';
import type { Onward } from '../flow/position.ts';
import type { Walk } from '../flow/walk.ts';
import { isRecord } from '../is-record.ts';
import type { WizardState } from './state.ts';

/** What every form carries: which page it is of, so that a stale page is told from a fresh one, and where it leads. */
export interface Stamp {
  /** Empty on a first visit, before there is a session. */
  readonly instance: string;
  readonly generation: number;
  /** Hash of the stored answer that the page showed, on check-your-answers of all of them; empty when there was none. */
  readonly seen: string;
  /** Names this rendering of the page, so that sending it twice (Back, then another answer) is no conflict with itself. */
  readonly page: string;
  readonly onward: Onward;
  /** Hash of what an answer on that page is given on; empty for a step that is never asked again, or when it is not said. */
  readonly basis?: string | undefined;
}

/** Hash of a stored answer, or of what it is given on, for telling whether a page showed the newest; empty for none. */
export function hashOf(answers: StepAnswers | Basis | undefined): string {
  return answers === undefined ? '' : hashOfText(JSON.stringify(answers));
}

function hashOfText(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}

/** Whether what an answer is given on has changed since its page was shown. */
export function isGivenOnOther({ basis = '' }: Stamp, now: Basis | undefined): boolean {
  return basis !== '' && now !== undefined && basis !== hashOf(now);
}

/**
 * The stamp that a page of this step carries now.
 *
 * @param stepKey the step's; empty for check-your-answers
 * @param page a fresh name for this rendering
 */
export function stampOf(
  state: WizardState | undefined,
  stepKey: string,
  { page, onward = 'next', basis }: Pick<Stamp, 'page' | 'basis'> & { readonly onward?: Onward },
): Stamp {
  return {
    instance: state?.instance ?? '',
    generation: state?.generation ?? 1,
    seen: hashOf(state?.answers[stepKey]),
    page,
    onward,
    basis,
  };
}

/** The answers that would be sent: those of the path, with the items of its groups. */
type ToSend = Pick<Walk, 'live' | 'items'>;

/**
 * The stamp that check-your-answers carries, by which what is sent is what that page showed.
 *
 * @param page a fresh name for this rendering
 */
export function checkStampOf(state: WizardState, shown: ToSend, page: string): Stamp {
  return { ...stampOf(state, '', { page }), seen: hashOfAll(shown) };
}

/** Whether the answers have changed since check-your-answers was shown; a page that does not say what it showed is taken at its word. */
export function isNotAsShown({ seen }: Stamp, now: ToSend): boolean {
  return seen !== '' && seen !== hashOfAll(now);
}

function hashOfAll({ live, items }: ToSend): string {
  return hashOfText(JSON.stringify(sorted([live, items])));
}

/** A front end may send the parts of the same answer in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.keys(value)
    .sort()
    .map((key) => [key, sorted(value[key])]);
}

/**
 * Whether a step's stored answer was changed since its page was shown, by another page.
 *
 * @param sent the page's stamp, and the answers that it comes to: the same as the stored ones are no conflict; undefined
 *   when they are not valid
 */
export function isConflict(
  state: WizardState,
  { key }: StepPlace,
  { stamp, answers }: { readonly stamp: Stamp; readonly answers: StepAnswers | undefined },
): boolean {
  const stored = state.answers[key];
  // What costs least is asked first.
  return (
    state.pages?.[key] !== stamp.page && stamp.seen !== hashOf(stored) && !isDeepStrictEqual(stored, answers)
  );
}
