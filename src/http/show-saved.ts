import { hashOfToken } from '../completion/saving.ts';
import { runHere } from '../engine/here.ts';
import { resume } from '../flow/position.ts';
import { walkOf } from '../flow/walk.ts';
import { within } from '../time-limit.ts';
import type { Exchange } from './exchange.ts';
import { inWizard } from './pages.ts';
import type { Handled } from './route.ts';
import { tokenIn } from './saved-link.ts';
import { showAway } from './show-away.ts';
import { arrive } from './show.ts';

/**
 * GET "save and come back later": where the run is kept, until when, and the link that opens it, as long as this browser
 * knows it; or that it can be saved.
 */
export async function showSaved(exchange: Exchange): Promise<void> {
  const { definition, visit, reply } = exchange;
  const { state, away } = await runHere(visit);
  if (away !== undefined) return showAway(exchange, away);
  if (state === undefined) {
    if ((await arrive(exchange, () => false)) !== undefined)
      reply.goTo(resume(walkOf(definition, undefined)));
    return;
  }
  return reply.page({ ...inWizard(visit), kind: 'saved', status: 200, isOpen: state.status === 'open' });
}

/**
 * GET a link to a saved run: says what it opens, and changes nothing. Programs follow links by themselves; a person
 * presses the button.
 *
 * @returns `unknown` when the address cannot be that of a link
 */
export async function showLink(exchange: Exchange): Promise<Handled> {
  const { parts, definition, visit, reply } = exchange;
  const token = tokenIn(exchange.req);
  const { saved } = parts.engine;
  if (token === undefined || saved === undefined) return 'unknown';
  const link = hashOfToken(token);
  const found = await within(visit.session.remainingMs(), () => saved.find({ link }, visit.now()));
  const shared = { ...inWizard(visit), kind: 'open-saved', token } as const;
  if (found === undefined || found.wizard !== definition.id || found.status === 'leaving')
    return reply.page({ ...shared, status: 410, state: 'unknown' });
  const { state } = await runHere(visit);
  const isOpen = state?.status === 'open';
  if (isOpen && state.reference === found.reference) return reply.goTo(resume(walkOf(definition, state)));
  if (found.status === 'moved')
    return reply.page({ ...shared, status: 410, state: 'used', since: found.claimedAt });
  if (isOpen) return reply.page({ ...shared, status: 409, state: 'taken-here' });
  reply.tryCookie();
  return reply.page({ ...shared, status: 200, state: 'ready', until: found.until });
}
