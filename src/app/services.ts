import type { Log } from '../log.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import type { StepwayConfig } from './define-config.ts';
import { loadErrorWords } from './load-error.ts';

/**
 * Makes the services of a project, handed to every check, handler and loaded choice.
 *
 * @throws WizardError CONFIG_INVALID when its function fails
 */
export async function makeServices({ services }: StepwayConfig): Promise<unknown> {
  try {
    return await services?.();
  } catch (cause) {
    const words = loadErrorWords(cause, process.cwd());
    throw new WizardError('CONFIG_INVALID', `stepway.config.ts, services: ${words}`, { cause });
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
      `the wizard "${id}" uses services, and there are none: give them in stepway.config.ts: services: async () => ({ … })`,
    );
  }
}
