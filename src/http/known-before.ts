import type { StepAnswers } from '../definition/answers.ts';
import type { StepPlace } from '../definition/place.ts';
import { earlierThan } from '../flow/position.ts';
import type { Walk } from '../flow/walk.ts';
import { valuesFromUrl } from '../form/from-url.ts';
import { initialAnswers } from '../form/initial.ts';
import { didYouMean } from '../did-you-mean.ts';
import { isRecord } from '../is-record.ts';
import { onceFor } from '../once-for.ts';
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
  const known = await hostCall(visit.session.remainingMs(), 'prefill', () =>
    prefill(req, definition.id, place.key),
  );
  if (place.kind === 'step' && isRecord(known)) warnOfStrangers(parts, place, Object.keys(known));
  return known;
}

/** What was said once of each prefill: every page would say it again. */
const saidOf = onceFor((_prefill: object) => new Set<string>());

/** Says of names that the step has no field of that nothing will show what they hold. */
function warnOfStrangers(
  { host, engine }: StepExchange['parts'],
  { key, step }: StepPlace,
  given: readonly string[],
): void {
  const names = step.fields.map(({ name }) => name);
  const said = saidOf(host.prefill!);
  for (const name of given) {
    const message = `prefill gave "${name}" for step "${key}", which has no such field${didYouMean(name, names)}`;
    if (names.includes(name) || said.has(message)) continue;
    said.add(message);
    engine.log.warn({ step: key }, message);
  }
}
