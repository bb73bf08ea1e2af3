import type { StepAnswers } from '../definition/answers.ts';
import type { StepPlace } from '../definition/place.ts';
import { earlierThan } from '../flow/position.ts';
import type { Walk } from '../flow/walk.ts';
import { valuesFromUrl } from '../form/from-url.ts';
import { initialAnswers } from '../form/initial.ts';
import { hostCall } from '../session/request-time.ts';
import { dayIn } from '../time-zone.ts';
import type { Exchange, StepExchange } from './exchange.ts';

/** What is known of a step before it is answered: what it begins with, over that what its address fills in, and what the host knows. */
export async function knownBefore(
  exchange: StepExchange,
  place: StepPlace,
  walk: Walk,
): Promise<StepAnswers | undefined> {
  const { req, visit } = exchange;
  const query = queryOf(req);
  const ofUrl = query === undefined ? {} : await valuesFromUrl(place.step, query);
  const ofHost = await prefilled(exchange);
  const first = initialAnswers(place, {
    earlier: earlierThan(() => walk, place),
    today: () => dayIn(visit.now(), visit.timeZone),
  });
  const own = { ...first, ...ofUrl };
  return Object.keys(own).length === 0 ? ofHost : { ...own, ...ofHost };
}

/** What stands behind the question mark of an address; undefined without one. */
export function queryOf({ url }: Exchange['req']): URLSearchParams | undefined {
  const mark = url.indexOf('?');
  return mark < 0 ? undefined : new URLSearchParams(url.slice(mark));
}

/** What the host knows of a step already. */
async function prefilled({ parts, req, definition, place, visit }: StepExchange) {
  const { prefill } = parts.host;
  if (prefill === undefined) return undefined;
  return hostCall(visit.session.remainingMs(), 'prefill', () => prefill(req, definition.id, place.key));
}
