import type { ItemsByGroup, Json, StepAnswers, ValuesByKey } from '../definition/answers.ts';

/** Where a submission stands: `pending` waits for an attempt (a first one, or another after a failure). */
export type SubmissionStatus = 'pending' | 'running' | 'done' | 'rejected' | 'failed' | 'discarded';

/** One finished form, as it rests in the completion journal. Times are milliseconds since the epoch. */
export interface Submission {
  /** `instance.generation`: unique, and the handler's idempotency key. */
  readonly id: string;
  readonly wizard: string;
  readonly version: number;
  readonly instance: string;
  readonly generation: number;
  readonly reference: string;
  /** The stored inputs of the steps on the path, by step key. */
  readonly answers: Json;
  /** The items of the groups on the path, by group key. */
  readonly items?: ItemsByGroup;
  /** The values that were worked out from them. */
  readonly values?: ValuesByKey;
  /** What the host said of the visitor. */
  readonly facts?: StepAnswers;
  /** What the visitor read when they sent it, BCP 47; where there are several languages. */
  readonly language?: string;
  /** What the schemas made of them where that is not the same, as `v8.serialize` in base64. */
  readonly parsed?: string;
  readonly context?: Json;
  readonly submittedAt: number;
  readonly status: SubmissionStatus;
  /** Attempts started so far. */
  readonly attempt: number;
  /** When the next attempt is due; while `running`, when the worker's lease ends. */
  readonly dueAt: number;
  /** Rises with every claim: a worker whose fence is older may not settle. */
  readonly fence: number;
  /** When it came to `done`, `rejected`, `failed` or `discarded`. */
  readonly settledAt?: number;
  /** The last attempt's error, its message only. */
  readonly error?: string;
  /** When an operator erased what was in it: of the visitor's nothing is left. */
  readonly erasedAt?: number;
  /** While `rejected`: messages by step key, then field. */
  readonly rejection?: { readonly [stepKey: string]: { readonly [field: string]: string } };
}

/** What a worker says of an attempt that it made under its fence. */
export type Settlement =
  | { readonly status: 'done'; readonly settledAt: number }
  | {
      readonly status: 'rejected';
      readonly settledAt: number;
      readonly rejection: NonNullable<Submission['rejection']>;
    }
  | { readonly status: 'failed'; readonly settledAt: number; readonly error: string }
  /** Another attempt, later. `attempt` given takes the attempt back (a hand-over at a graceful stop). */
  | {
      readonly status: 'pending';
      readonly dueAt: number;
      readonly error?: string;
      readonly attempt?: number;
    };

/** Which submissions to list: all of the given properties must hold. */
export interface SubmissionFilter {
  readonly wizard?: string;
  readonly status?: SubmissionStatus;
  readonly reference?: string;
  /** Sent at this time or later. */
  readonly since?: number | undefined;
  /** Sent before this time. */
  readonly until?: number | undefined;
}

/**
 * The completion journal: one record for each instance and generation. Every write is durable when its promise
 * resolves. A time-out or an unreachable store rejects with STORE_TIMEOUT or STORE_UNREACHABLE.
 */
export interface CompletionJournal {
  /** Inserts a record, which may be claimed already, unless one of that id is there; says which. */
  insert(submission: Submission): Promise<'inserted' | 'exists'>;
  get(id: string): Promise<Submission | undefined>;
  /** The newest generation under a reference. */
  findByReference(reference: string): Promise<Submission | undefined>;
  /**
   * Takes one submission whose turn it is (`pending` or `running`, due at or before `now`; the one with `id`, if it is
   * given): sets it `running`, `dueAt` to `now + leaseMs`, and raises `attempt` and `fence`, atomically. With `versions`
   * it takes only submissions of these wizards, up to the version given for each: during a rolling deployment the rest
   * is left, untouched, for a server that knows it. The one that is due longest comes first.
   */
  claim(request: {
    readonly now: number;
    readonly leaseMs: number;
    readonly id?: string;
    readonly versions?: { readonly [wizard: string]: number };
  }): Promise<Submission | undefined>;
  /** Prolongs the lease of a running attempt; false when the fence is no longer the newest. */
  renew(id: string, fence: number, dueAt: number): Promise<boolean>;
  /** Ends an attempt; false when the fence is no longer the newest or the submission is not running. */
  settle(id: string, fence: number, settlement: Settlement): Promise<boolean>;
  /** An operator's word on a `failed` submission: try again from attempt 0, or give it up. False when it is not `failed`. */
  resolveFailed(id: string, decision: 'retry' | 'discard', now: number): Promise<boolean>;
  /**
   * Takes the answers, what the schemas made of them, the context and all messages out of a submission, and leaves the
   * rest, so that its id stays taken. What has not been done (`pending`, `failed`) becomes `discarded`: there is nothing
   * left to do it with. False when there is no such submission, or while it is `running`.
   */
  erase(id: string, now: number): Promise<boolean>;
  /** Submissions by `submittedAt`, oldest first. */
  list(filter?: SubmissionFilter): AsyncIterable<Submission>;
  /** Removes what was settled before `settledBefore`; returns how many. Never touches what is pending, running or failed. */
  purge(settledBefore: number): Promise<number>;
}
