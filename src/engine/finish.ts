import type { StepPlace } from '../definition/place.ts';
import { WizardError } from '../errors.ts';
import { resume, type Destination } from '../flow/position.ts';
import { walk, type Walk } from '../flow/walk.ts';
import type { Issue } from '../form/issue.ts';
import { validateAll } from '../form/validate.ts';
import type { Stamp } from './stamp.ts';
import type { WizardState } from './state.ts';
import { submitted, withWizard } from './transition.ts';
import { currentState, maxTries, type Visit } from './visit.ts';
import { parsedOf, submissionIdOf } from '../completion/record.ts';

/** What came of a finishing POST. `submitted` only when the session is frozen and the record is durable. */
export type FinishOutcome =
  | {
      readonly kind: 'submitted';
      readonly state: WizardState;
      readonly submissionId: string;
      /** Whether this very request froze the session; false for a double click or a replay. */
      readonly isFirst: boolean;
    }
  | { readonly kind: 'elsewhere'; readonly next: Destination }
  | {
      readonly kind: 'invalid';
      readonly place: StepPlace;
      readonly issues: readonly Issue[];
      readonly walk: Walk;
      readonly state: WizardState;
    }
  | { readonly kind: 'expired' };

/** The finishing form, and who sends it. */
export interface FinishRequest {
  readonly stamp: Stamp;
  /** What the host says of the visitor, kept with the submission. */
  readonly context: () => unknown;
}

/**
 * The finish protocol: validate everything → commit the session as submitted → insert the record → answer.
 * Whoever finds the session submitted without its record inserts it, so that a crash between any two steps, a replay
 * and a double click all end at the same receipt.
 *
 * @throws WizardError STORE_*, CHECK_TIMEOUT, STATE_NEWER, TOO_BUSY
 */
export async function finish(visit: Visit, request: FinishRequest): Promise<FinishOutcome> {
  const { definition } = visit;
  let validated: { key: string; result: ReturnType<typeof validateAll> } | undefined;
  const validateOnce = (live: Walk) => {
    const key = JSON.stringify(live.live);
    if (validated?.key !== key) {
      const result = validateAll(live, {
        now: new Date(visit.now()),
        services: visit.services,
        get signal() {
          return AbortSignal.timeout(visit.session.remainingMs());
        },
      });
      validated = { key, result };
    }
    return validated.result;
  };

  for (let tried = 1; tried <= maxTries; tried += 1) {
    const state = await currentState(visit);
    if (state === undefined || request.stamp.instance !== state.instance) return { kind: 'expired' };
    // currentState has seen to its record.
    if (state.status === 'submitted') return receipt(state, false);

    const live = walk(definition, state.answers);
    // A page of an earlier generation may not submit the next one unseen.
    if (!live.complete || request.stamp.generation !== state.generation) {
      return { kind: 'elsewhere', next: resume(live) };
    }
    const checked = await validateOnce(live);
    if (!checked.ok) {
      return { kind: 'invalid', place: checked.place, issues: checked.issues, walk: live, state };
    }
    const next = submitted(state, {
      now: visit.now(),
      live: live.live,
      parsed: parsedOf(live.live, checked.values),
      context: request.context(),
    });
    const committed = await visit.session.commit(withWizard(visit.session.state(), definition.id, next));
    if (committed === 'saved') {
      await visit.record(next);
      return receipt(next, true);
    }
    if (committed === 'gone') return { kind: 'expired' };
    await visit.pause(tried);
    if (!(await visit.session.reload())) return { kind: 'expired' };
  }
  throw new WizardError('TOO_BUSY');
}

function receipt(state: WizardState, isFirst: boolean): FinishOutcome {
  return { kind: 'submitted', state, submissionId: submissionIdOf(state), isFirst };
}
