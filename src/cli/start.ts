import { pino } from 'pino';
import { readConfig } from '../app/config.ts';
import { endServices, loadServices, warnOfMissingServices } from '../app/load-services.ts';
import { definitionsOf } from '../app/findings.ts';
import { createLoader, loadWizards } from '../app/load-wizards.ts';
import { openStorage } from '../app/open-storage.ts';
import { listen } from '../app/server.ts';
import { viewFinder } from '../render/html/engine.ts';
import { noWizards } from './find-wizard.ts';

/**
 * Serves a folder of wizards until SIGTERM or SIGINT.
 *
 * @throws WizardError for a fault of a definition or a setting, and when the store or the port cannot be had
 */
export async function start(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  const log = pino({ name: 'stepway', level: config.logLevel });
  const loader = createLoader();
  const wizards = definitionsOf(await loadWizards(folder, viewFinder([config.viewsFolder]), loader));
  if (wizards.length === 0) log.warn({ folder }, noWizards(folder));
  const services = await loadServices(config.servicesFile, loader);
  warnOfMissingServices(wizards, services, log);
  const stopping = new AbortController();
  const onSignal = () => stopping.abort();
  process.once('SIGTERM', onSignal).once('SIGINT', onSignal);

  const storage = await openStorage(config, log, stopping.signal);
  const server = await listen({ config, wizards, storage, services, log }).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  // For a person at a terminal; a log collector reads the line after it.
  if (process.stdout.isTTY) process.stdout.write(`\n  ${server.url}\n\n`);
  log.info({ url: server.url, store: storage.name, wizards: wizards.length }, `open ${server.url}`);
  if (!stopping.signal.aborted) {
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
  }
  log.info({}, 'stopping');
  await server.stop();
  await endServices(services);
  log.info({}, 'stopped');
}
