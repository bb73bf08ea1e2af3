import express, { type RequestHandler, type Response, type Router } from 'express';
import { searchedAlone } from './asked-alone.ts';
import { submissionIdOf } from '../completion/record.ts';
import { commit } from '../engine/commit.ts';
import type { WizardEvent } from '../engine/event.ts';
import type { WizardState } from '../engine/state.ts';
import { firstSegment, segmentFor } from '../engine/which-run.ts';
import { startedBy } from '../session/express-session.ts';
import { segmentIn } from './address.ts';
import { bodyReader } from './body.ts';
import { serveCalendar } from './calendar.ts';
import { cameBack } from './came-back.ts';
import { isWithoutCookies, type FormSent } from './cookie-trial.ts';
import { errorHandler } from './error-handler.ts';
import { eventsOf } from './events.ts';
import type { Exchange, ListExchange, StepExchange } from './exchange.ts';
import { filesAfter } from './files/after.ts';
import { asksForFiles, receiveFiles } from './files/receive.ts';
import { serveFile } from './files/serve.ts';
import { answerUpload, uploadedField } from './files/upload.ts';
import { serveAssets, servePublic, showOpenApi } from './front-end.ts';
import { handOverAtExit, handOverSent } from './hand-over.ts';
import {
  answerIntent,
  asksForOne,
  asksOfOneField,
  endIntent,
  externalIntent,
  handsOver,
  linkIntent,
  listIntent,
  submitIntent,
} from './intent.ts';
import { languagesOfForm } from './language-asked.ts';
import { errorsInEachLanguage, inEachLanguage, type PartsByLanguage } from './languages.ts';
import { originsOf, toldLate } from './other-site.ts';
import { answerTo, inWizard } from './pages.ts';
import { mailLink, makeLink } from './mail-link.ts';
import type { Parts } from './parts.ts';
import { limitRates } from './rate-limits.ts';
import { languageFor, replyTo } from './reply.ts';
import { pageRoute, wizardRoute, type Handled } from './route.ts';
import { targetOf } from './target.ts';
import { tokenIn } from './saved-link.ts';
import { crossSiteCheck } from './cross-site.ts';
import { crossOrigin, securityHeaders } from './security.ts';
import { answerSearch } from './search.ts';
import { sendCopy } from './send-copy.ts';
import { rowsIntent } from './rows-intent.ts';
import { withChoicesSent } from './visitor-choices.ts';
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

/**
 * Every route of Stepway, in the order in which a request meets them.
 *
 * @param byLanguage for a deployment with several languages: each has its own pages, behind what is the same for all
 */
export function createRouter(parts: Parts, byLanguage?: PartsByLanguage): Router {
  const { engine, look, host } = parts;
  const router = express.Router();
  router.use(serveAssets(look));
  if (host.publicFolder !== undefined) router.use(servePublic(host.publicFolder));
  host.routes?.(router);
  router.use(securityHeaders(host.contentSecurityPolicy, originsOf(engine.definitions)));
  const limits = host.rateLimits === undefined ? undefined : limitRates(host.rateLimits, engine);
  if (byLanguage === undefined) return withPages(router, parts, limits);
  router.use(inEachLanguage(byLanguage, (each) => withPages(express.Router(), each, limits)));
  router.use(errorsInEachLanguage(byLanguage, errorHandler));
  return router;
}

/** A router with everything that answers in one language. */
function withPages(router: Router, parts: Parts, limits: RequestHandler | undefined): Router {
  const { engine, host } = parts;
  router.use(cameBack(parts));
  if (host.trustedOrigins.length > 0) router.use(crossOrigin(host.trustedOrigins));
  router.use(crossSiteCheck(host.trustedOrigins, engine.log));
  if (limits !== undefined) router.use(limits);
  router.use(bodyReader((req) => asksForFiles(engine, req)));

  // No step can have the id of one of the pages below, so the busiest routes may stand first.
  router
    .route(ofRun('/*step'))
    .get(pageRoute(parts, { step: showStep, list: showList }), serveFile(parts))
    .post(pageRoute(parts, { step: postStep, list: postList }));
  router.get('/', (req, res) => {
    const definitions = [...engine.definitions.values()];
    return replyTo(parts, { req, res, segment: undefined }).page({
      kind: 'list',
      status: 200,
      definitions,
      started: startedBy(req, engine.now()),
    });
  });
  if (host.openApi) router.get('/_stepway/openapi.json', showOpenApi(parts));
  router.get('/:wizard', wizardRoute(parts, showWizard, { segment: () => firstSegment }));
  router.get('/:wizard/~:run', wizardRoute(parts, startOrResume));
  router.get(ofRun('/start'), wizardRoute(parts, showStart));
  router.post(
    ofRun('/start'),
    wizardRoute(parts, (exchange) => post(exchange, { kind: 'restart' })),
  );
  router.get(ofRun('/tasks'), wizardRoute(parts, showTasks));
  router.get(ofRun('/check'), wizardRoute(parts, showCheck, { choices: true }));
  router.post(
    ofRun('/check'),
    wizardRoute(parts, (exchange) => post(exchange, submitIntent(exchange)), { choices: true }),
  );
  router.get(ofRun('/done/:reference'), wizardRoute(parts, showDone));
  router.post(ofRun('/done/:reference'), wizardRoute(parts, handOverSent));
  router.post(ofRun('/done/:reference/copy'), wizardRoute(parts, sendCopy));
  router.get(ofRun('/done/:reference/calendar.ics'), wizardRoute(parts, serveCalendar));
  router.get(ofRun('/end'), wizardRoute(parts, showEnd));
  router.post(
    ofRun('/end'),
    wizardRoute(parts, (exchange) => post(exchange, endIntent(exchange))),
  );
  router.get(ofRun('/saved'), wizardRoute(parts, showSaved));
  router.post(
    ofRun('/saved'),
    wizardRoute(parts, (exchange) => post(exchange, { kind: 'save-run' })),
  );
  router.post(
    ofRun('/saved/here'),
    wizardRoute(parts, (exchange) => post(exchange, { kind: 'open-saved', by: undefined })),
  );
  router.post(ofRun('/saved/link'), wizardRoute(parts, makeLink));
  router.post(ofRun('/saved/mail'), wizardRoute(parts, mailLink));
  router.get('/:wizard/saved/:token', wizardRoute(parts, showLink, { segment: ofLink }));
  router.post(
    '/:wizard/saved/:token',
    wizardRoute(
      parts,
      (exchange) => {
        const event = linkIntent(exchange);
        return event === undefined ? Promise.resolve('unknown') : post(exchange, event);
      },
      { segment: ofLink },
    ),
  );
  router.post(ofRun('/keep'), wizardRoute(parts, extendSession));

  router.use((req, res) => {
    const { definition, place } = targetOf(engine, req);
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
  });
  router.use(errorHandler(parts));
  return router;
}

/** The addresses of a page: of a wizard's one run, and of one of several. */
function ofRun(page: string): string[] {
  return [`/:wizard/~:run${page}`, `/:wizard${page}`];
}

/** The run that a link brings: a saved one is not in any session. */
function ofLink(req: express.Request): string {
  const token = tokenIn(req);
  return token === undefined ? firstSegment : segmentFor(token);
}

/** GET the address of a wizard: its one run, or the list of those that there are. */
function showWizard(exchange: Exchange): Promise<void> {
  return exchange.definition.several === undefined ? startOrResume(exchange) : showRuns(exchange);
}

/** The methods of a wizard's pages. */
const allowed: readonly string[] = ['GET', 'HEAD', 'POST'];
/** The form of a step, or a file for it by itself. */
async function postStep(exchange: StepExchange, res: Response): Promise<Handled> {
  const { place, parts } = exchange;
  const { external } = place.kind === 'step' ? place.step : {};
  if (asksOfOneField(exchange) && (place.kind === 'exit' || external !== undefined)) return 'unknown';
  if (place.kind === 'exit' && handsOver(exchange)) return handOverAtExit({ ...exchange, place }, res);
  if (external !== undefined) return post(exchange, externalIntent(exchange, external));
  await receiveFiles(exchange, res);
  const field = uploadedField(exchange);
  if (field !== undefined) return answerUpload(exchange, field);
  const whole = await withChoicesSent(exchange);
  return post(whole, answerIntent(whole, languagesOfForm(parts.look, whole)));
}

/** The form of a list, or of its rows; by the question whether there is one more a front end answers either. */
async function postList(exchange: ListExchange): Promise<Handled> {
  const { place, parts, visit } = exchange;
  if (place.step.rows === undefined || asksForOne(exchange))
    return asksOfOneField(exchange) ? 'unknown' : post(exchange, listIntent(exchange));
  const whole = await withChoicesSent(exchange);
  const languages = languagesOfForm(parts.look, whole);
  return post(whole, rowsIntent(whole, { languages, newId: visit.ids.item }));
}

/** How long the finishing POST waits for the handler before it shows a receipt that says "working". */
const handlerWaitMs = 1_000;

/** Every POST of a wizard: brings what the visitor asks for to its end, tells the host, and answers. */
async function post(exchange: Exchange, event: WizardEvent): Promise<void> {
  if (isWithoutCookies(exchange.req, event)) return tellOfCookies(exchange, event);
  const { parts, visit, reply } = exchange;
  const seeToFiles = filesAfter(exchange);
  const outcome = await commit(visit, event);
  await seeToFiles(outcome);
  for (const { details, state } of eventsOf(event, outcome)) reply.event(details, state);
  reply.speak();
  if (outcome.kind === 'submitted') await attempt(exchange, outcome.state);
  if (outcome.kind === 'put-away') reply.keepLink(outcome.token);
  const told =
    event.kind === 'return' && outcome.kind === 'late'
      ? await toldLate(exchange, event.place, event)
      : undefined;
  const isFound = outcome.kind === 'found' || outcome.kind === 'rows-found';
  if (isFound && searchedAlone(exchange.req) !== undefined) return answerSearch(exchange, outcome);
  const answer = answerTo(
    outcome,
    { told, takenOut: exchange.req.query['removed'], ...inWizard(visit) },
    languageFor(parts.look),
  );
  if (outcome.kind === 'expired') visit.session.abandon();
  switch (answer.by) {
    case 'page':
      return reply.page(answer.page);
    case 'goal':
      return reply.goTo(answer.goal);
    case 'json':
      return reply.json(answer.body);
    case 'other-site':
      return reply.leave(answer.url);
  }
}

/** Tells a browser without cookies so, with what was typed; nothing is written that could never be found again. */
async function tellOfCookies({ definition, reply }: Exchange, event: FormSent): Promise<void> {
  reply.tryCookie();
  const page = { kind: 'no-cookies', status: 400, definition } as const;
  if (event.kind === 'open-saved') return reply.page({ ...page, raw: {}, token: event.by.token });
  const isDraft = event.kind === 'draft' || (event.kind === 'rows' && event.ask.kind === 'draft');
  if (isDraft) return reply.json({ saved: false, keptUntil: null });
  const { place, stamp } = event;
  return reply.page({ ...page, place, raw: event.kind === 'leave' ? {} : event.form.raw, stamp });
}

/** Runs the handler now; the receipt sees for itself how far it came. */
async function attempt({ parts, definition, visit }: Exchange, state: WizardState): Promise<void> {
  if (definition.completion.run === undefined) return;
  await parts.engine.attempt(submissionIdOf(state), Math.min(handlerWaitMs, visit.session.remainingMs()));
}
