import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { WizardError } from '../errors.ts';
import type { Log } from '../log.ts';
import { readConfig } from '../app/config.ts';
import type { StepwayConfig } from '../app/define-config.ts';
import { endServices, makeServices, warnOfMissingServices } from '../app/services.ts';
import { misspeltSettings } from '../app/misspelt-settings.ts';
import { openStorage } from '../app/open-storage.ts';
import { bind } from '../app/server.ts';
import { isLoopback } from '../app/weak-settings.ts';
import { createDevApp } from './dev-app.ts';
import { createBroadcast } from './live-reload.ts';
import { framedFaults } from './framed-faults.ts';
import { projectOf, watchFolders } from './project.ts';
import { warningOnce } from './warning-once.ts';

/** What loading the wizards came to. */
export interface Reloaded {
  readonly wizards: number;
  /** One line for each fault: the file, the line and what is wrong. */
  readonly faults: readonly string[];
  /** How long it took, in milliseconds. */
  readonly tookMs: number;
}

/** What stands behind `startDev`. */
export interface DevOptions {
  /** The project's settings, read once. */
  readonly own?: StepwayConfig;
  readonly log: Log;
  /** Called after every loading, the first one too. */
  readonly onLoaded: (reloaded: Reloaded) => void;
}

/** A development server that listens. */
export interface DevServer {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serves a folder of wizards for their author: every save is loaded at once, answers in progress are kept where they
 * fit, faults are pages, and the studio is at `/_studio`.
 *
 * @throws WizardError CONFIG_INVALID in production or for a wrong setting; PORT_TAKEN; STORE_UNREACHABLE
 */
export async function startDev(
  folder: string,
  env: NodeJS.ProcessEnv,
  { own, log: given, onLoaded }: DevOptions,
): Promise<DevServer> {
  refuseInProduction(env);
  const config = readConfig(env, own);
  let isLoading = false;
  const log = warningOnce(given, () => isLoading);
  for (const doubt of misspeltSettings(env)) log.warn({}, doubt);
  if (!isLoopback(config.host)) {
    log.warn(
      {},
      `HOST=${config.host}: other machines can reach the development server, whose studio shows and changes answers and whose pages show code; leave HOST out to keep it to this machine`,
    );
  }
  const project = projectOf(folder, config.viewsFolder);
  // Once: a reload of the wizards leaves connections as they are.
  const services = await makeServices(config.own);
  const storage = await openStorage(config, log);
  const broadcast = createBroadcast();
  const watching = watchFolders(() => void reload());
  let serving: ReturnType<typeof createDevApp>;

  async function load(): Promise<void> {
    const startedAt = performance.now();
    // Before they are read, so that no save falls between.
    await watching.add([resolve(folder), resolve(config.viewsFolder)]);
    const loaded = await project.load();
    const before: typeof serving | undefined = serving;
    isLoading = true;
    serving = createDevApp({ config, loaded, storage, services, log, broadcast });
    warnOfMissingServices([...serving.definitions.values()], services, log);
    isLoading = false;
    // Handlers under way go on under the definitions that they started with.
    void before?.forms.close();
    await watching.add(project.sourceFolders());
    broadcast.send('reload');
    const faults = framedFaults(loaded).map(
      ({ file = '', line, where, message }) =>
        `${file}${line === undefined ? '' : `:${line}`}${where === undefined ? '' : `, ${where}`}: ${message}`,
    );
    onLoaded({
      wizards: serving.definitions.size,
      faults,
      tookMs: performance.now() - startedAt,
    });
  }

  let loading = Promise.resolve();
  function reload(): Promise<void> {
    loading = loading.then(load).catch((error: unknown) => {
      // The folder itself may be gone for a moment; the next change tries again.
      log.error({}, error instanceof Error ? error.message : String(error));
    });
    return loading;
  }

  const server = createServer((req, res) => void serving.app(req, res));
  try {
    await load();
    const url = await bind(server, config);
    return {
      url,
      stop: async () => {
        watching.close();
        broadcast.close();
        server.close();
        server.closeAllConnections();
        await loading;
        await serving.forms.close(1_000);
        await endServices(services);
        await storage.close();
      },
    };
  } catch (error) {
    watching.close();
    await storage.close();
    throw error;
  }
}

/**
 * Keeps the development server and its studio, which show and change answers, out of production.
 *
 * @throws WizardError CONFIG_INVALID when NODE_ENV is `production`
 */
function refuseInProduction(env: Readonly<Record<string, string | undefined>>): void {
  if (env['NODE_ENV'] !== 'production') return;
  throw new WizardError(
    'CONFIG_INVALID',
    'stepway dev is for development: its studio shows and changes answers. NODE_ENV is production; use stepway start, or unset NODE_ENV.',
  );
}
