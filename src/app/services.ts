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

/**
 * The wizards that name services with `.uses()` where there are none: their checks and handlers would fail in front of a
 * visitor. A line each.
 *
 * @param how how services are given there
 */
export function missingServices(
  wizards: readonly WizardDefinition[],
  services: unknown,
  how: string,
): readonly string[] {
  if (services !== undefined) return [];
  return wizards
    .filter(({ usesServices }) => usesServices)
    .map(({ id }) => `the wizard "${id}" names services with .uses(), and there are none: give them ${how}`);
}

/** How a project gives services. */
export const inConfig = 'in stepway.config.ts: services: async () => ({ … })';

/** @throws WizardError CONFIG_INVALID, a line for each wizard that would miss its services */
export function refuseMissingServices(...given: Parameters<typeof missingServices>): void {
  const lines = missingServices(...given);
  if (lines.length > 0) throw new WizardError('CONFIG_INVALID', lines.join('\n'));
}
