import type { Response } from 'express';
import { currentState } from '../engine/here.ts';
import { icalendarOf } from '../render/front-end/icalendar.ts';
import { entryTime } from '../render/pages/calendar-entry.ts';
import { tellingOf } from '../render/pages/item-name.ts';
import { toldCompletion } from '../render/pages/told-places.ts';
import { namedIn } from './address.ts';
import { safeName } from './files/safe-name.ts';
import type { Exchange } from './exchange.ts';
import { languageFor } from './reply.ts';
import type { Handled } from './route.ts';
import { sentToShow } from './sent.ts';

/**
 * GET the calendar entry of a receipt, in the session that sent the answers.
 *
 * @returns `unknown` for anybody else, and where there is none
 */
export async function serveCalendar(exchange: Exchange, res: Response): Promise<Handled> {
  const { parts, definition, visit, req } = exchange;
  const reference = namedIn(req);
  const state = await currentState(visit);
  const sent = await sentToShow(exchange, state, reference);
  if (typeof sent === 'string' || state === undefined) return 'unknown';
  const { say, tag } = languageFor(parts.look).with(definition.words);
  const { calendar } = toldCompletion(definition, tellingOf(sent, { say, language: tag })).receipt;
  const when = calendar && entryTime(definition, calendar, sent);
  if (calendar === undefined || when === undefined) return 'unknown';
  const { title, place, text } = calendar;
  const id = `${definition.id}.${reference}@stepway`;
  const madeAt = visit.now();
  res.attachment(safeName(`${title}.ics`));
  res.set({ 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'no-store' });
  res.send(icalendarOf({ id, madeAt, title, place, text, when, timeZone: visit.timeZone }));
  return undefined;
}
