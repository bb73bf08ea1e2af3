import type { CompletionJournal } from './journal.ts';

/** What came of erasing under a reference: nothing was there, its handler is at work, or nothing of the answers is left. */
export type Erasure = 'unknown' | 'running' | 'erased';

/**
 * Erases what a person sent under a reference, in every generation of it: the answers, what the schemas made of them,
 * the host's context and all messages. The records stay, empty, so that a session that still leads to one does not make
 * and run it once more.
 *
 * @param now milliseconds since the epoch
 * @throws WizardError STORE_*
 */
export async function eraseSubmissions(
  journal: CompletionJournal,
  reference: string,
  now: number,
): Promise<Erasure> {
  let outcome: Erasure = 'unknown';
  for await (const { id } of journal.list({ reference })) {
    const isErased = await journal.erase(id, now);
    if (!isErased) outcome = 'running';
    else if (outcome === 'unknown') outcome = 'erased';
  }
  return outcome;
}
