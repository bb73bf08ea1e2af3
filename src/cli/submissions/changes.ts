import { eraseSubmissions } from '../../completion/erase.ts';
import { journalWithFiles } from '../../completion/journal-with-files.ts';
import type { Storage } from '../../completion/storage.ts';
import type { Report } from '../store.ts';
import { ageMsOf, hourMs } from './age.ts';

/** What the journal of these commands has to be; a whole `Storage` is one. */
type SubmissionStorage = Pick<Storage, 'submissions' | 'files'>;

/** Which failed submissions are meant: the newest under one reference, or all (of one wizard). */
export type Target =
  { readonly reference: string } | { readonly all: true; readonly wizard?: string | undefined };

/** Lets failed submissions be tried again, from attempt 0, by the servers that run. */
export async function retry(storage: SubmissionStorage, target: Target, now: number): Promise<Report> {
  return resolve(storage, { target, decision: 'retry', now });
}

/** Gives failed submissions up: they stay in the store as `discarded` until they are purged. */
export async function discard(storage: SubmissionStorage, target: Target, now: number): Promise<Report> {
  return resolve(storage, { target, decision: 'discard', now });
}

/**
 * Erases what a person sent under a reference, in every generation of it. The records stay, empty, until they are
 * purged: a session that still leads to one would have it made, and run, once more.
 */
export async function erase(storage: SubmissionStorage, reference: string, now: number): Promise<Report> {
  switch (await eraseSubmissions(journalWithFiles(storage.submissions, storage.files), reference, now)) {
    case 'unknown':
      return refusal(`there is no submission with the reference ${reference}`);
    case 'running':
      return refusal(`${reference} is running; erase it when its handler has ended, in a minute at most`);
    case 'erased':
      return { ok: true, message: `${reference} erased` };
  }
}

/**
 * Removes what was done, rejected or discarded longer ago than an age. It refuses an age within the lifetime of a
 * session: a session that still leads to its submission would have it made, and run, once more.
 *
 * @param order.olderThan such as `90d` or `48h`
 * @param order.sessionMs the longest life of a session, in milliseconds
 */
export async function purge(
  storage: SubmissionStorage,
  order: { readonly olderThan: string; readonly sessionMs: number; readonly now: number },
): Promise<Report> {
  const ageMs = ageMsOf(order.olderThan);
  if (ageMs === undefined) {
    return refusal(`--older-than ${order.olderThan}: give a number of days or hours, such as 90d or 48h`);
  }
  if (ageMs < order.sessionMs) {
    const hours = Math.ceil(order.sessionMs / hourMs);
    return refusal(
      `--older-than ${order.olderThan}: sessions live for up to ${hours} hours, and their submissions have to outlive them; give at least ${hours}h`,
    );
  }
  const purged = await storage.submissions.purge(order.now - ageMs);
  return { ok: true, message: `${counted(purged)} purged` };
}

async function resolve(
  storage: SubmissionStorage,
  {
    target,
    decision,
    now,
  }: { readonly target: Target; readonly decision: 'retry' | 'discard'; readonly now: number },
): Promise<Report> {
  const outcome = decision === 'retry' ? 'will be tried again' : 'given up';
  if ('reference' in target) {
    const found = await storage.submissions.findByReference(target.reference);
    if (found === undefined) {
      return refusal(`there is no submission with the reference ${target.reference}`);
    }
    const isResolved = await storage.submissions.resolveFailed(found.id, decision, now);
    if (isResolved) return { ok: true, message: `${target.reference} ${outcome}` };
    const stands = (await storage.submissions.get(found.id))?.status ?? found.status;
    return refusal(`${target.reference} is ${stands}; only a failed submission can be ${past[decision]}`);
  }
  const { wizard } = target;
  let resolved = 0;
  const filter = { status: 'failed' as const, ...(wizard === undefined ? {} : { wizard }) };
  for await (const { id } of storage.submissions.list(filter)) {
    if (await storage.submissions.resolveFailed(id, decision, now)) resolved += 1;
  }
  return { ok: true, message: `${counted(resolved)} ${outcome}` };
}

const past = { retry: 'retried', discard: 'discarded' } as const;

function refusal(message: string): Report {
  return { ok: false, message };
}

function counted(count: number): string {
  return count === 1 ? '1 submission' : `${count} submissions`;
}
