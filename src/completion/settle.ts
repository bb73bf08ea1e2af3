import type { WizardDefinition } from '../definition/model.ts';
import type { WizardState } from '../engine/state.ts';
import type { Rejected } from '../engine/visit.ts';
import type { CompletionJournal } from './journal.ts';
import { submissionIdOf, submissionOf } from './record.ts';

/**
 * Makes sure that a submitted state has its record, and says what the handler sent back, if it did. Whoever finds the
 * session submitted without its record (after a crash between the two writes) inserts it.
 *
 * @throws WizardError STORE_* when the journal cannot be reached
 */
export async function settle(
  journal: CompletionJournal,
  definition: WizardDefinition,
  state: WizardState,
): Promise<Rejected | undefined> {
  const submission = await journal.get(submissionIdOf(state));
  if (submission === undefined) await journal.insert(submissionOf(definition, state));
  return submission?.status === 'rejected' ? submission.rejection : undefined;
}
