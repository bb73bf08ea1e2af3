import type { Json } from '../definition/model.ts';
import type { NeededServices } from '../definition/write/types.ts';

/** Values that an author sets, by step key (`visit`, or `applicant/name` inside a part) and field. */
export type FixedAnswers = { readonly [stepKey: string]: { readonly [field: string]: Json } };

/** What generating answers can be told. */
export interface GenerateOptions {
  /** Values to be used as they are, where a schema or a check wants what no generator can guess. */
  readonly fixed?: FixedAnswers;
  /** Handed to the checks and the loaded choices. */
  readonly services?: unknown;
  /** Milliseconds since the epoch: what `today` means; the real time by default. */
  readonly now?: () => number;
}

/** Services of the type that the wizard says with `.uses<…>()`: what a wizard needs for its handler only may be left out. */
export interface ServicesFor<W> {
  readonly services?: NeededServices<W>;
}
