import { resolve } from 'node:path';
import type { Jiti } from 'jiti';
import type { Log } from '../log.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import { loadErrorWords } from './load-error.ts';

/**
 * The services of the ready-made server, handed to every check, handler and loaded choice: the default export of the
 * author's module, or what it gives when it is a function.
 *
 * @param file undefined for none
 * @throws WizardError CONFIG_INVALID when it cannot be loaded, or its function fails
 */
export async function loadServices(file: string | undefined, loader: Jiti): Promise<unknown> {
  if (file === undefined) return undefined;
  try {
    const module = await loader.import<{ readonly default?: unknown }>(resolve(file));
    const made = module.default;
    return typeof made === 'function' ? await (made as () => unknown)() : await made;
  } catch (cause) {
    const words = loadErrorWords(cause, process.cwd());
    throw new WizardError('CONFIG_INVALID', `STEPWAY_SERVICES: ${file} could not be loaded: ${words}`, {
      cause,
    });
  }
}

/** Ends services that can be disposed of (`Symbol.asyncDispose`), such as a pool of connections. */
export async function endServices(services: unknown): Promise<void> {
  if (typeof services !== 'object' || services === null || !(Symbol.asyncDispose in services)) return;
  await (services as AsyncDisposable)[Symbol.asyncDispose]();
}

/** Says which wizards will miss the services that they name with `.uses()`. */
export function warnOfMissingServices(
  wizards: readonly WizardDefinition[],
  services: unknown,
  log: Log,
): void {
  if (services !== undefined) return;
  for (const { id, usesServices } of wizards) {
    if (!usesServices) continue;
    log.warn(
      { wizard: id },
      `the wizard "${id}" uses services, and there are none: STEPWAY_SERVICES=services.ts names the module that makes them`,
    );
  }
}
