import type { Known } from '../definition/condition/evaluate.ts';
import type { Json, StepAnswers } from '../definition/answers.ts';
import type { FinishContext } from '../definition/external.ts';
import type { StepPlace } from '../definition/place.ts';
import type { Attempt, WizardState } from './state.ts';

/** What the other site is asked about one try. */
export interface AskedOfSite {
  readonly place: StepPlace;
  readonly attempt: Pick<Attempt, 'id' | 'note'>;
  readonly state: WizardState;
  /** What is known of the answers before the step. */
  readonly earlier: () => Known;
}

/** How a try has ended, as far as the author's `finish` can tell. */
export type SiteAnswer =
  | { readonly kind: 'answered'; readonly answers: StepAnswers }
  /** A message for the visitor, in its author's words. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'unfinished' }
  /** It threw, or took too long: nobody knows, and nothing else may be started. */
  | { readonly kind: 'unknown' };

/** Why a step is not done at another site. */
export type NotDone = Exclude<SiteAnswer, { readonly kind: 'answered' }>;

/** Where the visitor is to be sent. */
export type SiteWay =
  | { readonly kind: 'begun'; readonly url: string; readonly note: Json | undefined }
  | { readonly kind: 'unknown' };

/** Whether a try was ended at the other site: `kept` where its author cannot end any. */
export type SiteCancel = { readonly kind: 'cancelled' | 'kept' | 'unknown' };

/** The other site of a step, by way of the author's functions, which are called within their time limit. */
export interface OtherSite {
  readonly begin: (asked: AskedOfSite) => Promise<SiteWay>;
  readonly finish: (asked: AskedOfSite, query: FinishContext['query']) => Promise<SiteAnswer>;
  readonly cancel: (asked: AskedOfSite) => Promise<SiteCancel>;
}

/** What came of a press of the button, before it is written. */
export type Leaving =
  /** The open tries that failed meanwhile; then where to go in the one that is begun. */
  | {
      readonly kind: 'begun';
      readonly id: string;
      readonly url: string;
      readonly note: Json | undefined;
      readonly failed: readonly string[];
    }
  /** One that is open had ended well: nothing is begun. */
  | { readonly kind: 'answered'; readonly attempt: Attempt; readonly answers: StepAnswers }
  | { readonly kind: 'unknown' };
