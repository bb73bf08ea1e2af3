import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Jiti } from 'jiti';
import { WizardError } from '../errors.ts';
import { checkConfig, type StepwayConfig } from './define-config.ts';
import { importFaults } from './import-faults.ts';
import { loadErrorWords } from './load-error.ts';

/** Where a project's settings stand: the first of these that is there. */
export const configFiles = ['stepway.config.ts', 'stepway.config.js', 'stepway.config.mjs'];

/** The project's file of settings in the working directory; undefined when it has none. */
export function configFile(files = configFiles): string | undefined {
  return files.find((name) => existsSync(name));
}

/**
 * The settings of the project in the working directory; none when it has no `stepway.config.ts`.
 *
 * @throws WizardError CONFIG_INVALID when the file cannot be loaded, or for what is wrong in it
 */
export async function loadConfig(loader: Jiti, files = configFiles): Promise<StepwayConfig> {
  const file = configFile(files);
  if (file === undefined) return {};
  const loading = loader.import<{ readonly default?: unknown }>(resolve(file));
  await loading.catch(() => {});
  const { early, late } = await importFaults(resolve(file), loader);
  const missing = [...early, ...late].map(({ message }) => `${file} ${message}`);
  // What the file needs to be loaded, and is not there, explains what else went wrong.
  if (early.length > 0) throw new WizardError('CONFIG_INVALID', missing.join('\n'));
  const given = await loading.catch((cause: unknown) => {
    const said = `${file} could not be loaded: ${loadErrorWords(cause, process.cwd())}`;
    throw new WizardError('CONFIG_INVALID', [said, ...missing].join('\n'), { cause });
  });
  if (missing.length > 0) throw new WizardError('CONFIG_INVALID', missing.join('\n'));
  checkConfig(file, given.default);
  return given.default;
}

/** Reads the variables of a file `.env`, when there is one; what the environment has already stays as it is. */
export function readEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}
