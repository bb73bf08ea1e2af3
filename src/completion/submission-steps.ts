import type { Settlement, Submission, SubmissionFilter } from './journal.ts';

/** What a claim asks for. */
export interface Claim {
  readonly now: number;
  readonly leaseMs: number;
  readonly versions?: { readonly [wizard: string]: number };
}

/** The submission as a claim leaves it; undefined when its turn has not come or another server is to take it. */
export function claimed(submission: Submission, claim: Claim): Submission | undefined {
  const { now, leaseMs, versions } = claim;
  const isOpen = submission.status === 'pending' || submission.status === 'running';
  if (!isOpen || submission.dueAt > now || !isKnown(submission, versions)) return undefined;
  return {
    ...submission,
    status: 'running',
    dueAt: now + leaseMs,
    attempt: submission.attempt + 1,
    fence: submission.fence + 1,
  };
}

/** The submission with its lease prolonged; undefined when the fence is not the newest. */
export function renewed(submission: Submission, fence: number, dueAt: number): Submission | undefined {
  return isRunningUnder(submission, fence) ? { ...submission, dueAt } : undefined;
}

/** The submission with its attempt ended; undefined when the fence is not the newest. */
export function settled(
  submission: Submission,
  fence: number,
  settlement: Settlement,
): Submission | undefined {
  return isRunningUnder(submission, fence) ? { ...submission, ...settlement } : undefined;
}

/** The submission after an operator's word; undefined when it has not failed. */
export function resolved(
  submission: Submission,
  decision: 'retry' | 'discard',
  now: number,
): Submission | undefined {
  if (submission.status !== 'failed') return undefined;
  if (decision === 'discard') return { ...submission, status: 'discarded', settledAt: now };
  const { settledAt: _, ...open } = submission;
  return { ...open, status: 'pending', attempt: 0, dueAt: now };
}

/** The submission with nothing of the visitor's in it; undefined while its handler is at work. */
export function erased(submission: Submission, now: number): Submission | undefined {
  if (submission.status === 'running') return undefined;
  const { parsed: _p, items: _i, values: _v, facts: _f, context: _c, ...more } = submission;
  const { language: _l, ...others } = more;
  const { error: _e, rejection: _r, ...rest } = others;
  const empty = { ...rest, answers: {}, erasedAt: now };
  switch (submission.status) {
    case 'done':
    case 'discarded':
      return empty;
    case 'rejected':
      return { ...empty, rejection: {} };
    case 'pending':
    case 'failed':
      return { ...empty, status: 'discarded', settledAt: now };
  }
}

/** When the submission was settled for good, so that `purge` may take it; undefined while it is not. */
export function purgeableFrom(submission: Submission): number | undefined {
  const { status, settledAt } = submission;
  return status === 'done' || status === 'rejected' || status === 'discarded' ? settledAt : undefined;
}

/** Whether all of the filter's properties hold. */
export function matches(submission: Submission, filter: SubmissionFilter): boolean {
  const { since = -Infinity, until = Infinity } = filter;
  return (
    (filter.wizard === undefined || submission.wizard === filter.wizard) &&
    (filter.status === undefined || submission.status === filter.status) &&
    (filter.reference === undefined || submission.reference === filter.reference) &&
    submission.submittedAt >= since &&
    submission.submittedAt < until
  );
}

function isRunningUnder(submission: Submission, fence: number): boolean {
  return submission.status === 'running' && submission.fence === fence;
}

/** Whether a server with these wizards may run it: one of theirs, and of no newer version. */
export function isKnown({ wizard, version }: Submission, versions: Claim['versions']): boolean {
  return versions === undefined || (Object.hasOwn(versions, wizard) && version <= (versions[wizard] ?? 0));
}
