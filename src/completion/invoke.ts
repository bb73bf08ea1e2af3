import { AsyncLocalStorage } from 'node:async_hooks';
import type { NestedAnswers } from '../definition/answers.ts';
import { withFiles } from '../definition/file-ref.ts';
import type { Rejection, WizardDefinition } from '../definition/model.ts';
import { uploadedFile, type FileStore } from './file-store.ts';
import type { Submission } from './journal.ts';
import { answersFor } from './record.ts';
import { verdictOf } from './rejection.ts';
import { Over, type Ending, type Sleep } from '../time-limit.ts';

/** How one attempt ended. `interrupted`: the server stops, or another worker holds the submission now. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'rejected'; readonly rejection: Rejection['reject'] }
  | { readonly kind: 'failed'; readonly thrown: unknown }
  | { readonly kind: 'faulty'; readonly fault: string }
  | { readonly kind: 'unclear'; readonly fault: string }
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  | { readonly kind: 'interrupted' };

/**
 * Calls the author's handler once, within its time limit. It never rejects, and it never waits longer than the limit or
 * the interruption: a handler that ignores its signal is left to itself, and what it still returns is ignored.
 *
 * @param interruption when the attempt is to be given up
 */
export async function invoke(attempt: {
  readonly definition: WizardDefinition;
  readonly submission: Submission;
  /** Undefined where no submission names any. */
  readonly files?: FileStore | undefined;
  readonly services: unknown;
  readonly interruption: Ending;
  readonly sleep: Sleep;
}): Promise<Outcome> {
  const { definition, submission, files, services, interruption, sleep } = attempt;
  const { run, timeoutMs } = definition.completion;
  if (run === undefined) return { kind: 'done' };

  const handler = new AbortController();
  const over = new Over();
  const call = async (): Promise<Outcome> => {
    try {
      const returned: unknown = await callWatched(() =>
        run({
          answers: filled(answersFor(submission), files),
          version: submission.version,
          context: submission.context,
          reference: submission.reference,
          idempotencyKey: submission.id,
          attempt: submission.attempt,
          language: submission.language,
          signal: handler.signal,
          services,
        }),
      );
      return verdictOf(definition, submission, returned);
    } catch (thrown) {
      return { kind: 'failed', thrown };
    }
  };
  // Whatever comes first: the others are not heard any more.
  const outcome = await new Promise<Outcome>((end) => {
    interruption.addEventListener('abort', () => end({ kind: 'interrupted' }));
    void call().then(end);
    void sleep(timeoutMs, over).then(() => end({ kind: 'timed-out', limitMs: timeoutMs }));
  });
  over.abort();
  if (outcome.kind === 'timed-out') {
    handler.abort(new DOMException('The attempt took longer than its time limit', 'TimeoutError'));
  }
  if (outcome.kind === 'interrupted') {
    handler.abort(new DOMException('The attempt was given up', 'AbortError'));
  }
  return outcome;
}

/** The answers with what is uploaded in the place of each reference: a file that can be opened. */
function filled(answers: NestedAnswers, files: FileStore | undefined): NestedAnswers {
  if (files === undefined) return answers;
  return withFiles(answers, (ref) => uploadedFile(ref, files)) as NestedAnswers;
}

/** A handler's call and what was thrown within it where nobody waited. */
interface Watched {
  readonly strays: unknown[];
  isOver: boolean;
}

const calls = new AsyncLocalStorage<Watched>();
let isWatched = false;

/** Whose error it was: of an attempt that fails for it, of one that had ended already, or of no attempt. */
export type StrayOf = 'attempt' | 'ended-attempt' | 'nobody';

/** Says that errors which nobody waits for are handed to `noteStray` from now on. */
export function watchStrays(): void {
  isWatched = true;
}

/** Tells the attempt, in whose asynchronous context this is called, of an error that its handler did not wait for. */
export function noteStray(thrown: unknown): StrayOf {
  const call = calls.getStore();
  if (call === undefined) return 'nobody';
  if (call.isOver) return 'ended-attempt';
  call.strays.push(thrown);
  return 'attempt';
}

/**
 * Calls an author's handler. Where strays are watched, the first one that comes before the end, or in the same turn of
 * the event loop, is thrown: a promise that was not awaited and failed would otherwise look like a handler that is done.
 */
export async function callWatched<Result>(handler: () => Promise<Result> | Result): Promise<Result> {
  if (!isWatched) return handler();
  const call: Watched = { strays: [], isOver: false };
  try {
    const returned = await calls.run(call, async () => handler());
    // Node tells of a rejection when the microtasks are through.
    await new Promise(setImmediate);
    if (call.strays.length > 0) throw call.strays[0];
    return returned;
  } finally {
    call.isOver = true;
  }
}
