import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { LanguagesOption } from '../../src/app/languages.ts';
import { listen, sessionMiddleware, type ServerParts } from '../../src/app/server.ts';
import type { Storage } from '../../src/completion/storage.ts';
import { stepway, type Layout, type WizardDefinition } from '../../src/index.ts';
import type { SendLink } from '../../src/http/parts.ts';
import type { Theme } from '../../src/render/pages/page.ts';
import { memoryStorage, type OperationHook } from '../../src/storage/memory/storage.ts';
import { services } from '../../wizards/parts/services.ts';
import feedback from '../../wizards/feedback.ts';
import registration from '../../wizards/registration.ts';
import visa from '../../wizards/visa.ts';
import { testConfig } from '../support/memory-app.ts';

// The samples' handlers write there.
process.env['STEPWAY_OUTBOX'] ??= mkdtempSync(join(tmpdir(), 'stepway-outbox-'));

/** A server of the tests. */
export interface TestServer {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  readonly storage: Storage;
  /** Moves the server's clock on; it stands still otherwise. */
  readonly advance: (minutes: number) => void;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly now: () => number;
  /** What the server logged as an error. */
  readonly errors: readonly string[];
  readonly stop: () => Promise<void>;
}

/** What a test may want otherwise. */
export interface ServeOptions {
  readonly wizards?: readonly WizardDefinition[];
  /** Another server's, to stand for the same one after a new version was deployed. */
  readonly storage?: Storage;
  /** Sees every call to the store; can make it fail. */
  readonly onOperation?: OperationHook;
  /** Where the clock stands, ms since the epoch; the real time by default. */
  readonly startAt?: number;
  readonly idleMinutes?: number;
  readonly absoluteMinutes?: number;
  /** How many forms one address may start in a minute, by its `X-Forwarded-For`. */
  readonly startsPerMinute?: number;
  /** Looks into uploaded files. */
  readonly uploads?: ServerParts['uploads'];
  /** Sends the link of a saved run: with it the wizards stand in a host's app. */
  readonly send?: SendLink;
  /** With a theme or a layout the wizards stand in a host's app. */
  readonly theme?: Partial<Theme>;
  readonly layout?: Layout;
  /** Languages beside English. */
  readonly languages?: LanguagesOption;
  /** A folder whose files are served beside the forms: the pictures of the samples. */
  readonly public?: string;
}

/** Starts the real server on a free port, with a store in memory and a clock that is moved by hand. */
export async function serve(options: ServeOptions = {}): Promise<TestServer> {
  const { wizards = [feedback, visa, registration], startAt = Date.now() } = options;
  const lifetime = {
    idleMs: (options.idleMinutes ?? 30) * 60_000,
    absoluteMs: (options.absoluteMinutes ?? 24 * 60) * 60_000,
  };
  let time = startAt;
  const now = () => time;
  const errors: string[] = [];
  const quiet = () => undefined;
  const log = {
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: (facts: object, message: string) => errors.push(`${message} ${JSON.stringify(facts)}`),
  };
  const storage =
    options.storage ??
    memoryStorage({
      ...lifetime,
      now,
      ...(options.onOperation === undefined ? {} : { onOperation: options.onOperation }),
    });
  const running =
    options.theme === undefined && options.layout === undefined && options.send === undefined
      ? await listen({
          config: { ...testConfig, own: ownOf(options), ...lifetime, ...limitsOf(options) },
          uploads: options.uploads ?? {},
          wizards,
          storage,
          services,
          log,
          now,
        })
      : await listenInHost();

  async function listenInHost() {
    const { theme, layout, send } = options;
    const forms = stepway({
      wizards,
      storage,
      services,
      log,
      now,
      lifetime,
      theme: theme ?? {},
      ...ownOf(options),
      ...(layout === undefined ? {} : { layout }),
      ...(send === undefined ? {} : { send }),
      ownCookie: 'stepway',
    });
    const app = express();
    app.use(sessionMiddleware({ storage, secrets: testConfig.secrets, production: false, lifetime, log }));
    app.use(forms, forms.onError);
    const server = createServer(app);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      stop: async () => {
        server.closeAllConnections();
        server.close();
        await forms.close(0);
      },
    };
  }

  return {
    url: running.url,
    stop: running.stop,
    storage,
    errors,
    now,
    advance: (minutes) => {
      time += minutes * 60_000;
    },
  };
}

/** Visitors of this machine are not counted, so those who are come by a proxy. */
function limitsOf({ startsPerMinute: starts }: ServeOptions) {
  return starts === undefined ? {} : { trustProxy: 1, rateLimits: { starts } };
}

function ownOf({ public: folder, languages }: ServeOptions) {
  return {
    ...(folder === undefined ? {} : { public: folder }),
    ...(languages === undefined ? {} : { languages }),
  };
}
