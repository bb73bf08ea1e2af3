import type { StepPlace } from '../definition/place.ts';
import type { Issue } from '../form/issue.ts';
import type { SentForm } from './event.ts';
import type { WizardState } from './state.ts';

/** What a host writes to one step; without a form its answer is taken out. */
export interface HostAnswer {
  readonly place: StepPlace;
  readonly form: SentForm | undefined;
}

/** What a host does to a visitor's run through a wizard. */
export type HostEvent =
  /** Answers steps of the run that there is: all of them, or none. */
  | { readonly kind: 'write'; readonly answers: readonly HostAnswer[] }
  /** Starts a run with answers; one that is open makes way only when `isOver` says so. */
  | { readonly kind: 'start-with'; readonly answers: readonly HostAnswer[]; readonly isOver: boolean };

/** What came of one step that a host has written to. */
export type WrittenStep =
  | { readonly kind: 'accepted' | 'removed'; readonly place: StepPlace }
  /** The step does not apply, or what comes before it is not answered yet. */
  | { readonly kind: 'closed'; readonly place: StepPlace }
  | { readonly kind: 'refused'; readonly place: StepPlace; readonly issues: readonly Issue[] };

/** The steps that a host writes to, judged one after the other, and the state with what was accepted. */
export interface JudgedAnswers {
  readonly state: WizardState;
  readonly steps: readonly WrittenStep[];
}

/** What came of a host's event. */
export type HostOutcome =
  /** It is durable. `isFirst` when it started a run: what was not accepted waits in the controls of its step then. */
  | {
      readonly kind: 'written';
      readonly state: WizardState;
      readonly steps: readonly WrittenStep[];
      readonly isFirst: boolean;
    }
  /** Nothing was written. */
  | { readonly kind: 'not-written'; readonly why: 'refused'; readonly steps: readonly WrittenStep[] }
  | {
      readonly kind: 'not-written';
      /**
       * There is no run; there is one already; it was sent; the session has ended; it would hold more than it may; there are
       * as many runs as there may be.
       */
      readonly why: 'not-started' | 'started' | 'sent' | 'expired' | 'too-large' | 'full';
    };
