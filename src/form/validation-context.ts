import type { Awaitable } from '../awaitable.ts';
import type { Known } from '../definition/condition/evaluate.ts';

/** What a validation needs beside the values. */
export interface ValidationContext {
  /** What is known of the answers before this step: asked for only where it matters. */
  readonly earlier: () => Known;
  readonly now: Date;
  /** The day of `now` where the form is filled in, an ISO date. */
  readonly today: string;
  /** What the visitor reads, BCP 47; undefined where the deployment has one language. */
  readonly language?: string | undefined;
  /** What the host hands to checks. */
  readonly services: unknown;
  /** What the host says of the visitor: asked for only when a check is about to run. */
  readonly context: () => Awaitable<unknown>;
  /** The request's: aborts the check. Asked for only when the step has one. */
  readonly signal: () => AbortSignal;
}
