import { pino } from 'pino';
import { createApp, type ServerParts } from '../../src/app/server.ts';
import type { Config } from '../../src/app/config.ts';
import type { WizardDefinition } from '../../src/index.ts';
import type { Storage } from '../../src/completion/storage.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';

/** The settings of that server. */
export const testConfig: Config = {
  production: false,
  port: 0,
  host: '127.0.0.1',
  mongodbUrl: undefined,
  storeWaitMs: 30_000,
  dataFolder: '.stepway',
  maxBytes: undefined,
  viewsFolder: 'views',
  own: {},
  theme: {},
  secrets: ['a secret of the tests'],
  trustProxy: false,
  trustedOrigins: [],
  concurrency: 8,
  maxStateBytes: 256_000,
  maxUploadBytes: 100_000_000,
  rateLimits: {},
  timeZone: undefined,
  idleMs: 1_800_000,
  absoluteMs: 86_400_000,
  logLevel: 'silent',
};

/** The ready-made server over a storage in memory, which compares and swaps as the durable ones do. */
export function memoryApp(
  wizards: readonly WizardDefinition[],
  storage: Storage = memoryStorage(),
  uploads: ServerParts['uploads'] = {},
) {
  const parts = { config: testConfig, wizards, storage, uploads, log: pino({ level: 'silent' }) };
  return { ...createApp(parts), storage };
}
