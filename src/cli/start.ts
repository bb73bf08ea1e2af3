import { refuseBrokenViews } from '../app/broken-views.ts';
import { readConfig } from '../app/config.ts';
import { loadConfig } from '../app/load-config.ts';
import { endServices, inConfig, makeServices, refuseMissingServices } from '../app/services.ts';
import { definitionsOf } from '../app/placed-faults.ts';
import { createLoader, loadWizards } from '../app/load-wizards.ts';
import { openLog } from '../app/open-log.ts';
import { openStorage } from '../app/open-storage.ts';
import { listen } from '../app/server.ts';
import { survive } from '../app/stray-errors.ts';
import { misspeltSettings } from '../app/misspelt-settings.ts';
import { withFaultsOfTexts, withTextFiles } from '../app/with-text-files.ts';
import { weakSettings } from '../app/weak-settings.ts';
import { viewFinder } from '../render/html/views.ts';
import { endWithNpm } from './end-with-npm.ts';
import { noWizards } from './find-wizard.ts';

/**
 * Serves a folder of wizards until SIGTERM, SIGHUP or SIGINT. Ends with exit code 1 after an error that nothing caught.
 *
 * @throws WizardError for a fault of a definition or a setting, and when the store or the port cannot be had
 */
export async function start(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const loader = createLoader();
  const read = readConfig(env, await loadConfig(loader));
  const log = await openLog({ level: read.logLevel, fd: 1 });
  for (const doubt of [...misspeltSettings(env), ...weakSettings(read)]) log.warn({}, doubt);
  const found = await loadWizards(folder, viewFinder([read.viewsFolder]), loader);
  const loaded = withFaultsOfTexts(found, read.own.languages);
  const wizards = definitionsOf(loaded);
  const config = withTextFiles(read, folder, loaded);
  refuseBrokenViews(config.viewsFolder, wizards);
  if (wizards.length === 0) log.warn({ folder }, noWizards(folder));
  const services = await makeServices(config.own);
  refuseMissingServices(wizards, services, inConfig);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  // Once more means nothing to a stop that is under way; a person who presses Ctrl-C again means it.
  process.on('SIGTERM', stop).on('SIGHUP', stop).once('SIGINT', stop);
  endWithNpm(env, stop);
  survive(log, () => {
    process.exitCode = 1;
    stop();
  });

  const storage = await openStorage(config, log, stopping.signal);
  const server = await listen({ config, wizards, storage, services, log }).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  log.info({ url: server.url, store: storage.name, wizards: wizards.length }, `open ${server.url}`);
  if (!stopping.signal.aborted) {
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
  }
  log.info({}, 'stopping');
  await server.stop();
  await endServices(services);
  log.info({}, 'stopped');
}
