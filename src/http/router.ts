import express, { type RequestHandler } from 'express';
import { findPlace } from '../definition/place.ts';
import { firstSegment, segmentFor } from '../engine/which-run.ts';
import { startedBy } from '../session/express-session.ts';
import { addressIn, isReadable, nameOf, segmentIn } from './address.ts';
import { bodyReader } from './body.ts';
import { serveCalendar } from './calendar.ts';
import { cameBack } from './came-back.ts';
import { crossSiteCheck } from './cross-site.ts';
import { errorHandler } from './error-handler.ts';
import type { Exchange } from './exchange.ts';
import { asksForFiles } from './files/receive.ts';
import { serveFile } from './files/serve.ts';
import { serveAssets, servePublic, showOpenApi } from './front-end.ts';
import { handOverSent } from './hand-over.ts';
import { inTurn, withErrors } from './in-turn.ts';
import { endIntent, linkIntent, submitIntent } from './intent.ts';
import { errorsInEachLanguage, inEachLanguage, type PartsByLanguage } from './languages.ts';
import { mailLink, makeLink } from './mail-link.ts';
import { originsOf } from './other-site.ts';
import type { Parts } from './parts.ts';
import { post, postList, postStep } from './post.ts';
import { limitRates } from './rate-limits.ts';
import { replyTo } from './reply.ts';
import { pageRoute, wizardRoute, type Addressed, type Handled, type Route } from './route.ts';
import { tokenIn } from './saved-link.ts';
import { crossOrigin, securityHeaders } from './security.ts';
import { sendCopy } from './send-copy.ts';
import { showList } from './show-list.ts';
import { showRuns } from './show-runs.ts';
import { showLink, showSaved } from './show-saved.ts';
import {
  extendSession,
  showCheck,
  showDone,
  showEnd,
  showStart,
  showStep,
  showTasks,
  startOrResume,
} from './show.ts';
import { targetOf } from './target.ts';

/**
 * Everything of Stepway, in the order in which a request meets it.
 *
 * @param byLanguage for a deployment with several languages: each has its own pages, behind what is the same for all
 */
export function createRouter(parts: Parts, byLanguage?: PartsByLanguage): RequestHandler {
  const { engine, look, host } = parts;
  const limits = host.rateLimits === undefined ? undefined : limitRates(host.rateLimits, engine);
  const isSingle = byLanguage === undefined;
  const forms = [
    securityHeaders(host.contentSecurityPolicy, originsOf(engine.definitions)),
    isSingle ? pagesOf(parts, limits) : inEachLanguage(byLanguage, (each) => inTurn(pagesOf(each, limits))),
  ].flat();
  const handlers = [
    serveAssets(look),
    host.publicFolder === undefined ? [] : servePublic(host.publicFolder),
    host.routes === undefined ? forms : behindRoutes(host.routes, inTurn(forms)),
  ].flat();
  return withErrors(
    inTurn(handlers),
    isSingle ? errorHandler(parts) : errorsInEachLanguage(byLanguage, errorHandler),
  );
}

/** The host's own routes, and the forms behind them in the same router: it would answer OPTIONS by itself at its end. */
function behindRoutes(add: NonNullable<Parts['host']['routes']>, forms: RequestHandler): RequestHandler {
  const router = express.Router();
  add(router);
  return router.use(forms);
}

/** Everything that answers in one language. */
function pagesOf(parts: Parts, limits: RequestHandler | undefined): readonly RequestHandler[] {
  const { engine, host } = parts;
  return [
    cameBack(parts),
    host.trustedOrigins.length === 0 ? [] : crossOrigin(host.trustedOrigins),
    crossSiteCheck(host.trustedOrigins, engine.log),
    limits ?? [],
    bodyReader((req) => asksForFiles(engine, req)),
    wizards(parts),
    outside(parts),
    unmet(parts),
  ].flat();
}

/**
 * The pages of the wizards, by what their addresses name. A table and no router: Express would try an expression of each
 * route at each request, decode what it finds and make three functions for it, which was a twentieth of what a page costs.
 */
function wizards(parts: Parts): RequestHandler {
  const { definitions } = parts.engine;
  const step: Routes = {
    GET: pageRoute(parts, { step: showStep, list: showList }),
    POST: pageRoute(parts, { step: postStep, list: postList }),
  };
  const own = ownPages(parts);
  const file: Routes = { GET: serveFile(parts) };
  return (req, res, next) => {
    if (!isReadable(req.path))
      throw Object.assign(new URIError('the address cannot be decoded'), { status: 400 });
    // A host may have put a lock before a path: there is no other way to write the address of a page.
    if (/\/\/|%2f/i.test(req.path)) return next();
    const address = addressIn(req.path);
    const definition = definitions.get(address.wizard);
    if (definition === undefined) return next();
    const isStep = findPlace(definition, address.page) !== undefined && !req.path.endsWith('/');
    const routes = isStep ? step : (own.get(nameOf(address)) ?? file);
    const route = routes[req.method === 'HEAD' ? 'GET' : (req.method as keyof Routes)];
    if (route === undefined) return next();
    return route({ req, res, address, definition, next });
  };
}

/** What answers at one address, by the method. */
interface Routes {
  readonly GET?: Route;
  readonly POST?: Route;
}

/** The pages that every wizard has beside its steps, by `nameOf`. No step can have the id of one of them. */
function ownPages(parts: Parts): ReadonlyMap<string, Routes> {
  return new Map<string, Routes>([
    ['', { GET: wizardRoute(parts, showWizard, { segment: () => firstSegment }) }],
    ['/', { GET: wizardRoute(parts, startOrResume) }],
    [
      'start',
      {
        GET: wizardRoute(parts, showStart),
        POST: wizardRoute(parts, (exchange) => post(exchange, { kind: 'restart' })),
      },
    ],
    ['tasks', { GET: wizardRoute(parts, showTasks) }],
    [
      'check',
      {
        GET: wizardRoute(parts, showCheck, { choices: true }),
        POST: wizardRoute(parts, (exchange) => post(exchange, submitIntent(exchange)), { choices: true }),
      },
    ],
    ['done/:', { GET: wizardRoute(parts, showDone), POST: wizardRoute(parts, handOverSent) }],
    ['done/:/copy', { POST: wizardRoute(parts, sendCopy) }],
    ['done/:/calendar.ics', { GET: wizardRoute(parts, serveCalendar) }],
    [
      'end',
      {
        GET: wizardRoute(parts, showEnd),
        POST: wizardRoute(parts, (exchange) => post(exchange, endIntent(exchange))),
      },
    ],
    [
      'saved',
      {
        GET: wizardRoute(parts, showSaved),
        POST: wizardRoute(parts, (exchange) => post(exchange, { kind: 'save-run' })),
      },
    ],
    [
      'saved/here',
      { POST: wizardRoute(parts, (exchange) => post(exchange, { kind: 'open-saved', by: undefined })) },
    ],
    ['saved/link', { POST: wizardRoute(parts, makeLink) }],
    ['saved/mail', { POST: wizardRoute(parts, mailLink) }],
    [
      'saved/:',
      {
        GET: wizardRoute(parts, showLink, { segment: ofLink }),
        POST: wizardRoute(parts, openLink, { segment: ofLink }),
      },
    ],
    ['keep', { POST: wizardRoute(parts, extendSession) }],
  ]);
}

/** The run that a link brings: a saved one is not in any session. */
function ofLink({ req }: Addressed): string {
  const token = tokenIn(req);
  return token === undefined ? firstSegment : segmentFor(token);
}

async function openLink(exchange: Exchange): Promise<Handled> {
  const event = linkIntent(exchange);
  return event === undefined ? 'unknown' : post(exchange, event);
}

/** GET the address of a wizard: its one run, or the list of those that there are. */
function showWizard(exchange: Exchange): Promise<void> {
  return exchange.definition.several === undefined ? startOrResume(exchange) : showRuns(exchange);
}

/** What is of no wizard: the list of all, and the description for front ends. */
function outside(parts: Parts): RequestHandler {
  const { engine, host } = parts;
  const openApi = host.openApi ? showOpenApi(parts) : undefined;
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    if (openApi !== undefined && req.path === '/_stepway/openapi.json') return openApi(req, res, next);
    if (req.path !== '/') return next();
    return replyTo(parts, { req, res, segment: undefined }).page({
      kind: 'list',
      status: 200,
      definitions: [...engine.definitions.values()],
      started: startedBy(req, engine.now()),
    });
  };
}

/** The methods of a wizard's pages. */
const allowed: readonly string[] = ['GET', 'HEAD', 'POST'];

/** Answers what nothing else has answered. */
function unmet(parts: Parts): RequestHandler {
  return (req, res) => {
    const { definition, place } = targetOf(parts.engine, req);
    const segment = definition?.several === undefined ? undefined : segmentIn(req);
    const reply = replyTo(parts, { req, res, segment });
    if (definition !== undefined && !allowed.includes(req.method)) {
      res.set({ Allow: [...allowed, 'OPTIONS'].join(', '), 'Cache-Control': 'no-store' });
      return void res.status(req.method === 'OPTIONS' ? 204 : 405).end();
    }
    // An address that somebody ended with a slash.
    if (definition !== undefined && place !== undefined && req.method !== 'POST' && req.path.endsWith('/'))
      return reply.goTo(definition.id, { to: 'step', place, onward: 'next' });
    return reply.page({ kind: 'not-found', status: 404, definition });
  };
}
