import type { Awaitable } from '../awaitable.ts';
import type { Json, NestedAnswers, StepAnswers } from './answers.ts';

/** What is handed to every function of a step that is done at another site. */
interface AtOtherSite<Services> {
  /** The same for one try of this visitor, however often it is asked about: hand it on to what must happen once. */
  readonly idempotencyKey: string;
  readonly services: Services;
  /** Aborted at the step's time limit. */
  readonly signal: AbortSignal;
}

/** What is known of the visitor who goes to the other site, or comes back. */
interface FromRun<Earlier, Result> {
  /** Live answers of the earlier steps, as stored. */
  readonly earlier: Earlier;
  /** What came back the last time, where the step was done before and is asked again. */
  readonly previous: Result | undefined;
  /** The visitor's reference, which the receipt will show. */
  readonly reference: string;
}

/** What `begin` is given. */
export interface BeginContext<Earlier = NestedAnswers, Result = StepAnswers, Services = unknown>
  extends AtOtherSite<Services>, FromRun<Earlier, Result> {
  /** Where the other site sends the visitor back to, whatever has come of it. Absolute. */
  readonly returnUrl: string;
}

/** Where the visitor is sent: an address of the other site; with a note that `finish` is given back. */
export type Begun = string | { readonly url: string; readonly note?: Json };

/** What `finish` is given. */
export interface FinishContext<Earlier = NestedAnswers, Result = StepAnswers, Services = unknown>
  extends AtOtherSite<Services>, FromRun<Earlier, Result> {
  /** What the other site has put into the return URL; empty when the visitor has not come back by it. */
  readonly query: { readonly [name: string]: string };
  /** What `begin` gave as its note. */
  readonly note: Json | undefined;
}

/** How it ended at the other site: with an answer, or with a message for the visitor, who can try again. */
export type Ended<Result = StepAnswers> = { readonly answer: Result } | { readonly failed: string };

/** What `cancel` is given. */
export interface CancelContext<Services = unknown> extends AtOtherSite<Services> {
  /** What `begin` gave as its note. */
  readonly note: Json | undefined;
  /** The visitor's reference, which the receipt will show. */
  readonly reference: string;
}

/** What `late` is given: of the visitor nothing is known any more. */
export interface LateContext<Services = unknown> extends AtOtherSite<Services> {
  readonly query: FinishContext['query'];
}

/** A step that is done at another site: a payment, a log-in. */
export interface External {
  /** The origins that a visitor can be sent to, such as `https://pay.example`. */
  readonly origins: readonly string[];
  /** Starts it, and says where to go; asked again with the same key it gives the same. */
  readonly begin: (context: BeginContext) => Awaitable<Begun>;
  /** Says how it ended; nothing while it has not. Asked at each return, and before it is begun once more. */
  readonly finish: (context: FinishContext) => Awaitable<Ended | undefined>;
  /** Ends a try of which what it depends on has changed, before another one is begun; when it throws, none is begun. */
  readonly cancel?: ((context: CancelContext) => Awaitable<void>) | undefined;
  /** What to tell somebody who comes back after their session has ended. */
  readonly late?: ((context: LateContext) => Awaitable<string | undefined>) | undefined;
  /** The words on its button. */
  readonly action?: string | undefined;
  /** Milliseconds for `begin`, `finish`, `cancel` and `late`, each. */
  readonly timeoutMs: number;
}
