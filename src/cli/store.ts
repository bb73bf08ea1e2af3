import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { readStoreConfig, type StoreConfig } from '../app/config.ts';
import { loadConfig } from '../app/load-config.ts';
import { createLoader } from '../app/load-wizards.ts';
import { misspeltSettings } from '../app/misspelt-settings.ts';
import { openStorage } from '../app/open-storage.ts';
import type { Storage } from '../completion/storage.ts';
import { WizardError } from '../errors.ts';
import { printable } from './run.ts';

/** What a command says when it is done: one line for the operator, and whether it did what was asked. */
export interface Report {
  readonly ok: boolean;
  readonly message: string;
}

/** Says a report, as a JSON line if that was asked for; gives whether all is well. */
export function say(report: Report, json = false): boolean {
  const text = json ? JSON.stringify(report) : report.message;
  (json || report.ok ? process.stdout : process.stderr).write(`${printable(text)}\n`);
  return report.ok;
}

/**
 * Does something with the storage that the settings name, and closes it; servers may have it open meanwhile.
 *
 * @throws WizardError CONFIG_INVALID; STORE_UNREACHABLE, also when there is no embedded store yet, since looking must not make one
 */
export async function withStorage<T>(
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
