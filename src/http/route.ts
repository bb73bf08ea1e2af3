import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { onDay } from '../definition/condition/on-day.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { findPlace } from '../definition/place.ts';
import { hasDependentChoices, withDependentChoices } from '../engine/choices.ts';
import { currentState } from '../engine/here.ts';
import type { FormPlace } from '../engine/event.ts';
import { dayIn } from '../time-zone.ts';
import { exchangeOf, type Exchange, type ListExchange, type StepExchange } from './exchange.ts';
import type { Engine, Parts } from './parts.ts';
import { replyTo } from './reply.ts';
import { turnedAway } from './turned-away.ts';

/** `unknown` when the URL names nothing: it goes on to the 404 page. */
export type Handled = void | 'unknown';

/**
 * A route of a wizard: looks the wizard up by the URL's `:wizard`, and leaves an unknown one to the 404 page.
 *
 * @param needs `choices` where answers of every step are shown or judged, which takes the options that the host loads
 */
export function wizardRoute(
  parts: Parts,
  handle: (exchange: Exchange, res: Response) => Promise<Handled>,
  needs?: 'choices',
): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const { engine } = parts;
    const found = engine.definitions.get(text(req.params['wizard']));
    if (found === undefined) return next();
    const definition = asOfToday(engine, needs === undefined ? found : await engine.resolveChoices(found));
    const admitted = await admit(parts, { req, res, definition });
    if (admitted === undefined) return;
    const exchange = needs === undefined ? admitted : await withChoices(admitted, res);
    if ((await handle(exchange, res)) === 'unknown') next();
  };
}

/** What is done at the address of a page, which depends on its kind. */
export interface PageHandlers {
  readonly step: (exchange: StepExchange, res: Response) => Promise<Handled>;
  readonly list: (exchange: ListExchange) => Promise<void>;
}

/**
 * A route of a step, an exit page or the list of a group: looks both up, and leaves unknown ones to the 404 page. Other
 * steps' options are not needed.
 */
export function pageRoute(parts: Parts, handlers: PageHandlers): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const { engine } = parts;
    const found = engine.definitions.get(text(req.params['wizard']));
    const segments: unknown = req.params['step'];
    const key = Array.isArray(segments) ? segments.join('/') : text(segments);
    if (found === undefined || findPlace(found, key) === undefined) return next();
    const definition = asOfToday(engine, await engine.resolveChoices(found, key));
    const place = findPlace(definition, key);
    if (place === undefined) return next();
    const admitted = await admit(parts, { req, res, definition });
    if (admitted === undefined) return;
    const exchange = await withChoices(admitted, res, key);
    if (place.kind === 'group') await handlers.list({ place, ...exchange });
    else if ((await handlers.step({ place, ...exchange }, res)) === 'unknown') next();
  };
}

/** The exchange with the options that depend on what this visitor has answered, which the session knows. */
async function withChoices(exchange: Exchange, res: Response, stepKey?: string): Promise<Exchange> {
  const { parts, req, visit } = exchange;
  if (!hasDependentChoices(exchange.definition, stepKey)) return exchange;
  const filled = await currentState(visit);
  const { loadOptions } = parts.engine;
  const definition = await withDependentChoices(loadOptions, exchange.definition, { stepKey, filled });
  return definition === exchange.definition ? exchange : exchangeOf(parts, { req, res, definition });
}

/** Which wizard and page a request's URL names, for answers to requests that met no route. */
export function targetOf(
  { definitions }: Engine,
  req: Request,
): { readonly definition: WizardDefinition | undefined; readonly place: FormPlace | undefined } {
  const [wizardId = '', ...key] = req.path.split('/').filter((segment) => segment !== '');
  const definition = definitions.get(wizardId);
  const place = definition === undefined ? undefined : findPlace(definition, key.join('/'));
  return { definition, place: place?.kind === 'group' ? undefined : place };
}

/** The definition with today's day, where its conditions ask for it. */
export function asOfToday(
  { now, timeZone }: Pick<Engine, 'now' | 'timeZone'>,
  definition: WizardDefinition,
): WizardDefinition {
  return onDay(definition, () => dayIn(now(), definition.timeZone ?? timeZone));
}

/** Opens the exchange of a request that the host lets in; sends every other one where the host says. */
export async function admit(
  parts: Parts,
  request: { readonly req: Request; readonly res: Response; readonly definition: WizardDefinition },
): Promise<Exchange | undefined> {
  const { host, engine } = parts;
  const { req, res, definition } = request;
  const away = await turnedAway(host, { req, now: engine.now(), wizardId: definition.id });
  if (away === undefined) {
    host.sessionSeen(req.sessionStore, (req.session as Request['session'] | undefined)?.cookie);
    return exchangeOf(parts, request);
  }
  replyTo(parts, req, res).turnAway(definition, away);
  return undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
