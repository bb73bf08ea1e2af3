import { runAttempt, type Surroundings } from './attempt.ts';
import type { Submission } from './journal.ts';
import { putBack } from './settlement.ts';
import { claimed as claimedBy } from './submission-steps.ts';
import { keepLast } from '../keep-last.ts';
import { Over, type Ending } from '../time-limit.ts';
import { fairShare, makeWork, type FairShare, type Work } from './places.ts';

/** An attempt under way. */
interface Running {
  readonly claimed: Submission;
  /** The submission as it was settled; undefined when this attempt could not settle it. */
  readonly ended: Promise<Submission | undefined>;
}

/** What one worker works with, from its start to its stop. */
export interface Shift extends Surroundings {
  /** The version of each wizard that this server knows. */
  readonly versions: { readonly [wizard: string]: number };
  /** The wizards that hold their share of the places. */
  readonly share: FairShare;
  /** Claims and attempts under way. */
  readonly work: Work;
  /** Forms that are being recorded as claimed: they take no place, as a slow store would keep handlers from theirs. */
  readonly entering: Work;
  /** Attempts under way, by the id of their submission. */
  readonly running: Map<string, Running>;
  /** The last first attempts, until they are asked for: a quick one has ended by then. */
  readonly begun: Map<string, Running>;
  /** Aborts when nothing more is to be claimed. */
  readonly closing: Ending;
  readonly pollMs: number;
}

/** Read to see whether the journal answers again: a claim would come before those who hold attempts record their ends. */
const probeId = 'probe.0';

/** How many first attempts are kept until they are asked for. */
const mostBegun = 16;

/** Makes a shift with nothing under way. */
export function makeShift(
  around: Surroundings,
  limits: { readonly closing: Ending; readonly pollMs: number; readonly concurrency: number },
): Shift {
  const { closing, pollMs, concurrency } = limits;
  const versions = Object.fromEntries([...around.definitions].map(([id, { version }]) => [id, version]));
  const share = fairShare(around.definitions, concurrency);
  const [work, entering] = [makeWork(concurrency), makeWork(concurrency)];
  return {
    ...around,
    versions,
    share,
    work,
    entering,
    running: new Map(),
    begun: new Map(),
    closing,
    pollMs,
  };
}

/** Claims and runs what is due, again and again, until the worker closes. Never rejects. */
export async function lookForWork(shift: Shift): Promise<void> {
  const { journal, outages, sleep, work, closing, pollMs } = shift;
  while (!closing.aborted) {
    if (work.isFull()) {
      await work.change();
      continue;
    }
    try {
      if (outages.phase() === 'down') await work.track(outages.watch(journal.get(probeId)));
      // While the probe was under way, finishing requests may have taken the room.
      if (work.isFull()) continue;
      const isIdle = outages.phase() !== 'up' || (await work.track(take(shift))) === undefined;
      if (isIdle) await idle(shift);
    } catch {
      await sleep(Math.max(pollMs, outages.pauseMs()), closing);
    }
  }
}

/** Until the next poll; while a wizard holds its share of the places, until one of them is free. */
async function idle(shift: Shift): Promise<void> {
  const { sleep, pollMs, closing, work } = shift;
  if (closing.aborted || heldBy(shift).size === 0) return sleep(pollMs, closing);
  const free = new Over();
  // The stop is a change as well: it wakes the work.
  void work.change().then(() => free.abort());
  await sleep(pollMs, free);
}

/** The wizards that hold their share of the places. */
function heldBy({ share, running }: Shift): ReadonlySet<string> {
  return share([...running.values()].map(({ claimed }) => claimed.wizard));
}

/**
 * Runs a submission now, if it is due and there is room, and waits for its attempt to end, here or on another server.
 * Never rejects.
 *
 * @returns the submission as it was seen last; undefined when it could not be read, or does not exist
 */
export async function watchSubmission(
  shift: Shift,
  id: string,
  waitMs: number,
): Promise<Submission | undefined> {
  let last: Submission | undefined;
  const timeUp = new Over();
  const see = (seen: Submission): void => {
    last = seen;
  };
  await new Promise<void>((end) => {
    // What fails was noted by the watch. The record is safe, and the poll will find it.
    void follow(shift, { id, see, timeUp }).then(end, () => end());
    void shift.sleep(waitMs, timeUp).then(end);
  });
  timeUp.abort();
  return last;
}

/** Watches one submission until its attempt is over or time is up, telling what it sees. */
async function follow(
  shift: Shift,
  watch: { readonly id: string; readonly see: (seen: Submission) => void; readonly timeUp: Ending },
): Promise<void> {
  const { journal, outages, now, sleep, work, running, begun, closing } = shift;
  const { id, see, timeUp } = watch;
  let mine = running.get(id) ?? begun.get(id);
  begun.delete(id);
  if (mine === undefined && !closing.aborted && !work.isFull()) mine = await work.track(take(shift, id));
  if (mine !== undefined) {
    see(mine.claimed);
    const settled = await mine.ended;
    if (settled !== undefined) return see(settled);
  }
  // Another server has it, or it waits for room here.
  for (let pauseMs = 25; !timeUp.aborted; pauseMs = Math.min(pauseMs * 2, 400)) {
    const seen = await outages.watch(journal.get(id));
    if (seen === undefined) return;
    see(seen);
    const isUnderWay = seen.status === 'running' || (seen.status === 'pending' && seen.dueAt <= now());
    if (!isUnderWay) return;
    await sleep(pauseMs, timeUp);
  }
}

/**
 * Inserts a submission, as claimed for its first attempt where there is room for it here: one write serves for both, and
 * the attempt begins. Else it waits for its turn as any other. Where the answer of the insert is lost, so is the claim:
 * one that has no other attempt is not put at that risk.
 *
 * @throws what the journal does
 */
export async function enter(shift: Shift, submission: Submission): Promise<void> {
  const { journal, definitions, now, leaseMs, versions, entering } = shift;
  const { wizard } = submission;
  const hasOthers = (definitions.get(wizard)?.completion.maxAttempts ?? 0) > 1;
  const isFirst = hasOthers && !entering.isFull() && hasRoomFor(shift, wizard);
  const first = isFirst ? claimedBy(submission, { now: now(), leaseMs, versions }) : undefined;
  if (first === undefined) await journal.insert(submission);
  else await entering.track(insertFirst(shift, first));
}

async function insertFirst(shift: Shift, first: Submission): Promise<void> {
  if ((await shift.journal.insert(first)) !== 'inserted') return;
  // Whoever recorded it asks for it next; what nobody asks for gives way to the next ones.
  if (hasRoomFor(shift, first.wizard)) keepLast(shift.begun, [first.id, begin(shift, first)], mostBegun);
  // It is sent, whatever comes of this.
  else await giveBack(shift, first).catch(() => undefined);
}

function hasRoomFor(shift: Shift, wizard: string): boolean {
  return mayBegin(shift, wizard) && !shift.work.isFull();
}

/** Whether no stop has come, and the wizard does not hold its share of the places. */
function mayBegin(shift: Shift, wizard: string): boolean {
  return !shift.closing.aborted && !heldBy(shift).has(wizard);
}

/** Claims one submission and starts to run it; undefined when none is due. Rejects when the journal does. */
async function take(shift: Shift, id?: string): Promise<Running | undefined> {
  const { journal, outages, now, leaseMs, versions } = shift;
  const held = heldBy(shift);
  const claimable =
    held.size === 0
      ? versions
      : Object.fromEntries(Object.entries(versions).filter(([wizard]) => !held.has(wizard)));
  const request = { now: now(), leaseMs, versions: claimable, ...(id === undefined ? {} : { id }) };
  const claimed = await outages.watch(journal.claim(request));
  if (claimed === undefined) return undefined;
  // The stop, or others of its wizard, came while the claim was under way.
  if (mayBegin(shift, claimed.wizard)) return begin(shift, claimed);
  await giveBack(shift, claimed);
  return undefined;
}

/** Starts to run what was claimed. */
function begin(shift: Shift, claimed: Submission): Running {
  const { work, running } = shift;
  const attempt: Running = { claimed, ended: work.track(runAttempt(shift, claimed)) };
  running.set(claimed.id, attempt);
  void attempt.ended.then(() => {
    if (running.get(claimed.id) === attempt) running.delete(claimed.id);
  });
  return attempt;
}

/** Takes a claim back; when that fails, its lease runs out. Rejects when the journal does. */
async function giveBack({ journal, outages, now }: Shift, claimed: Submission): Promise<void> {
  await outages.watch(journal.settle(claimed.id, claimed.fence, putBack(claimed, now())));
}
