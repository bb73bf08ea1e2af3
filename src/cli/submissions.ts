import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eraseSubmissions } from '../completion/erase.ts';
import { journalWithFiles } from '../completion/journal-with-files.ts';
import type { Submission, SubmissionFilter } from '../completion/journal.ts';
import { storedAnswersOf } from '../completion/record.ts';
import type { Storage } from '../completion/storage.ts';
import { printable, UsageError } from './run.ts';

/** What the journal of these commands has to be; a whole `Storage` is one. */
type SubmissionStorage = Pick<Storage, 'submissions' | 'files'>;

/** What a command says when it is done: one line for the operator, and whether it did what was asked. */
export interface Report {
  readonly ok: boolean;
  readonly message: string;
}

/** Which failed submissions are meant: the newest under one reference, or all (of one wizard). */
export type Target =
  { readonly reference: string } | { readonly all: true; readonly wizard?: string | undefined };

/** Which submissions are printed: those of the journal's filter for which every `where` holds, and no more than `limit`. */
export interface Listed extends SubmissionFilter {
  readonly where?: readonly Where[];
  readonly limit?: number | undefined;
}

/**
 * Prints submissions as JSON lines, oldest first, never faster than the output takes them. A reader that closes early,
 * such as `head`, ends it without an error.
 *
 * @param output left open, as standard output has to be
 * @throws WizardError STORE_UNREACHABLE or STORE_TIMEOUT
 */
export async function listSubmissions(
  storage: SubmissionStorage,
  { where = [], limit = Infinity, ...filter }: Listed,
  output: Writable,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    let printed = 0;
    for await (const submission of storage.submissions.list(filter)) {
      if (printed >= limit) return;
      if (!holdsFor(submission, where)) continue;
      printed += 1;
      yield `${printable(JSON.stringify(lineOf(submission)))}\n`;
    }
  }
  try {
    await pipeline(Readable.from(lines()), output, { end: false });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw thrown;
  }
}

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
const hourMs = 3_600_000;

/** One line of the list, as JSON writes it: without what is undefined. The answers are the stored inputs, which are JSON, whatever the schemas make of them. */
function lineOf(submission: Submission): object {
  const { id, wizard, version, reference, status, attempt } = submission;
  const { context, error, rejection, settledAt, erasedAt } = submission;
  const isOpen = status === 'pending' || status === 'running' || status === 'failed';
  return {
    id,
    wizard,
    version,
    reference,
    status,
    submittedAt: isoOf(submission.submittedAt),
    settledAt: isoOf(settledAt),
    erasedAt: isoOf(erasedAt),
    attempt,
    answers: storedAnswersOf(submission),
    context,
    rejection,
    // An error that a later attempt made good is no news.
    error: isOpen ? error : undefined,
  };
}

function isoOf(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

function ageMsOf(age: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([dh])$/.exec(age.trim()) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (unit === 'd' ? 24 * hourMs : hourMs);
}

function refusal(message: string): Report {
  return { ok: false, message };
}

function counted(count: number): string {
  return count === 1 ? '1 submission' : `${count} submissions`;
}

/** A condition of `--where`: some answer, or value of the context, under these names. */
export interface Where {
  /** The last names of its path: `email`, `you.email` or `context.user`. */
  readonly path: readonly string[];
  /** In lower case and without spaces around it: nobody writes an address twice in the same way. */
  readonly value: string;
}

/**
 * Reads `you.email=ada@example.org`.
 *
 * @throws UsageError when there is no name, no `=` or no value
 */
export function readWhere(text: string): Where {
  const at = text.indexOf('=');
  const path = text.slice(0, Math.max(at, 0)).split(/[./]/);
  const value = comparable(text.slice(at + 1));
  if (at < 1 || value === '' || path.includes(''))
    throw new UsageError(`--where ${text}: give a field and its value, such as email=ada@example.org`);
  return { path, value };
}

/** Whether all of these hold for a submission. */
export function holdsFor(submission: Submission, all: readonly Where[]): boolean {
  const { context } = submission;
  const roots = { ...storedAnswersOf(submission), ...(context === undefined ? {} : { context }) };
  return all.every((where) => isSomewhere(roots, [], where));
}

function isSomewhere(value: unknown, at: readonly string[], where: Where): boolean {
  if (Array.isArray(value)) return value.some((each) => isSomewhere(each, at, where));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([name, below]) => isSomewhere(below, [...at, name], where));
  const last = at.slice(-where.path.length);
  return last.join('.') === where.path.join('.') && comparable(String(value)) === where.value;
}

function comparable(text: string): string {
  return text.trim().toLowerCase();
}
