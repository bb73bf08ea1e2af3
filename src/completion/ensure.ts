import type { CompletionJournal, Submission, SubmissionStatus } from './journal.ts';

/**
 * Makes sure that a submission is in the journal, durably, when this resolves. One write, safe to repeat: by a double
 * click, by a request that finds the session submitted without its record, and after a write of unknown outcome.
 *
 * @throws WizardError STORE_UNREACHABLE or STORE_TIMEOUT; the record may be there all the same
 */
export async function ensureRecorded(journal: CompletionJournal, submission: Submission): Promise<void> {
  await journal.insert(submission);
}

/** Where a submission stands, for a later request of its visitor. */
export type Standing =
  | { readonly status: 'rejected'; readonly rejection: NonNullable<Submission['rejection']> }
  | { readonly status: Exclude<SubmissionStatus, 'rejected'> };

/** Where a submission stands; undefined when it is not recorded, so that it has to be inserted. */
export async function statusOf(journal: CompletionJournal, id: string): Promise<Standing | undefined> {
  const submission = await journal.get(id);
  if (submission === undefined) return undefined;
  const { status, rejection = {} } = submission;
  return status === 'rejected' ? { status, rejection } : { status };
}
