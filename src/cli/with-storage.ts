import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { readStoreConfig, type StoreConfig } from '../app/config.ts';
import { openStorage } from '../app/open-storage.ts';
import type { Storage } from '../completion/storage.ts';
import { WizardError } from '../errors.ts';

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
  const config = readStoreConfig(env);
  // Standard output belongs to what was asked for.
  const log = pino(
    { name: 'stepway', level: config.logLevel === 'info' ? 'warn' : config.logLevel },
    pino.destination(2),
  );
  const storage = await openStorage(config, log);
  try {
    return await work(storage, config);
  } finally {
    await storage.close();
  }
}
