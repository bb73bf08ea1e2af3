import session from 'express-session';
import { pino } from 'pino';
import { createApp } from '../../src/app/server.ts';
import type { Config } from '../../src/app/config.ts';
import type { WizardDefinition } from '../../src/index.ts';
import type { Storage } from '../../src/completion/storage.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';

export const testConfig: Config = {
  production: false,
  port: 0,
  host: '127.0.0.1',
  mongodbUrl: undefined,
  storeWaitMs: 30_000,
  dataFolder: '.stepway',
  viewsFolder: 'views',
  servicesFile: undefined,
  theme: {},
  secrets: ['a secret of the tests'],
  trustProxy: false,
  trustedOrigins: [],
  concurrency: 8,
  idleMs: 1_800_000,
  absoluteMs: 86_400_000,
  logLevel: 'silent',
};

export function plainMemory(): Storage {
  return {
    name: 'memory',
    sessions: new session.MemoryStore(),
    submissions: memoryJournal(),
    ping: async () => {},
    close: async () => {},
  };
}

export function memoryApp(wizards: readonly WizardDefinition[], storage: Storage = plainMemory()) {
  return { ...createApp({ config: testConfig, wizards, storage, log: pino({ level: 'silent' }) }), storage };
}
