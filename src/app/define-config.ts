import { z } from 'zod';
import { WizardError } from '../errors.ts';
import { faultsOfOptions } from '../options.ts';
import { stepwayOptions, type StepwayOptions } from './stepway-options.ts';

/** What belongs to a process, not to a project: the commands give it themselves. */
type OfProcess = 'wizards' | 'storage' | 'services' | 'log' | 'worker' | 'ownCookie' | 'cacheViews' | 'now';

/**
 * The settings of a project, in `stepway.config.ts`: the options of `stepway()`, which takes the same, but for the
 * services, which are made only where they are needed.
 */
export interface StepwayConfig extends Partial<Omit<StepwayOptions, OfProcess>> {
  /** Makes what checks, handlers and loaded choices are handed; one with `Symbol.asyncDispose` is disposed of at the end. */
  readonly services?: () => unknown;
}

const {
  wizards: _w,
  storage: _s,
  log: _l,
  worker: _r,
  ownCookie: _o,
  cacheViews: _v,
  now: _n,
  ...ofProject
} = stepwayOptions;

const shape = {
  ...ofProject,
  services: z
    .custom((value) => typeof value === 'function', 'must be a function that makes them: async () => ({ … })')
    .optional(),
};

/** The properties that a `stepway.config.ts` may have. */
export const configProperties: readonly string[] = Object.keys(shape);

/** Types the settings of a project, in `stepway.config.ts`: `export default defineConfig({ … })`. */
export function defineConfig<Given extends StepwayConfig>(config: Given): Given {
  return config;
}

/**
 * @param file as messages name it
 * @throws WizardError CONFIG_INVALID with everything that is wrong
 */
export function checkConfig(file: string, given: unknown): asserts given is StepwayConfig {
  const faults = faultsOfOptions(file, shape, given);
  if (faults.length === 0) return;
  const lines = faults.map(({ message }) => `  ${message}`);
  throw new WizardError('CONFIG_INVALID', `Settings that need a change:\n${lines.join('\n')}`);
}
