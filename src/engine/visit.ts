import type { Awaitable } from '../awaitable.ts';
import type { Json } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Ids } from './ids.ts';
import type { Saving } from './saving.ts';
import type { SessionState, WizardState } from './state.ts';

/** What a handler sent back for a submission: messages by step key, then field. */
export type Rejected = { readonly [stepKey: string]: { readonly [field: string]: string } };

/**
 * One request's way to its session. The engine sees this and no request: a simulation can stand in for it.
 * Every write is durable when it resolves to `saved`.
 */
export interface SessionAccess {
  /** What is stored under Stepway's key, as it was loaded last. */
  state(): SessionState;
  /**
   * Compares and swaps. `conflict`: Stepway's own key changed underneath; `gone`: the session has ended.
   *
   * @param text the JSON of `next`, where it has been made
   */
  commit(next: SessionState, text?: string): Promise<'saved' | 'conflict' | 'gone'>;
  /** Loads again, keeping what the host changed in this request; false when the session has ended. */
  reload(): Promise<boolean>;
  /** Milliseconds left of the request's deadline. */
  remainingMs(): number;
  /** When the session ends without another request, in ms since the epoch; undefined when nothing is stored. */
  keptUntil(): number | undefined;
  /**
   * That the browser's cookie names a session which has ended, and when, where the store can still tell; undefined for a
   * session that is there, and for a stranger.
   */
  ended(): { readonly at: number | undefined } | undefined;
  /** Moves the session's end as a visit does, and says when it is; undefined when nothing is stored. */
  extend(): Promise<number | undefined>;
  /** Lets go of the session: nothing more is written, and no cookie is set. */
  abandon(): void;
  /** Destroys the session with all that is in it. */
  destroy(): Promise<void>;
}

/** One request's dealings with one wizard: all effects that the engine needs, handed in. */
export interface Visit {
  readonly definition: WizardDefinition;
  /** Under which the run stands in the session that this request is about: see `RunPlace`. */
  readonly run: string;
  readonly session: SessionAccess;
  readonly ids: Ids;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whose day "today" is: the wizard's time zone, or the deployment's. */
  readonly timeZone: string;
  /** The host's services, for checks. */
  readonly services: unknown;
  /** What the host says of the visitor, for checks and for the handler: the host is asked once, when somebody asks here. */
  readonly context: () => Awaitable<Json | undefined>;
  /** Makes sure that a submitted state has its completion record, and says what the handler sent back, if it did. */
  readonly ensureRecorded: (submitted: WizardState) => Promise<Rejected | undefined>;
  /** Inserts the completion record of a state that was just submitted. */
  readonly record: (submitted: WizardState) => Promise<unknown>;
  /** Waits before another try after a conflict; `tried` counts from 1. */
  readonly pause: (tried: number) => Promise<void>;
  /** How much one session may hold of all its wizards: bytes of JSON. */
  readonly maxStateBytes: number;
  /** Where runs are saved; undefined where the storage has no place for them. */
  readonly saving: () => Saving | undefined;
  /** Ends the session with its last form, where it is Stepway's alone; undefined where it is a host's. */
  readonly endSession: (() => Promise<void>) | undefined;
}
