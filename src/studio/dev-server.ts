import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { WizardError } from '../errors.ts';
import type { Log } from '../log.ts';
import { inConfig, missingServices } from '../app/services.ts';
import { misspeltSettings } from '../app/misspelt-settings.ts';
import { openStorage } from '../app/open-storage.ts';
import { bind } from '../app/server.ts';
import { isLoopback } from '../app/weak-settings.ts';
import { withFaultsOfTexts, withTextFiles } from '../app/with-text-files.ts';
import { createDevApp } from './dev-app.ts';
import { createBroadcast } from './live-reload.ts';
import { framedFaults } from './framed-faults.ts';
import { liveSettings, type LiveSettings, type SettingsSource } from './live-settings.ts';
import { projectOf, watchFolders } from './project.ts';
import { warningOnce } from './warning-once.ts';

/** What loading the wizards came to. */
export interface Reloaded {
  readonly wizards: number;
  /** Whether the project's settings were read again. */
  readonly hasNewSettings: boolean;
  /** One line for each fault: the file, the line and what is wrong. */
  readonly faults: readonly string[];
  /** How long it took, in milliseconds. */
  readonly tookMs: number;
}

/** What stands behind `startDev`. */
export interface DevOptions {
  /** Where the project's settings are read from, whenever a file of them changes. */
  readonly settings: SettingsSource;
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
  { settings: source, log: given, onLoaded }: DevOptions,
): Promise<DevServer> {
  refuseInProduction(env);
  const settings = await liveSettings(env, source);
  // Address and store stay what they are until the next start.
  const { config: first } = settings.now();
  let isLoading = false;
  const log = warningOnce(given, () => isLoading);
  for (const doubt of misspeltSettings(env)) log.warn({}, doubt);
  if (!isLoopback(first.host)) {
    log.warn(
      {},
      `HOST=${first.host}: other machines can reach the development server, whose studio shows and changes answers and whose pages show code; leave HOST out to keep it to this machine`,
    );
  }
  const project = projectOf(folder);
  const storage = await openStorage(first, log);
  const broadcast = createBroadcast();
  const watching = watchFolders((paths) => void reload(paths));
  let serving: ReturnType<typeof createDevApp>;

  async function load(changed: readonly string[]): Promise<void> {
    const startedAt = performance.now();
    const { endBefore, wrong } = await followSettings(settings, changed);
    const { config: read, services } = settings.now();
    // Before they are read, so that no save falls between.
    await watching.add([resolve(folder), resolve(read.viewsFolder), ...source.files()]);
    const loaded = withFaultsOfTexts(await project.load(read.viewsFolder), read.own.languages);
    const config = withTextFiles(read, folder, loaded);
    const before: typeof serving | undefined = serving;
    isLoading = true;
    serving = createDevApp({ config, loaded, storage, services, log, broadcast });
    for (const doubt of missingServices([...serving.definitions.values()], services, inConfig))
      log.warn({}, doubt);
    isLoading = false;
    // Handlers under way go on under the definitions, and with the services, that they started with.
    void before?.forms.close().then(endBefore).catch(sayError);
    await watching.add(project.sourceFolders());
    broadcast.send('reload');
    const faults = framedFaults(loaded).map(
      ({ file = '', line, where, message }) =>
        `${file}${line === undefined ? '' : `:${line}`}${where === undefined ? '' : `, ${where}`}: ${message}`,
    );
    onLoaded({
      wizards: serving.definitions.size,
      hasNewSettings: endBefore !== undefined,
      faults: [...wrong, ...faults],
      tookMs: performance.now() - startedAt,
    });
  }

  const sayError = (error: unknown): void => log.error({}, messageOf(error));

  let loading = Promise.resolve();
  function reload(changed: readonly string[]): Promise<void> {
    // The folder itself may be gone for a moment; the next change tries again.
    loading = loading.then(() => load(changed)).catch(sayError);
    return loading;
  }

  const server = createServer((req, res) => void serving.app(req, res));
  try {
    await load([]);
    const url = await bind(server, first);
    return {
      url,
      stop: async () => {
        watching.close();
        broadcast.close();
        server.close();
        server.closeAllConnections();
        await loading;
        await serving.forms.close(1_000);
        await settings.end();
        await storage.close();
      },
    };
  } catch (error) {
    watching.close();
    await storage.close();
    throw error;
  }
}

/** Settings that are wrong are said with the wizards' mistakes, and the ones from before go on. */
async function followSettings(
  settings: LiveSettings,
  changed: readonly string[],
): Promise<{
  readonly endBefore: (() => Promise<void>) | undefined;
  readonly wrong: readonly string[];
}> {
  try {
    return { endBefore: await settings.follow(changed), wrong: [] };
  } catch (error) {
    return { endBefore: undefined, wrong: [messageOf(error)] };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
