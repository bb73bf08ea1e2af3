import type { WizardDefinition } from '../definition/model.ts';
import type { FileStore } from './file-store.ts';
import { invoke, type Outcome } from './invoke.ts';
import type { CompletionJournal, Settlement, Submission } from './journal.ts';
import { factsOf, messageOf, type Log } from '../log.ts';
import type { OutageWatch } from './outage.ts';
import { failedWithoutEnd, putBack, settlementOf } from './settlement.ts';
import { Over, type Ending, type Sleep } from '../time-limit.ts';

/** What every attempt of one worker shares. */
export interface Surroundings {
  readonly journal: CompletionJournal;
  readonly definitions: ReadonlyMap<string, WizardDefinition>;
  readonly files: FileStore | undefined;
  readonly services: unknown;
  readonly log: Log;
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: Sleep;
  readonly leaseMs: number;
  readonly outages: OutageWatch;
  /** Aborts when the server stops and its grace is over: what is running is handed over. */
  readonly handOver: Ending;
}

/** How long a submission that this server cannot run is left before it is offered again. */
const elsewhereMs = 30_000;

/**
 * One attempt, from its claim to its settlement. Never rejects.
 *
 * @param claimed as the journal's `claim` returned it
 * @returns the submission as it was settled; undefined when this attempt could not settle it
 */
export async function runAttempt(around: Surroundings, claimed: Submission): Promise<Submission | undefined> {
  const { definitions, files, services, log, now, sleep, handOver } = around;
  // The claim's answer came so late (a slow store, a machine that slept) that another worker may run it by now.
  if (now() >= claimed.dueAt) return undefined;
  const definition = definitions.get(claimed.wizard);
  if (definition === undefined || claimed.version > definition.version) {
    return settle(around, claimed, putBack(claimed, now() + elsewhereMs));
  }
  if (claimed.attempt > definition.completion.maxAttempts) {
    log.error({ wizard: claimed.wizard, attempt: claimed.attempt - 1 }, 'Submission failed for good.');
    return settle(around, claimed, failedWithoutEnd(now()));
  }

  const over = new Over();
  const interruption = new Over();
  const interrupt = (): void => interruption.abort();
  handOver.addEventListener('abort', interrupt);
  void holdLease({ ...around, submission: claimed, over, onLost: interrupt });
  try {
    const startedAt = now();
    const outcome: Outcome = handOver.aborted
      ? { kind: 'interrupted' }
      : await invoke({ definition, submission: claimed, files, services, interruption, sleep });
    const endedAt = now();
    const settlement = settlementOf({
      outcome,
      submission: claimed,
      completion: definition.completion,
      now: endedAt,
      random: around.random(),
    });
    const settled = await settle(around, claimed, settlement);
    const facts = { wizard: claimed.wizard, attempt: claimed.attempt, ms: endedAt - startedAt };
    report(log, { facts, outcome, settled });
    return settled;
  } finally {
    handOver.removeEventListener('abort', interrupt);
    over.abort();
  }
}

/**
 * Writes a settlement, again and again while the store is down: the effect has happened, and only this record keeps
 * it from happening once more. Given up when another worker holds the submission, or when this server stops.
 */
async function settle(
  { journal, outages, sleep, handOver }: Surroundings,
  claimed: Submission,
  settlement: Settlement,
): Promise<Submission | undefined> {
  let isOutcomeKnown = true;
  for (;;) {
    try {
      if (await outages.watch(journal.settle(claimed.id, claimed.fence, settlement))) {
        return { ...claimed, ...settlement };
      }
      if (isOutcomeKnown) return undefined;
      // An earlier try may have landed although its answer never came.
      const stored = await outages.watch(journal.get(claimed.id));
      return stored?.fence === claimed.fence && stored.status !== 'running' ? stored : undefined;
    } catch {
      isOutcomeKnown = false;
      if (handOver.aborted) return undefined;
      await sleep(outages.pauseMs(), handOver);
    }
  }
}

/** One line for each attempt: no answers, no ids, and an error's message at `debug` only. */
function report(
  log: Log,
  {
    facts,
    outcome,
    settled,
  }: {
    readonly facts: { readonly wizard: string; readonly attempt: number; readonly ms: number };
    readonly outcome: Outcome;
    readonly settled: Submission | undefined;
  },
): void {
  const cause = causeOf(outcome);
  if (outcome.kind === 'failed') {
    log.debug({ ...facts, message: messageOf(outcome.thrown) }, 'What the handler threw.');
  }
  switch (settled?.status) {
    case undefined:
      return log.warn({ ...facts, ...cause }, 'The end of an attempt came too late to be recorded.');
    case 'done':
      return log.info(facts, 'Submission done.');
    case 'rejected':
      return log.info(facts, 'Submission sent back to the form by its handler.');
    case 'failed':
      return log.error({ ...facts, ...cause }, 'Submission failed for good.');
    default:
      return outcome.kind === 'interrupted'
        ? log.info(facts, 'Attempt handed over.')
        : log.warn({ ...facts, ...cause }, 'Attempt failed; another follows.');
  }
}

function causeOf(outcome: Outcome): object {
  switch (outcome.kind) {
    case 'failed':
      return factsOf(outcome.thrown);
    case 'faulty':
    case 'unclear':
      return { fault: outcome.fault };
    case 'timed-out':
      return { limitMs: outcome.limitMs };
    default:
      return {};
  }
}

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
  readonly over: Ending;
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
      if (!(await outages.watch(journal.renew(submission.id, submission.fence, now() + leaseMs)))) {
        if (!over.aborted) onLost();
        return;
      }
    } catch {
      // Noted by the watch.
    }
  }
}
