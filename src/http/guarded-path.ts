import type { Request } from 'express';
import { hostCall, remainingMs } from '../session/request-time.ts';
import type { Host } from './parts.ts';

/**
 * Where the host sends a visitor who may not open a wizard, as it says so.
 *
 * @param visit.now milliseconds since the epoch
 * @returns undefined when they may
 * @throws WizardError HOST_TIMEOUT; what the host's guard throws
 */
export async function guardedPath(
  { guard }: Pick<Host, 'guard'>,
  { req, now, wizardId }: { readonly req: Request; readonly now: number; readonly wizardId: string },
): Promise<string | undefined> {
  return guard === undefined
    ? undefined
    : hostCall(remainingMs(req, now), 'guard', () => guard(req, wizardId));
}
