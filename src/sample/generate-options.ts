import type { NestedAnswers } from '../definition/answers.ts';
import type { FactsOf, StoredOf } from '../definition/write/stored-types.ts';
import type { NeededServices } from '../definition/write/types.ts';
import type { FixedAnswers } from './fixed-answers.ts';

/** Options of generated answers. */
export interface GenerateOptions<Earlier = NestedAnswers> {
  /** Values to be used as they are, where a schema or a check wants what no generator can guess. */
  readonly fixed?: FixedAnswers<Earlier>;
  /** Handed to the checks and the loaded choices. */
  readonly services?: unknown;
  /** What the checks get as the host's `context`: its value, no function. */
  readonly context?: unknown;
  /** What the host says of the visitor; what is left out is made up. */
  readonly facts?: object | undefined;
  /** Milliseconds since the epoch: what `today` means; the real time by default. */
  readonly now?: () => number;
  /** Whose day it is, for wizards that name none; the process's own by default. */
  readonly timeZone?: string | undefined;
}

/** The options with types from the wizard: its services, and its earlier answers as `fixed` gets them. */
export type OptionsFor<W, Options> = Omit<Options, 'fixed' | 'services' | 'facts'> & {
  readonly fixed?: FixedAnswers<StoredOf<W>>;
  readonly facts?: Partial<FactsOf<W>> | undefined;
} & ServicesFor<W>;

/** Services of the type that the wizard says with `.uses<…>()`: what a wizard needs for its handler only may be left out. */
export interface ServicesFor<W> {
  readonly services?: NeededServices<W>;
}
