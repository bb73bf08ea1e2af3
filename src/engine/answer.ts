import type { Known } from '../definition/condition/evaluate.ts';
import type { StepAnswers } from '../definition/model.ts';
import type { ExitPlace, StepPlace } from '../definition/place.ts';
import { WizardError } from '../errors.ts';
import { earlierThan, isOpen, nextAfter, resume, type Destination } from '../flow/position.ts';
import { walk, type Walk } from '../flow/walk.ts';
import type { Issue, RawValues } from '../form/issue.ts';
import type { StepCandidate } from '../form/normalise.ts';
import { validate, type Validated } from '../form/validate.ts';
import { isConflict, stampOf, type Stamp } from './stamp.ts';
import type { WizardState } from './state.ts';
import { begin, withAnswer, withCarried, withWizard } from './transition.ts';
import { currentState, maxTries, type Visit } from './visit.ts';

/** A step's form as it was sent. */
export interface AnswerRequest {
  /** An exit page has nothing to answer: it leads on. */
  readonly place: StepPlace | ExitPlace;
  readonly raw: RawValues;
  readonly candidate: StepCandidate;
  readonly stamp: Stamp;
  readonly returnToCheck: boolean;
  /** From the expired page: keep the values in a new session until their step is reached. */
  readonly carry: boolean;
  /** Keep what is typed, finished or not: the visitor stops for now. */
  readonly save: boolean;
}

/** What came of it. Only `answered`, `carried` and `saved` wrote. */
export type AnswerOutcome =
  | {
      readonly kind: 'answered';
      readonly next: Destination;
      readonly state: WizardState;
      /** Whether this was the first answer of a new run. */
      readonly isFirst: boolean;
    }
  | { readonly kind: 'carried' | 'elsewhere'; readonly next: Destination }
  | { readonly kind: 'saved' }
  | {
      readonly kind: 'invalid';
      /** Undefined before the first answer. */
      readonly state: WizardState | undefined;
      readonly place: StepPlace;
      readonly issues: readonly Issue[];
      readonly walk: Walk;
      readonly stamp: Stamp;
    }
  | {
      readonly kind: 'conflict';
      readonly place: StepPlace;
      readonly stored: StepAnswers | undefined;
      readonly stamp: Stamp;
    }
  | { readonly kind: 'submitted'; readonly reference: string }
  | { readonly kind: 'expired' };

/**
 * Answers a step: place → validate → transition → commit, again from the top when another request changed the state
 * underneath. A check of the author's is run once for the same values and the same earlier answers.
 *
 * @throws WizardError STORE_*, CHECK_TIMEOUT, STATE_NEWER, TOO_BUSY past `maxTries`
 */
export async function answerStep(visit: Visit, request: AnswerRequest): Promise<AnswerOutcome> {
  const validateOnce = rememberLast((place: StepPlace, earlier: Known) =>
    validate(place, request.candidate, {
      earlier,
      now: new Date(visit.now()),
      services: visit.services,
      get signal() {
        return AbortSignal.timeout(visit.session.remainingMs());
      },
    }),
  );
  for (let tried = 1; tried <= maxTries; tried += 1) {
    const decided = await decide(visit, request, validateOnce);
    if (decided.next === undefined) return decided.outcome;
    const session = withWizard(visit.session.state(), visit.definition.id, decided.next);
    const committed = await visit.session.commit(session);
    if (committed === 'saved') return decided.outcome;
    if (committed === 'gone') return { kind: 'expired' };
    await visit.pause(tried);
    if (!(await visit.session.reload())) return { kind: 'expired' };
  }
  throw new WizardError('TOO_BUSY');
}

interface Decided {
  readonly outcome: AnswerOutcome;
  /** The state to commit; undefined when there is nothing to write. */
  readonly next: WizardState | undefined;
}

async function decide(
  visit: Visit,
  request: AnswerRequest,
  validateOnce: (place: StepPlace, earlier: Known) => Promise<Validated>,
): Promise<Decided> {
  const { definition } = visit;
  const { place, raw, stamp } = request;
  const stored = await currentState(visit);
  if (request.carry) return carryOver(visit, request, stored);
  if (stamp.instance !== '' && stamp.instance !== stored?.instance) return nothing({ kind: 'expired' });
  if (stored?.status === 'submitted') return nothing({ kind: 'submitted', reference: stored.reference });

  const state = stored ?? begin(definition.version, visit.now(), visit.ids);
  const before = walk(definition, state.answers);
  const open = isOpen(before, place);
  // A page of ours for this step cannot have been open before anything was answered.
  if (stored === undefined && !open) return nothing({ kind: 'elsewhere', next: resume(before) });

  // Kept as it stands, finished or not, so that the visitor comes back to this very page.
  if (place.kind === 'exit') return nothing({ kind: 'elsewhere', next: resume(before) });
  if (request.save) {
    return { outcome: { kind: 'saved' }, next: withCarried(state, place, raw) };
  }
  const validated = await validateOnce(place, earlierThan(before, place));
  const mine = validated.ok ? validated.answers : undefined;
  if (isConflict(state, place, stamp, mine)) {
    const fresh = stampOf(state, place.key, visit.ids.page());
    return nothing({ kind: 'conflict', place, stored: state.answers[place.key], stamp: fresh });
  }
  if (!validated.ok) {
    if (open) {
      return nothing({
        kind: 'invalid',
        place,
        state: stored,
        issues: validated.issues,
        walk: before,
        stamp,
      });
    }
    // The step was closed by a change elsewhere: what was typed waits, should it open again.
    return { outcome: { kind: 'carried', next: resume(before) }, next: withCarried(state, place, raw) };
  }
  const next = withAnswer(state, place, validated.answers, stamp.page);
  const after = walk(definition, next.answers);
  return {
    outcome: {
      kind: 'answered',
      next: nextAfter(after, place, request.returnToCheck),
      state: next,
      isFirst: stored === undefined,
    },
    next,
  };
}

function carryOver(visit: Visit, request: AnswerRequest, stored: WizardState | undefined): Decided {
  if (stored?.status === 'submitted') return nothing({ kind: 'submitted', reference: stored.reference });
  const state = stored ?? begin(visit.definition.version, visit.now(), visit.ids);
  const next = withCarried(state, request.place, request.raw);
  const before = walk(visit.definition, state.answers);
  const goOn = isOpen(before, request.place)
    ? ({ to: 'step', place: request.place } as const)
    : resume(before);
  return { outcome: { kind: 'carried', next: goOn }, next };
}

function nothing(outcome: AnswerOutcome): Decided {
  return { outcome, next: undefined };
}

function rememberLast<T>(
  work: (place: StepPlace, earlier: Known) => Promise<T>,
): (place: StepPlace, earlier: Known) => Promise<T> {
  let last: { key: string; result: Promise<T> } | undefined;
  return (place, earlier) => {
    const key = JSON.stringify(earlier);
    if (last?.key !== key) last = { key, result: work(place, earlier) };
    return last.result;
  };
}
