import type { Completion } from '../definition/model.ts';
import type { Outcome } from './invoke.ts';
import type { Settlement, Submission } from './journal.ts';
import { messageOf } from '../log.ts';

const baseMs = 1000;
const capMs = 5 * 60 * 1000;

/**
 * What an attempt's outcome makes of its submission: done, back to the form, another attempt later, or failed when
 * there were enough. An interrupted attempt does not count.
 *
 * @param random a number in [0, 1) for the backoff
 */
export function settlementOf(ended: {
  readonly outcome: Outcome;
  readonly submission: Submission;
  readonly completion: Completion;
  readonly now: number;
  readonly random: number;
}): Settlement {
  const { outcome, submission, completion, now, random } = ended;
  switch (outcome.kind) {
    case 'done':
      return { status: 'done', settledAt: now };
    case 'rejected':
      return { status: 'rejected', settledAt: now, rejection: outcome.rejection };
    case 'interrupted':
      return putBack(submission, now);
    case 'unclear':
      // The handler came to its end: tried again it would do what it does once more, and return the same.
      return { status: 'failed', settledAt: now, error: outcome.fault };
    case 'failed':
    case 'faulty':
    case 'timed-out': {
      const error = errorOf(outcome);
      return submission.attempt >= completion.maxAttempts
        ? { status: 'failed', settledAt: now, error }
        : { status: 'pending', dueAt: now + backoffMs(submission.attempt, random), error };
    }
  }
}

/**
 * For a submission claimed once more after its last attempt: that one never ended, because its server died. Running it
 * again and again would let one submission that kills its server do so for ever.
 */
export function failedWithoutEnd(now: number): Settlement {
  return { status: 'failed', settledAt: now, error: 'The server ended during the last attempt.' };
}

/** Gives a claim back, as if it had not been made. */
export function putBack(submission: Submission, dueAt: number): Settlement {
  return { status: 'pending', dueAt, attempt: submission.attempt - 1 };
}

function errorOf(outcome: Extract<Outcome, { kind: 'failed' | 'faulty' | 'timed-out' }>): string {
  switch (outcome.kind) {
    case 'failed':
      return messageOf(outcome.thrown);
    case 'faulty':
      return outcome.fault;
    case 'timed-out':
      return `The handler took longer than its time limit of ${outcome.limitMs} ms.`;
  }
}

/**
 * How long to wait after a failed attempt: exponential with full jitter, so that what failed together does not come
 * back together (AWS Architecture Blog, "Exponential Backoff And Jitter").
 *
 * @param attempt the attempt that failed, 1 for the first
 * @param random a number in [0, 1)
 * @returns whole milliseconds, below 1 s · 2^(attempt − 1) and never above 5 min
 */
export function backoffMs(attempt: number, random: number): number {
  // 2^31 is far past the cap, and keeps the power finite.
  const ceilingMs = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 31));
  return Math.floor(random * ceilingMs);
}
