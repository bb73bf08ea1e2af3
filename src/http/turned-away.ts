import type { Request } from 'express';
import type { Awaitable } from '../awaitable.ts';
import { WizardError } from '../errors.ts';
import { hostCall, remainingMs } from '../session/request-time.ts';
import type { Guard, Host, TurnedAway } from './parts.ts';

/**
 * Where the host sends a visitor who may not open a wizard, and why.
 *
 * @param visit.now milliseconds since the epoch
 * @returns undefined when they may
 * @throws WizardError HOST_TIMEOUT; CONFIG_INVALID for a place that is no path of this origin; what the host's guard throws
 */
export function turnedAway(
  { guard }: Pick<Host, 'guard'>,
  visit: { readonly req: Request; readonly now: number; readonly wizardId: string },
): Awaitable<TurnedAway | undefined> {
  return guard === undefined ? undefined : saidBy(guard, visit);
}

async function saidBy(
  guard: Guard,
  { req, now, wizardId }: { readonly req: Request; readonly now: number; readonly wizardId: string },
): Promise<TurnedAway | undefined> {
  const said = await hostCall(remainingMs(req, now), 'guard', () => guard(req, wizardId));
  if (said === undefined) return undefined;
  const away = typeof said === 'string' ? { to: said, status: 401 as const } : said;
  if (/^\/(?![/\\])/.test(away.to)) return away;
  throw new WizardError(
    'CONFIG_INVALID',
    `wizard "${wizardId}": guard must give a path of this origin, beginning with one slash, such as "/login".`,
  );
}
