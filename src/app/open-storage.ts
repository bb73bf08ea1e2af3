import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { Storage } from '../completion/storage.ts';
import { embeddedStorage } from '../storage/embedded/storage.ts';
import { mongoStorage } from '../storage/mongo/storage.ts';
import type { StoreConfig } from './config.ts';

/** Opens the storage that the settings name: MongoDB when there is a MONGODB_URL, otherwise the embedded store. */
export async function openStorage(config: StoreConfig, log: Log, signal?: AbortSignal): Promise<Storage> {
  const { idleMs, absoluteMs, mongodbUrl, storeWaitMs, maxBytes } = config;
  if (mongodbUrl !== undefined) {
    return mongoStorage({
      url: mongodbUrl,
      connectTimeoutMs: storeWaitMs,
      idleMs,
      absoluteMs,
      log,
      ...(signal === undefined ? {} : { signal }),
    });
  }
  return embeddedStorage({
    folder: join(config.dataFolder, 'data'),
    idleMs,
    absoluteMs,
    log,
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
}
