import { z } from 'zod';
import { hashOfToken } from '../completion/saving.ts';
import { emailAddress } from '../controls/reading/address.js';
import { runHere } from '../engine/here.ts';
import { factsOf } from '../log.ts';
import { hostCall } from '../session/request-time.ts';
import { within } from '../time-limit.ts';
import { fieldsOf } from './body.ts';
import type { Exchange } from './exchange.ts';
import { languageFor } from './reply.ts';
import type { Handled } from './route.ts';
import { keptToken, linkOf } from './saved-link.ts';
import { showAway } from './show-away.ts';

/** POST: gives a saved run another link, for a visitor who has lost the first one; that leads nowhere then. */
export async function makeLink(exchange: Exchange): Promise<void> {
  const { visit, reply } = exchange;
  const { away } = await runHere(visit);
  if (away?.at === 'rest') await freshToken(exchange, away.saved);
  return reply.goTo({ to: 'saved' });
}

/**
 * POST: has the host send the link to an address that the visitor gives. What is wrong with it, or with the sending, is
 * said on the page.
 *
 * @returns `unknown` where the host sends nothing
 */
export async function mailLink(exchange: Exchange): Promise<Handled> {
  const { parts, req, definition, visit, reply } = exchange;
  const { send } = parts.host;
  if (send === undefined) return 'unknown';
  const { away } = await runHere(visit);
  if (away?.at !== 'rest') return reply.goTo({ to: 'saved' });
  const { email } = fieldsOf(req);
  const to = emailAddress(typeof email === 'string' ? email.slice(0, 1_000) : '');
  if (!z.email().safeParse(to).success) return showAway(exchange, away, { address: to, is: 'wrong' });
  const token = keptToken(req, away.link) ?? (await freshToken(exchange, away.saved));
  if (token === undefined) return reply.goTo({ to: 'saved' });
  const mail = {
    to,
    link: linkOf(exchange, token),
    wizard: { id: definition.id, title: definition.title },
    keptUntil: new Date(away.until),
    language: languageFor(parts.look).tag,
    services: parts.engine.services,
  };
  try {
    await hostCall(visit.session.remainingMs(), 'send', () => send(mail));
  } catch (error) {
    parts.engine.log.error(factsOf(error), 'the link of a saved run could not be sent');
    return showAway(exchange, away, { address: to, is: 'failed' });
  }
  return reply.goTo({ to: 'mailed' });
}

/** Another link for a saved run, known to this browser alone; undefined when the run does not rest any more. */
async function freshToken({ parts, visit, reply }: Exchange, saved: string): Promise<string | undefined> {
  const token = visit.ids.token();
  const isDone = await within(
    visit.session.remainingMs(),
    async () => parts.engine.saved?.relink(saved, hashOfToken(token), visit.now()) ?? false,
  );
  if (!isDone) return undefined;
  reply.keepLink(token);
  return token;
}
