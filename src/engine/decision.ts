import type { WizardDefinition } from '../definition/model.ts';
import type { Outcome, WizardEvent } from './event.ts';
import type { Ids } from './ids.ts';
import type { WizardState } from './state.ts';

/** An event that is decided: what came of it, and what is to be committed for it to be true. */
export interface Settled {
  readonly outcome: Outcome;
  /**
   * The next state; `aside` takes the run out of the session, to be brought back, `none` for good; undefined when there is
   * nothing to write.
   */
  readonly next?: WizardState | 'aside' | 'none';
}

/** What a decision is made with, beside the state and the event. */
export interface Around {
  readonly definition: WizardDefinition;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly ids: Ids;
}

/** The event of a kind. */
export type EventOf<Kind extends WizardEvent['kind']> = Extract<WizardEvent, { readonly kind: Kind }>;
