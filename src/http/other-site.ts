import type { Json } from '../definition/answers.ts';
import { nestedIn } from '../definition/nest.ts';
import type { External, FinishContext, LateContext } from '../definition/external.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace, type StepPlace } from '../definition/place.ts';
import type { AskedOfSite, OtherSite, SiteAnswer, SiteCancel, SiteWay } from '../engine/other-site.ts';
import { readAnswers } from '../form/read.ts';
import { validate } from '../form/validate.ts';
import { isRecord } from '../is-record.ts';
import { factsOf, messageOf } from '../log.ts';
import { addTime } from '../session/request-time.ts';
import { dayIn } from '../time-zone.ts';
import { within } from '../time-limit.ts';
import type { Exchange } from './exchange.ts';

/** A step that is done at another site, and the request that asks for it. */
interface Asking {
  readonly exchange: Exchange;
  readonly place: StepPlace;
  readonly external: External;
}

/**
 * The other site of a step, by way of its author's `begin`, `finish` and `cancel`. What they throw is logged, and comes to
 * `unknown`: nothing is taken for done, or for failed, that nobody has said so of. Their time is their own, and none of
 * the request's.
 */
export function otherSiteOf(exchange: Exchange, place: StepPlace, external: External): OtherSite {
  const asking = { exchange, place, external };
  return {
    begin: (asked) =>
      asks<SiteWay>(asking, 'begin', async (signal) => {
        const returnUrl = returnUrlOf(exchange, place, asked.attempt.id);
        const begun: unknown = await external.begin({ ...contextOf(asking, asked), returnUrl, signal });
        const { url: given, note } = wayOf(begun);
        const url = asOwnPath(given, returnUrl);
        if (!mayLeadTo(external, url)) {
          throw new WrongAnswer(
            `its address is on none of the step's origins (${external.origins.join(', ')}); add its origin to them, correct it, or give its returnUrl or a path of your own, such as "/pay", where nothing is to be done elsewhere`,
          );
        }
        return { kind: 'begun', url, note };
      }),
    finish: (asked, query) =>
      asks<SiteAnswer>(asking, 'finish', async (signal) => {
        const { note } = asked.attempt;
        const ended: unknown = await external.finish({ ...contextOf(asking, asked), query, note, signal });
        return answerOf(asking, asked, ended);
      }),
    cancel: (asked) =>
      asks<SiteCancel>(asking, 'cancel', async (signal) => {
        if (external.cancel === undefined) return { kind: 'kept' };
        const { idempotencyKey, reference, services } = contextOf(asking, asked);
        const { note } = asked.attempt;
        await external.cancel({ idempotencyKey, reference, services, note, signal });
        return { kind: 'cancelled' };
      }),
  };
}

/** Every origin to which a form of these wizards can lead. */
export function originsOf(definitions: ReadonlyMap<string, WizardDefinition>): readonly string[] {
  const places = [...definitions.values()].flatMap(everyPlace);
  const origins = places.flatMap((place) =>
    place.kind === 'step' ? (place.step.external?.origins ?? []) : [],
  );
  return [...new Set(origins)];
}

/** What an author tells somebody who is back after their session has ended; undefined where they say nothing. */
export async function toldLate(
  exchange: Exchange,
  place: StepPlace,
  { attempt, query }: { readonly attempt: string; readonly query: FinishContext['query'] },
): Promise<string | undefined> {
  const { external } = place.step;
  if (external?.late === undefined) return undefined;
  const { late } = external;
  const { services } = exchange.parts.engine;
  const told = await asks(
    { exchange, place, external },
    'late',
    async (signal): Promise<{ readonly kind: 'told'; readonly text: string | undefined }> => {
      const context: LateContext = { idempotencyKey: attempt, query, services, signal };
      return { kind: 'told', text: await late(context) };
    },
  );
  return told.kind === 'told' && typeof told.text === 'string' ? told.text : undefined;
}

function contextOf({ exchange, place }: Asking, { attempt, state, earlier }: AskedOfSite) {
  return {
    idempotencyKey: attempt.id,
    earlier: nestedIn(place.scope, earlier()),
    previous: Object.hasOwn(state.answers, place.key) ? state.answers[place.key] : undefined,
    reference: state.reference,
    services: exchange.parts.engine.services,
  };
}

/** What an author's function gave is none of what it may give. Its message is ours, and holds nothing of a visitor's. */
class WrongAnswer extends TypeError {}

/** Where `begin` sends the visitor; types say so, and an author without them is told. */
function wayOf(begun: unknown): { readonly url: string; readonly note: Json | undefined } {
  if (typeof begun === 'string') return { url: begun, note: undefined };
  if (isRecord(begun) && typeof begun['url'] === 'string')
    // Stored with the try, as JSON: what its type asks for.
    return { url: begun['url'], note: begun['note'] as Json | undefined };
  const gave = begun === undefined ? 'nothing' : 'something else';
  throw new WrongAnswer(
    `it must return the address to go to, as a text or as { url, note }, and gave ${gave}`,
  );
}

/** Calls a function of the author within the step's limit. */
async function asks<Said>(
  { exchange, place, external }: Asking,
  name: 'begin' | 'finish' | 'cancel' | 'late',
  call: (signal: AbortSignal) => Promise<Said>,
): Promise<Said | { readonly kind: 'unknown' }> {
  const { parts, req, definition, visit } = exchange;
  const began = visit.now();
  const late = () => new Error(`it did not end within ${external.timeoutMs} ms`);
  try {
    return await within(external.timeoutMs, ({ signal }) => call(signal), { late });
  } catch (error) {
    const where = { wizard: definition.id, step: place.written };
    const { log } = parts.engine;
    const said = error instanceof WrongAnswer ? `: ${error.message}` : '';
    log.error(
      { ...where, ...factsOf(error) },
      `${name} of step "${place.written}", which is done at another site, failed${said}`,
    );
    log.debug({ ...where, message: messageOf(error) }, 'the message of the error');
    return { kind: 'unknown' };
  } finally {
    addTime(req, visit.now() - began);
  }
}

async function answerOf(
  { exchange, place }: Asking,
  asked: AskedOfSite,
  ended: unknown,
): Promise<SiteAnswer> {
  if (ended === undefined || ended === null) return { kind: 'unfinished' };
  if (isRecord(ended) && typeof ended['failed'] === 'string')
    return { kind: 'failed', message: ended['failed'] };
  if (!isRecord(ended) || !isRecord(ended['answer']))
    throw new WrongAnswer(
      'it must give { answer }, { failed } with a text, or nothing while it has not ended',
    );
  const { services, context, now, timeZone } = { ...exchange.parts.engine, ...exchange.visit };
  const moment = new Date(now());
  const judged = await validate(place, readAnswers(place.step, ended['answer']), {
    earlier: asked.earlier,
    now: moment,
    today: dayIn(moment, timeZone),
    services,
    context,
    // Nobody writes a check for what no visitor types.
    signal: () => new AbortController().signal,
  });
  if (judged.ok) return { kind: 'answered', answers: judged.answers };
  const wrong = judged.issues.map(({ field, code }) => `"${field}" (${code})`).join(', ');
  throw new WrongAnswer(`its answer does not fit the fields of the step: ${wrong}`);
}

/** Where the other site sends the visitor back to: absolute, as the visitor's browser sees us. */
function returnUrlOf({ req, definition, urls }: Exchange, place: StepPlace, attempt: string): string {
  const path = urls.comeBack(definition.id, place.key, attempt);
  return `${req.protocol}://${req.host}${path}`;
}

/**
 * An address of our own origin, such as the return URL itself, as its path: whatever name the request had for us, it leads
 * nowhere else.
 */
function asOwnPath(url: unknown, returnUrl: string): unknown {
  if (typeof url !== 'string' || !URL.canParse(url)) return url;
  const { origin, pathname, search, hash } = new URL(url);
  return origin === new URL(returnUrl).origin ? `${pathname}${search}${hash}` : url;
}

function mayLeadTo({ origins }: External, url: unknown): url is string {
  if (typeof url !== 'string') return false;
  // A path of our own origin, as of a page that the host serves beside the forms.
  if (/^\/(?![/\\])/.test(url)) return true;
  return URL.canParse(url) && origins.includes(new URL(url).origin);
}
