import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Submission, SubmissionFilter } from '../completion/journal.ts';
import { storedAnswersOf } from '../completion/record.ts';
import type { Storage } from '../completion/storage.ts';
import { UsageError } from './run.ts';
import { withStorage } from './with-storage.ts';

/** What the journal of these commands has to be; a whole `Storage` is one. */
type Home = Pick<Storage, 'submissions'>;

/** What a command says when it is done: one line for the operator, and whether it did what was asked. */
export interface Report {
  readonly ok: boolean;
  readonly message: string;
}

/** Which failed submissions are meant: the newest under one reference, or all (of one wizard). */
export type Target =
  { readonly reference: string } | { readonly all: true; readonly wizard?: string | undefined };

/** What may stand behind `submissions retry` and `discard`. */
export interface ResolveOptions {
  readonly all?: boolean;
  readonly wizard?: string;
  readonly json?: boolean;
}

/** What stands behind `submissions purge`. */
export interface PurgeOptions {
  readonly olderThan: string;
  readonly json?: boolean;
}

/** `submissions list`: one JSON line each on standard output. */
export async function list(filter: SubmissionFilter): Promise<boolean> {
  await withStorage(process.env, (storage) => listSubmissions(storage, filter, process.stdout));
  return true;
}

/**
 * `submissions retry` and `submissions discard`.
 *
 * @throws UsageError unless it is told which: a reference, or `--all`
 */
export async function resolveFailed(
  decision: 'retry' | 'discard',
  reference: string | undefined,
  options: ResolveOptions,
): Promise<boolean> {
  const target = targetOf(reference, options);
  const resolve = decision === 'retry' ? retry : discard;
  return say(await withStorage(process.env, (storage) => resolve(storage, target, Date.now())), options.json);
}

/** `submissions purge`. */
export async function purgeOlder(options: PurgeOptions): Promise<boolean> {
  const report = await withStorage(process.env, (storage, config) =>
    purge(storage, { olderThan: options.olderThan, sessionMs: config.absoluteMs, now: Date.now() }),
  );
  return say(report, options.json);
}

/**
 * Prints submissions as JSON lines, oldest first, never faster than the output takes them. A reader that closes early,
 * such as `head`, ends it without an error.
 *
 * @param output left open, as standard output has to be
 * @throws WizardError STORE_UNREACHABLE or STORE_TIMEOUT
 */
export async function listSubmissions(home: Home, filter: SubmissionFilter, output: Writable): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const submission of home.submissions.list(filter))
      yield `${JSON.stringify(lineOf(submission))}\n`;
  }
  try {
    await pipeline(Readable.from(lines()), output, { end: false });
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code !== 'EPIPE' && code !== 'ERR_STREAM_PREMATURE_CLOSE') throw thrown;
  }
}

/** Lets failed submissions be tried again, from attempt 0, by the servers that run. */
export async function retry(home: Home, target: Target, now: number): Promise<Report> {
  return resolve(home, target, 'retry', now);
}

/** Gives failed submissions up: they stay in the store as `discarded` until they are purged. */
export async function discard(home: Home, target: Target, now: number): Promise<Report> {
  return resolve(home, target, 'discard', now);
}

/**
 * Removes what was done, rejected or discarded longer ago than an age. It refuses an age within the lifetime of a
 * session: a session that still leads to its submission would have it made, and run, once more.
 *
 * @param order.olderThan such as `90d` or `48h`
 * @param order.sessionMs the longest life of a session, in milliseconds
 */
export async function purge(
  home: Home,
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
  const purged = await home.submissions.purge(order.now - ageMs);
  return { ok: true, message: `${counted(purged)} purged` };
}

async function resolve(
  home: Home,
  target: Target,
  decision: 'retry' | 'discard',
  now: number,
): Promise<Report> {
  const outcome = decision === 'retry' ? 'will be tried again' : 'given up';
  if ('reference' in target) {
    const found = await home.submissions.findByReference(target.reference);
    if (found === undefined) {
      return refusal(`there is no submission with the reference ${target.reference}`);
    }
    const isResolved = await home.submissions.resolveFailed(found.id, decision, now);
    if (isResolved) return { ok: true, message: `${target.reference} ${outcome}` };
    const stands = (await home.submissions.get(found.id))?.status ?? found.status;
    return refusal(`${target.reference} is ${stands}; only a failed submission can be ${past[decision]}`);
  }
  const { wizard } = target;
  let resolved = 0;
  const filter = { status: 'failed' as const, ...(wizard === undefined ? {} : { wizard }) };
  for await (const { id } of home.submissions.list(filter)) {
    if (await home.submissions.resolveFailed(id, decision, now)) resolved += 1;
  }
  return { ok: true, message: `${counted(resolved)} ${outcome}` };
}

const past = { retry: 'retried', discard: 'discarded' } as const;
const hourMs = 3_600_000;

/** One line of the list. The answers are the stored inputs, which are JSON, whatever the schemas make of them. */
function lineOf(submission: Submission): object {
  const { id, wizard, version, reference, status, attempt, context, error, rejection, settledAt } =
    submission;
  const isOpen = status === 'pending' || status === 'running' || status === 'failed';
  return {
    id,
    wizard,
    version,
    reference,
    status,
    submittedAt: new Date(submission.submittedAt).toISOString(),
    ...(settledAt === undefined ? {} : { settledAt: new Date(settledAt).toISOString() }),
    attempt,
    answers: storedAnswersOf(submission),
    ...(context === undefined ? {} : { context }),
    ...(rejection === undefined ? {} : { rejection }),
    // An error that a later attempt made good is no news.
    ...(error === undefined || !isOpen ? {} : { error }),
  };
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

function targetOf(reference: string | undefined, { all, wizard }: ResolveOptions): Target {
  if (reference !== undefined && all === true) throw new UsageError('give a reference or --all, not both');
  if (reference !== undefined) return { reference };
  if (all === true) return { all, wizard };
  throw new UsageError('which submission? give its reference, or --all for every failed one');
}

function say(report: Report, json = false): boolean {
  const text = json ? JSON.stringify(report) : report.message;
  (json || report.ok ? process.stdout : process.stderr).write(`${text}\n`);
  return report.ok;
}
