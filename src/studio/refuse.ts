import { WizardError } from '../errors.ts';

/**
 * Keeps the development server and its studio, which show and change answers, out of production.
 *
 * @throws WizardError CONFIG_INVALID when NODE_ENV is `production`
 */
export function refuseInProduction(env: Readonly<Record<string, string | undefined>>): void {
  if (env['NODE_ENV'] !== 'production') return;
  throw new WizardError(
    'CONFIG_INVALID',
    'stepway dev is for development: its studio shows and changes answers. NODE_ENV is production; use stepway start, or unset NODE_ENV.',
  );
}
