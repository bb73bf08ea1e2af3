import type { Json } from '../definition/answers.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { GroupPlace, StepPlace } from '../definition/place.ts';
import type { Walk } from '../flow/walk.ts';
import type { Wrong } from '../form/check-list.ts';
import type { StepCandidate } from '../form/read.ts';
import type { Validated, ValidatedRun } from '../form/validate.ts';
import type { Outcome, WizardEvent } from './event.ts';
import type { HostAnswer, JudgedAnswers } from './host-event.ts';
import type { Ids } from './ids.ts';
import type { Leaving, SiteAnswer } from './other-site.ts';
import type { WizardState } from './state.ts';

/** An event that is decided: what came of it, and what is to be committed for it to be true. */
export interface Settled<Came = Outcome> {
  readonly outcome: Came;
  /**
   * The next state; `aside` takes the run out of the session, to be brought back, `none` for good; undefined when there is
   * nothing to write.
   */
  readonly next?: WizardState | ToSave | 'aside' | 'none';
}

/** A run that is put away: it leaves the session, and is opened again by a link. */
export interface ToSave {
  readonly toSave: WizardState;
}

/** What a decision is made with, beside the state and the event. */
export interface Around {
  readonly definition: WizardDefinition;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly ids: Ids;
  /** Whether the run was saved, and has moved from this session for good. */
  readonly isAway?: boolean;
}

/** The event of a kind. */
export type EventOf<Kind extends WizardEvent['kind']> = Extract<WizardEvent, { readonly kind: Kind }>;

/** An event that cannot be decided before its values are judged, which may ask the author's own checks. */
export type Undecided<Came = Outcome> =
  | {
      readonly judge: 'step';
      readonly place: StepPlace;
      readonly candidate: StepCandidate;
      /** What is known of the answers before it. */
      readonly earlier: () => Known;
      readonly conclude: (judged: Validated) => Settled<Came>;
    }
  | {
      readonly judge: 'list';
      readonly place: GroupPlace;
      readonly walk: Walk;
      readonly conclude: (wrong: Wrong | undefined) => Settled<Came>;
    }
  /** The rows of a group, each as a step. */
  | {
      readonly judge: 'rows';
      readonly rows: readonly { readonly place: StepPlace; readonly candidate: StepCandidate }[];
      readonly earlier: () => Known;
      /** May ask for the check of the list, when each row is valid. */
      readonly conclude: (judged: readonly Validated[]) => Settled<Came> | Undecided<Came>;
    }
  /** What a host writes to several steps. */
  | {
      readonly judge: 'answers';
      readonly state: WizardState;
      readonly answers: readonly HostAnswer[];
      readonly conclude: (judged: JudgedAnswers) => Settled<Came>;
    }
  /** Another site is asked. */
  | {
      readonly judge: 'site';
      /** What the answer depends on: the same is asked once. */
      readonly question: object;
      readonly ask: () => Promise<Leaving | SiteAnswer>;
      /** Given what `ask` gave. */
      readonly conclude: (said: never) => Settled<Came>;
    }
  | {
      readonly judge: 'run';
      readonly walk: Walk;
      /** Given what the host says of the visitor, which is asked when all is valid. */
      readonly conclude: (judged: ValidatedRun, context: Json | undefined) => Settled<Came>;
    };
