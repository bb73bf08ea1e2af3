import { once } from 'node:events';
import { openLog } from '../app/open-log.ts';
import { survive } from '../app/stray-errors.ts';
import { startDev, type Reloaded } from '../studio/dev-server.ts';
import { settingsOfProject } from '../studio/project.ts';
import { endWithNpm } from './end-with-npm.ts';
import { noWizards } from './find-wizard.ts';

/**
 * Serves a folder of wizards for their author until SIGTERM, SIGHUP or SIGINT; an error that nothing catches is logged.
 *
 * @throws WizardError in production, for a wrong setting, and when the store or the port cannot be had
 */
export async function dev(folder: string, env: NodeJS.ProcessEnv, out: NodeJS.WritableStream): Promise<true> {
  const log = await openLog({ level: env['LOG_LEVEL'] || 'warn', fd: 2 });
  const left = new Promise<void>((resolve) => endWithNpm(env, resolve));
  const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'].map((signal) => once(process, signal));
  const stopped = Promise.race([left, ...signals]);
  survive(log, () => {});
  const server = await startDev(folder, env, {
    settings: settingsOfProject(),
    log,
    onLoaded: (reloaded) => out.write(linesOf(folder, reloaded)),
  });
  out.write(`open ${server.url}, the studio is at ${server.url}/_studio\n`);
  await stopped;
  await server.stop();
  return true;
}

function linesOf(folder: string, { wizards, hasNewSettings, faults, tookMs }: Reloaded): string {
  const settings = hasNewSettings ? 'the settings and ' : '';
  const counted = `${settings}${wizards} wizard${wizards === 1 ? '' : 's'}`;
  const isEmpty = wizards === 0 && faults.length === 0;
  const none = isEmpty ? [noWizards(folder)] : [];
  return [`loaded ${counted} in ${Math.round(tookMs)} ms`, ...none, ...faults].join('\n') + '\n';
}
