import type { Request } from 'express';
import type { Awaitable } from '../awaitable.ts';
import { WizardError } from '../errors.ts';
import { hostCall, remainingMs } from '../session/request-time.ts';
import type { Page } from '../render/pages/page.ts';
import { checkedAlone, searchedAlone } from './asked-alone.ts';
import type { Asked } from './exchange.ts';
import { heldPage, readBodyOf } from './held.ts';
import type { Guard, Host, Parts, TurnedAway } from './parts.ts';
import { replyTo } from './reply.ts';

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

/**
 * Answers a visitor who may not open a wizard: sends them where the host says. Who has lost their log-in with a filled in
 * form in front of them gets a page that holds what they typed, to be sent again when they have logged in elsewhere.
 *
 * @throws WizardError CONFIG_INVALID for the page that they asked for
 */
export async function turnAway(parts: Parts, request: Asked, away: TurnedAway): Promise<void> {
  const { req, definition } = request;
  refuseCircle(parts, req, { wizardId: definition.id, to: away.to });
  const { turnAway: answer } = replyTo(parts, request);
  return answer(definition, away, away.status === 401 ? () => heldHere(parts, request, away.to) : undefined);
}

/** The page that holds what a visitor typed, where they sent a form that they filled in. */
async function heldHere(
  parts: Pick<Parts, 'engine' | 'look'>,
  { req, res }: Pick<Asked, 'req' | 'res'>,
  logInAt: string,
): Promise<Page | undefined> {
  // A script that asks about one field has the page that it belongs to.
  if (req.method !== 'POST' || checkedAlone(req) !== undefined || searchedAlone(req) !== undefined)
    return undefined;
  await readBodyOf(req, res);
  const held = heldPage(parts, req, 401);
  return Object.keys(held.raw).length === 0 ? undefined : { ...held, logInAt };
}

/**
 * A guard that sends a visitor to the page that they asked for would do so again and again.
 *
 * @throws WizardError CONFIG_INVALID
 */
function refuseCircle(
  { look }: Parts,
  { method, originalUrl, baseUrl }: Request,
  { wizardId, to }: { readonly wizardId: string; readonly to: string },
): void {
  if (method !== 'GET' && method !== 'HEAD') return;
  // As the visitor's browser has it, where a proxy strips a prefix.
  const asked = look.basePath === undefined ? originalUrl : look.basePath + originalUrl.slice(baseUrl.length);
  if (to.replace(/#.*$/, '') !== asked) return;
  throw new WizardError(
    'CONFIG_INVALID',
    `wizard "${wizardId}": guard sends visitors to the page that it guards, again and again; give the path of another page, such as "/login", or undefined to let them in`,
  );
}
