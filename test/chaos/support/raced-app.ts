import type { Express } from 'express';
import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import type { FileStore } from '../../../src/completion/file-store.ts';
import type { WizardDefinition } from '../../../src/definition/model.ts';
import type { SessionRecords } from '../../../src/storage/session-records.ts';
import { testConfig } from '../../support/memory-app.ts';
import type { Random } from '../../support/random.ts';
import { withoutRevisions } from './broken.ts';
import { openHome, type Home, type HomeName } from './home.ts';
import { withLatency } from './latency.ts';
import { perRequest, type PerRequest } from './per-request.ts';

/** The ready-made app over a home whose calls are some turns away, so that requests overtake each other. */
export interface RacedApp {
  readonly app: Express;
  readonly home: Home;
  /** Lets a request meet faults of its own. */
  readonly faults: PerRequest;
  /** Closes the app; the home stays, to be looked at. */
  readonly close: () => Promise<void>;
}

/** Opens one; the figure closes the app, and then its home. */
export async function openRacedApp(
  name: HomeName,
  given: {
    readonly wizards: readonly WizardDefinition[];
    readonly random: Random;
    /** `revisions` and `stock-store` are switched off here. */
    readonly broken: string | undefined;
    /** Another place for files than the home's own, in memory. */
    readonly files?: FileStore;
  },
): Promise<RacedApp> {
  const { wizards, random, broken, files } = given;
  const faults = perRequest();
  const around = (records: SessionRecords) =>
    faults.records(withLatency(broken === 'revisions' ? withoutRevisions(records) : records, random));
  const home = await openHome(name, { around, stock: broken === 'stock-store' });
  const { app, forms } = createApp({
    config: testConfig,
    wizards,
    storage: files === undefined ? home.storage : { ...home.storage, files },
    log: pino({ level: 'silent' }),
  });
  return { app, home, faults, close: () => forms.close(0) };
}
