import type { CompletionJournal, Submission } from './journal.ts';
import type { OutageWatch } from './outage.ts';
import type { Sleep } from './sleep.ts';

/**
 * Renews the lease of a running attempt at a third of its length, until it is over. A renewal that fails is tried again
 * soon, and also after the lease ran out: as long as no other worker took the submission, the attempt may go on and
 * settle.
 *
 * @param onLost called when another worker holds the submission now
 */
export async function holdLease(held: {
  readonly journal: CompletionJournal;
  readonly submission: Submission;
  readonly leaseMs: number;
  readonly over: AbortSignal;
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly outages: OutageWatch;
  readonly onLost: () => void;
}): Promise<void> {
  const { journal, submission, leaseMs, over, now, sleep, outages, onLost } = held;
  for (;;) {
    await sleep(outages.phase() === 'down' ? outages.pauseMs() : leaseMs / 3, over);
    if (over.aborted) return;
    try {
      if (!(await outages.heed(journal.renew(submission.id, submission.fence, now() + leaseMs)))) {
        if (!over.aborted) onLost();
        return;
      }
    } catch {
      // Noted by the watch.
    }
  }
}
