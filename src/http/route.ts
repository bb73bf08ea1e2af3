import type { NextFunction, Request, Response } from 'express';
import { andThen, type Awaitable } from '../awaitable.ts';
import { onDay } from '../definition/condition/on-day.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { findPlace } from '../definition/place.ts';
import { dayIn } from '../time-zone.ts';
import { exchangeOf, type Asked, type Exchange, type ListExchange, type StepExchange } from './exchange.ts';
import { withFactsOf } from './facts.ts';
import { firstSegment, newSegment, standsIn } from '../engine/which-run.ts';
import { addressIn, type Address } from './address.ts';
import type { Engine, Parts } from './parts.ts';
import { withChoicesHere } from './visitor-choices.ts';
import { turnAway, turnedAway } from './turned-away.ts';

/** `unknown` when the URL names nothing: it goes on to the 404 page. */
export type Handled = void | 'unknown';

/** A request to an address of a wizard that there is. */
export interface Addressed {
  readonly req: Request;
  readonly res: Response;
  readonly address: Address;
  readonly definition: WizardDefinition;
  /** Goes on to the 404 page. */
  readonly next: NextFunction;
}

/** Answers a request to a wizard. */
export type Route = (addressed: Addressed) => Awaitable<void>;

/** What a route of a wizard needs, beside the wizard. */
export interface RouteNeeds {
  /** Where answers of every step are shown or judged: the options that the host loads. */
  readonly choices?: boolean;
  /** Which run the request is about, of a wizard that has several, where the address does not say it. */
  readonly segment?: (addressed: Addressed) => string;
}

/** A route of a wizard's own page. */
export function wizardRoute(
  parts: Parts,
  handle: (exchange: Exchange, res: Response) => Promise<Handled>,
  { choices = false, segment }: RouteNeeds = {},
): Route {
  return (addressed) => {
    const { req, res, address, definition: found, next } = addressed;
    const { engine } = parts;
    return andThen(choices ? engine.resolveChoices(found) : found, (resolved) => {
      const definition = asOfToday(engine, resolved);
      const isTold = segment !== undefined && definition.several !== undefined;
      const named = isTold ? segment(addressed) : address.segment;
      return enter(parts, { req, res, definition, segment: named, next }, async (admitted) =>
        handle(choices ? await withChoicesHere(admitted) : admitted, res),
      );
    });
  };
}

/** What is done at the address of a page, which depends on its kind. */
export interface PageHandlers {
  readonly step: (exchange: StepExchange, res: Response) => Promise<Handled>;
  readonly list: (exchange: ListExchange) => Promise<Handled>;
}

/** A route of a step, an exit page or the list of a group. Other steps' options are not needed. */
export function pageRoute(parts: Parts, handlers: PageHandlers): Route {
  return ({ req, res, address, definition: found, next }) => {
    const { engine } = parts;
    const { page: key, segment } = address;
    return andThen(engine.resolveChoices(found, key), (resolved) => {
      const definition = asOfToday(engine, resolved);
      const place = findPlace(definition, key);
      if (place === undefined) return next();
      return enter(parts, { req, res, definition, segment, next }, (admitted) =>
        andThen(withChoicesHere(admitted, key), (exchange): Promise<Handled> => {
          if (place.kind === 'group') return handlers.list({ place, ...exchange });
          return handlers.step({ place, ...exchange }, res);
        }),
      );
    });
  };
}

/** Lets a request in, and handles it; what names nothing goes on to the 404 page. */
function enter(
  parts: Parts,
  { next, ...request }: Asked & { readonly next: NextFunction },
  handle: (exchange: Exchange) => Awaitable<Handled>,
): Awaitable<void> {
  return andThen(admit(parts, request), async (admitted) => {
    if (admitted === undefined) return;
    if (admitted === 'unknown' || (await handle(admitted)) === 'unknown') next();
  });
}

/** The definition with today's day, where its conditions ask for it. */
export function asOfToday(
  { now, timeZone }: Pick<Engine, 'now' | 'timeZone'>,
  definition: WizardDefinition,
): WizardDefinition {
  return onDay(definition, () => dayIn(now(), definition.timeZone ?? timeZone));
}

/** Opens the exchange of a request that the host lets in; sends every other one where the host says. */
export function admit(parts: Parts, request: Asked): Awaitable<Exchange | 'unknown' | undefined> {
  const { host, engine } = parts;
  const { req, res, definition } = request;
  return andThen(turnedAway(host, { req, now: engine.now(), wizardId: definition.id }), (away) => {
    if (away !== undefined) return andThen(turnAway(parts, request, away), () => undefined);
    host.sessionSeen(req.sessionStore, (req.session as Request['session'] | undefined)?.cookie);
    return andThen(withFactsOf(host, { req, now: engine.now() }, definition), (told) => {
      const exchange = exchangeOf(parts, { ...request, definition: told });
      if (exchange === 'unknown' || !asksForSomeRun(request)) return exchange;
      goToRun(exchange, res);
      return undefined;
    });
  });
}

/** Whether a page of a wizard that has several runs is asked for, and not of which. */
function asksForSomeRun({
  req,
  definition,
  segment,
}: {
  readonly req: Request;
  readonly definition: WizardDefinition;
  readonly segment: string | undefined;
}): boolean {
  return segment === undefined && definition.several !== undefined && req.method !== 'POST';
}

/** Sends a visitor on to the same page of the run from before there were several, or of one that is not there yet. */
function goToRun({ req, definition, urls, visit }: Exchange, res: Response): void {
  const { id } = definition;
  const isThere = standsIn(visit.session.state(), visit.run);
  const wizard = urls.run(id, isThere ? firstSegment : newSegment(visit.ids));
  const { page } = addressIn(req.path);
  const query = req.url.slice(req.path.length);
  res.set('Cache-Control', 'no-store').redirect(303, `${wizard}${page === '' ? '' : `/${page}`}${query}`);
}
