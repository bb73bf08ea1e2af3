import { setTimeout as pause } from 'node:timers/promises';
import type { Submission } from '../completion/journal.ts';
import { factsOf } from '../log.ts';
import type { OwnApp } from './own-app.ts';
import { fail } from './expectations.ts';

const firstPauseMs = 5;
const longestPauseMs = 100;
/** Above the handler's own time limit: what it takes to claim and to settle. */
const graceMs = 5_000;

/**
 * Waits until the handler of a submission was tried once.
 *
 * @returns whether there was anything to wait for: a handler, and somebody here to run it
 * @throws AssertionError with the handler's own error as its cause when the attempt failed
 */
export async function firstAttempt(own: OwnApp, wizard: string, reference: string): Promise<boolean> {
  const completion = own.definitions.get(wizard)?.completion;
  if (completion?.run === undefined || !own.runsHandlers) return false;
  const until = performance.now() + completion.timeoutMs + graceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const submission = await own.submissions.findByReference(reference);
    if (submission === undefined || isAccepted(submission)) return true;
    if (submission.status === 'failed' || submission.error !== undefined) throwFailure(own, submission);
    if (performance.now() > until)
      fail(`the handler of "${wizard}" did not end; is another server running it?`);
    await pause(pauseMs);
  }
}

/** A handler that sends a submission back to the form did its work. */
function isAccepted({ status }: Submission): boolean {
  return status === 'done' || status === 'rejected' || status === 'discarded';
}

function throwFailure(own: OwnApp, { id, wizard, error = 'it failed' }: Submission): never {
  const thrown = own.thrownFor(id);
  const { at } = factsOf(thrown);
  const place = at === undefined ? '' : `\n  at ${at}`;
  fail(`the handler of "${wizard}" failed: ${error}${place}`, thrown);
}
