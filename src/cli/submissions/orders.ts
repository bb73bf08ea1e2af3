import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { readStoreConfig, type StoreConfig } from '../../app/config.ts';
import { loadConfig } from '../../app/load-config.ts';
import { createLoader } from '../../app/load-wizards.ts';
import { misspeltSettings } from '../../app/misspelt-settings.ts';
import { openStorage } from '../../app/open-storage.ts';
import type { SubmissionFilter } from '../../completion/journal.ts';
import type { Storage } from '../../completion/storage.ts';
import { WizardError } from '../../errors.ts';
import { printable, UsageError } from '../run.ts';
import { discard, erase, purge, retry, type Report, type Target } from './changes.ts';
import { listSubmissions } from './list.ts';
import { sinceOf, untilOf } from './period.ts';
import { readWhere, readWords } from './search.ts';

/** What may stand behind `submissions list` and `find`, as it was typed. */
export interface ListOptions extends Omit<SubmissionFilter, 'since' | 'until'> {
  readonly where?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly limit?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

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

/**
 * `submissions list`, and `submissions find` when there is a text: JSON lines, or a table, on standard output.
 *
 * @throws UsageError for a text, a condition, a time or a limit that is none
 */
export async function list(
  { where = [], since, until, limit, csv = false, json = false, ...filter }: ListOptions,
  text?: string,
): Promise<boolean> {
  if (csv && json) throw new UsageError('give --csv or --json, not both');
  const now = Date.now();
  const listed = {
    ...filter,
    where: where.map(readWhere),
    words: text === undefined ? undefined : readWords(text),
    since: since === undefined ? undefined : sinceOf(since, now),
    until: until === undefined ? undefined : untilOf(until, now),
    limit: limitOf(limit),
  };
  const printout = { output: process.stdout, format: csv ? 'csv' : 'json', now } as const;
  await withStorage(process.env, (storage) => listSubmissions(storage, listed, printout));
  return true;
}

/** `submissions erase`. */
export async function eraseOne(reference: string, options: { readonly json?: boolean }): Promise<boolean> {
  return say(
    await withStorage(process.env, (storage) => erase(storage, reference, Date.now())),
    options.json,
  );
}

/**
 * `submissions retry` and `submissions discard`.
 *
 * @throws UsageError unless it says which: a reference, or `--all`
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

function targetOf(reference: string | undefined, { all, wizard }: ResolveOptions): Target {
  if (reference !== undefined && all === true) throw new UsageError('give a reference or --all, not both');
  if (reference !== undefined) return { reference };
  if (all === true) return { all, wizard };
  throw new UsageError('which submission? give its reference, or --all for every failed one');
}

function limitOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given))
    throw new UsageError(`--limit ${given}: give a number of lines, such as 100`);
  return Number(given);
}

function say(report: Report, json = false): boolean {
  const text = json ? JSON.stringify(report) : report.message;
  (json || report.ok ? process.stdout : process.stderr).write(`${printable(text)}\n`);
  return report.ok;
}

/**
 * Does something with the storage that the settings name, and closes it; servers may have it open meanwhile.
 *
 * @throws WizardError CONFIG_INVALID; STORE_UNREACHABLE, also when there is no embedded store yet, since looking must not make one
 */
async function withStorage<T>(
  env: NodeJS.ProcessEnv,
  work: (storage: Storage, config: StoreConfig) => Promise<T>,
): Promise<T> {
  const folder = env['STEPWAY_DATA'] || '.stepway';
  if (!env['MONGODB_URL'] && !existsSync(folder)) {
    throw new WizardError(
      'STORE_UNREACHABLE',
      `${folder}: there is no store here; run this where the server runs, or set STEPWAY_DATA or MONGODB_URL as for the server`,
    );
  }
  const config = readStoreConfig(env, await loadConfig(createLoader()));
  // Standard output belongs to what was asked for.
  const log = pino(
    { name: 'stepway', level: config.logLevel === 'info' ? 'warn' : config.logLevel },
    pino.destination(2),
  );
  for (const doubt of misspeltSettings(env)) log.warn({}, doubt);
  const storage = await openStorage(config, log);
  try {
    return await work(storage, config);
  } finally {
    await storage.close();
  }
}
