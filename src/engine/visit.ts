import type { WizardDefinition } from '../definition/model.ts';
import type { WordedIssue } from '../form/issue.ts';
import type { Ids } from './ids.ts';
import type { SessionAccess } from '../session/repository.ts';
import { reopened } from './transition.ts';
import type { WizardState } from './state.ts';
import { upgrade } from './upgrade.ts';

/** What a handler sent back for a submission: messages by step key, then field. */
export type Rejected = { readonly [stepKey: string]: { readonly [field: string]: string } };

/** One request's dealings with one wizard: all effects that the engine needs, handed in. */
export interface Visit {
  readonly definition: WizardDefinition;
  readonly session: SessionAccess;
  readonly ids: Ids;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The host's services, for checks. */
  readonly services: unknown;
  /** Makes sure that a submitted state has its completion record, and says what the handler sent back, if it did. */
  readonly settle: (submitted: WizardState) => Promise<Rejected | undefined>;
  /** Inserts the completion record of a state that was just submitted. */
  readonly record: (submitted: WizardState) => Promise<void>;
  /** Waits before another try after a conflict; `tried` counts from 1. */
  readonly pause: (tried: number) => Promise<void>;
}

/** How often a request is tried against a session that others keep changing, before it answers TOO_BUSY. */
export const maxTries = 12;

/**
 * The visitor's state in this wizard as it stands for today's definition: migrated, and open again when the handler
 * sent the submission back. Derived on each request, written only with the next change.
 *
 * @returns undefined before the first answer
 */
export async function currentState(visit: Visit): Promise<WizardState | undefined> {
  const { wizards } = visit.session.state();
  const id = visit.definition.id;
  const stored = Object.hasOwn(wizards, id) ? wizards[id] : undefined;
  if (stored === undefined) return undefined;
  const state = await upgrade(visit.definition, stored);
  if (state.status !== 'submitted') return state;
  const rejected = await visit.settle(state);
  return rejected === undefined ? state : reopened(state, asIssues(rejected));
}

function asIssues(rejected: Rejected): { [stepKey: string]: WordedIssue[] } {
  return Object.fromEntries(
    Object.entries(rejected).map(([stepKey, messages]) => [
      stepKey,
      Object.entries(messages).map(([field, message]) => ({ field, code: 'rejected', message })),
    ]),
  );
}
