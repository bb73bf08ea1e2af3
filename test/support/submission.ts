import type { Submission } from '../../src/completion/journal.ts';

/** 1 January 2026, midnight. */
export const start = Date.UTC(2026, 0, 1);

/** A submission of a wizard `order` that waits for its first attempt. */
export function submissionNamed(instance: string, changes: Partial<Submission> = {}): Submission {
  return {
    id: `${instance}.1`,
    wizard: 'order',
    version: 1,
    instance,
    generation: 1,
    reference: `REF-${instance}`,
    answers: { item: { size: 'small' }, 'applicant/name': { first: 'Ada' } },
    submittedAt: start,
    status: 'pending',
    attempt: 0,
    dueAt: start,
    fence: 0,
    ...changes,
  };
}
