import type { Request } from 'express';
import { isWizardDefinition } from '../definition/write/is-wizard.ts';
import { WizardError } from '../errors.ts';

/**
 * Refuses what a host's call cannot be made with: the two swapped, and a request that no session middleware has seen.
 *
 * @param call as it is written, such as `answersOf`
 * @throws WizardError CONFIG_INVALID, SESSION_MISSING
 */
export function refuseWrongCall(call: string, req: Request, wizard: unknown): void {
  // Types refuse this; a host without them is told.
  const given: unknown = req;
  if (isWizardDefinition(given))
    throw new WizardError(
      'CONFIG_INVALID',
      `${call}(req, wizard) was given the wizard first; the request comes first`,
    );
  // What a log-out has destroyed leaves the store behind.
  const { session, sessionStore } = req as { readonly session?: object; readonly sessionStore?: object };
  if (session === undefined && sessionStore === undefined)
    throw new WizardError(
      'SESSION_MISSING',
      `${call}(req, wizard): there is no session on the request; put this route after app.use(session({ … }))`,
    );
  if (typeof wizard !== 'object' || wizard === null || !('id' in wizard))
    throw new WizardError(
      'CONFIG_INVALID',
      `${call}(req, wizard) needs the finished wizard as its second argument`,
    );
}
