import type { Request, Response } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import type { Destination } from '../flow/position.ts';
import { languageOf, type Language } from '../language/language.ts';
import { factsOf } from '../log.ts';
import { plainPage } from '../render/html/engine.ts';
import { escapeHtml } from '../render/html/escape-html.ts';
import { definitionOf } from '../render/pages/common-view.ts';
import type { Frame, FrameLanguages, Page, Theme } from '../render/pages/page.ts';
import { urlsAt, type Urls } from '../render/pages/urls.ts';
import { remainingMs } from '../session/request-time.ts';
import { within } from '../time-limit.ts';
import { fieldsOf, isOfType } from './body.ts';
import { cookiesNamed } from './cookies-named.ts';
import { withHelpers } from './page-helpers.ts';
import type { Layout, Look, Parts, TurnedAway } from './parts.ts';
import { withFound } from './found-on-page.ts';
import { languagesOfForm } from './language-asked.ts';
import { nonceOf } from './security.ts';
import { utf8Of } from './utf8.ts';

/** A page of a wizard that a visitor can be sent to. */
export type Goal =
  | Destination
  /** A run that is not there yet, and the list of those that are. */
  | { readonly to: 'run'; readonly segment: string }
  | { readonly to: 'runs' }
  /** Where it starts, or resumes. */
  | { readonly to: 'wizard' }
  | { readonly to: 'saved' }
  /** The same, after its link was sent. */
  | { readonly to: 'mailed' }
  | { readonly to: 'link'; readonly token: string }
  | { readonly to: 'deleted'; readonly sent: boolean }
  /** `copy`: what came of sending a copy. */
  | { readonly to: 'done'; readonly reference: string; readonly copy?: 'sent' | 'failed' };

/** How a request is answered. */
export interface Reply {
  /**
   * Answers with a page: whole, as the fragment that htmx asked for, or as JSON.
   *
   * @throws WizardError VIEW_FAILED, HELPERS_UNAVAILABLE
   */
  page(page: Page): Promise<void>;
  json(body: object, status?: number): void;
  /** 303: the browser fetches the next page of a wizard with GET. Paths only, built from our own ids; `query` stands behind it. */
  goTo(wizardId: string, goal: Goal, query?: string): void;
  /** The same to an address of another site; a front end is told it. */
  leave(url: string): void;
  /**
   * Sends a visitor who may not open a wizard where the host says, or shows them the page that holds what they typed; a
   * front end is told it.
   *
   * @param held asked for only where a page can be shown
   */
  turnAway(
    definition: WizardDefinition,
    away: TurnedAway,
    held?: () => Promise<Page | undefined>,
  ): Promise<void>;
}

/** The path below which our pages stand, as the visitor's browser sees it: no slash at the end. */
export function baseOf({ look }: Parts, req: Request): string {
  return look.basePath ?? req.baseUrl;
}

/** What visitors are spoken to in: the theme's language, with its words. */
export function languageFor({ theme }: Pick<Look, 'theme'>): Language {
  return languageOf(theme.language, theme.words);
}

/** A request that is answered, and the run whose pages its answer leads to, where a visitor has several. */
export interface Answered {
  readonly req: Request;
  readonly res: Response;
  readonly segment: string | undefined;
}

/** Answers one request. */
export function replyTo(parts: Parts, answered: Answered): Reply {
  const { req, res, segment } = answered;
  const show = (page: Page) =>
    sendPage(parts, { req, res, page, frame: frameOf(parts, { page, ...answered }) });
  return {
    page: show,
    json(body, status = 200) {
      res.setHeader('Cache-Control', 'no-store');
      res.status(status).json(body);
    },
    goTo: (wizardId, goal, query = '') =>
      sendTo(res, `${urlOf(urlsAt(baseOf(parts, req), segment), wizardId, goal)}${query}`),
    leave(url) {
      if (!wantsJson(req)) return sendTo(res, url);
      // `fetch` cannot follow to another site.
      res.setHeader('Cache-Control', 'no-store');
      res.json({ kind: 'leaving', location: url });
    },
    async turnAway(definition, away, held) {
      addVary(res, 'Accept');
      const page = wantsJson(req) ? undefined : await held?.();
      if (page === undefined && !wantsJson(req)) return sendTo(res, away.to);
      // RFC 9110, section 15.5.2: what would let them in; no browser asks for it by itself.
      if (away.status === 401) res.setHeader('WWW-Authenticate', 'Cookie');
      if (page !== undefined) return show(page);
      res.setHeader('Cache-Control', 'no-store');
      const { turnedAwayJson } = await forFrontEnds();
      const { type, body } = turnedAwayJson(definition, away);
      res.status(away.status);
      sendWhole(res, types[type], JSON.stringify(body));
    },
  };
}

/** Loaded when a front end comes first: most sites have none, and a start takes its time by the file. */
const forFrontEnds = () => import('../render/front-end/json.ts');

function sendTo(res: Response, url: string): void {
  res.setHeader('Cache-Control', 'no-store');
  res.statusCode = 303;
  // Not by `res.redirect`, which looks for the type that is liked best.
  res.location(url);
  sendWhole(res, types.html, noteOf(url));
}

/** The note with a redirect that RFC 9110 asks for in section 15.4.4, as Express writes it. */
function noteOf(path: string): string {
  return (
    '<!DOCTYPE html><head><title>See Other</title></head>' +
    `<body><p>See Other. Redirecting to ${escapeHtml(path)}</p></body>`
  );
}

function urlOf(urls: Urls, wizardId: string, goal: Goal): string {
  switch (goal.to) {
    case 'wizard':
      return urls.wizard(wizardId);
    case 'step': {
      const url = goal.onward === 'check' ? urls.change : urls.step;
      return url(wizardId, goal.place.key);
    }
    case 'list':
      return urls.removed(wizardId, goal.place.key, { item: goal.removed, onward: goal.onward });
    case 'rows':
      return urls.rows(wizardId, goal.place.key, { count: goal.count, onward: goal.onward });
    case 'tasks':
      return urls.tasks(wizardId);
    case 'check':
      return urls.check(wizardId);
    case 'run':
      return urls.run(wizardId, goal.segment);
    case 'runs':
      return urls.runs(wizardId);
    case 'saved':
      return urls.saved(wizardId);
    case 'mailed':
      return urls.mailed(wizardId);
    case 'link':
      return urls.link(wizardId, goal.token);
    case 'deleted':
      return urls.ended(wizardId, goal.sent);
    case 'done':
      return goal.copy === undefined
        ? urls.done(wizardId, goal.reference)
        : urls.copied(wizardId, goal.reference, goal.copy);
  }
}

/** A page, and the request that it answers. */
interface Answer {
  readonly req: Request;
  readonly res: Response;
  readonly page: Page;
  readonly frame: Frame;
}

async function sendPage(parts: Parts, given: Answer): Promise<void> {
  const { engine, look } = parts;
  const { req, res, frame } = given;
  const made = withHelpers(engine, given.page, () => remainingMs(req, engine.now()));
  // Nothing is waited for where all is there.
  const page = made instanceof Promise ? await made : made;
  // 200 is there by itself, and a property more makes each response an object of a kind of its own (0027).
  if (res.statusCode !== page.status) res.statusCode = page.status;
  addVary(res, 'HX-Request-Type, Accept');
  // With `no-store`, Back to the page of a POST without scripts asks for the form to be sent again and fails in Chromium.
  const comesBack = page.status === 422 || ('searched' in page && page.searched !== undefined);
  res.setHeader('Cache-Control', comesBack ? 'private, no-cache' : 'no-store');
  if (page.status === 503) res.setHeader('Retry-After', '2');
  if (wantsJson(req)) {
    const sent = req.method === 'POST' && isOfType(req, 'application/json') ? fieldsOf(req) : undefined;
    const { jsonOf } = await forFrontEnds();
    const { type, body } = jsonOf(page, frame, sent);
    return sendWhole(res, types[type], JSON.stringify(body));
  }
  const fragment = wantsFragment(req);
  const found = withFound(engine, page, () => remainingMs(req, engine.now()));
  const shown = found instanceof Promise ? await found : found;
  const html =
    look.layout === undefined || fragment
      ? look.renderer.render(shown, frame, { fragment })
      : await inLayout(parts, look.layout, { ...given, page: shown });
  // A layout that calls `res.render` without a callback has answered by itself.
  if (!res.headersSent) sendWhole(res, types.html, html);
}

function frameOf(parts: Parts, { req, res, page, segment }: Answered & { readonly page: Page }): Frame {
  const { engine, look } = parts;
  const { lifetime, theme } = look;
  return {
    base: baseOf(parts, req),
    run: segment,
    nonce: nonceOf(res),
    now: engine.now(),
    timeZone: definitionOf(page)?.timeZone ?? engine.timeZone,
    lifetime,
    cookieChoiceAt: hasChosenCookies(req, theme) ? undefined : req.originalUrl,
    theme,
    language: languageFor(look),
    languages: look.languages.length === 0 ? undefined : languagesAt(look, req, page),
  };
}

function languagesAt(look: Look, req: Request, page: Page): FrameLanguages {
  // What a form has brought is written in the language for which it asks.
  const { to } = languagesOfForm(look, { req, definition: definitionOf(page) });
  return { offered: look.languages, address: req.originalUrl, typedIn: to };
}

/** Whether there is nothing to ask about cookies: the host asks nothing, or keeps the answer. */
function hasChosenCookies(req: Request, { cookieBanner }: Theme): boolean {
  return cookieBanner === undefined || cookiesNamed(req, cookieBanner.cookie).length > 0;
}

/** A layout that has not come by then is given up, in milliseconds: the visitor has waited for the store already. */
const layoutMs = 1_000;

/** A page in the host's own document; in ours when that fails, so that nothing on the page is lost. */
async function inLayout(parts: Parts, layout: Layout, answer: Answer): Promise<string> {
  const { req, res, page, frame } = answer;
  const { renderer } = parts.look;
  const pieces = renderer.pieces(page, frame);
  const late = () => new Error(`the layout did not come within ${layoutMs} ms`);
  try {
    const html: unknown = await within(layoutMs, async () => layout(pieces, req, res), { late });
    if (typeof html !== 'string') throw new TypeError(`the layout gave ${typeof html}, not a text`);
    return html;
  } catch (error) {
    parts.engine.log.error({ kind: page.kind, ...factsOf(error) }, 'the layout of the host failed');
    return renderer.render(page, frame, { fragment: false });
  }
}

const types = {
  html: 'text/html; charset=utf-8',
  'application/json': 'application/json; charset=utf-8',
  'application/problem+json': 'application/problem+json; charset=utf-8',
} as const;

// Without Express' ETag: no page of ours is cached, and hashing each one costs as much as a small render.
function sendWhole(res: Response, type: string, text: string): void {
  res.setHeader('Content-Type', type);
  // As bytes: of a text Node would ask twice how many it has, and make them then.
  const bytes = utf8Of(text);
  res.setHeader('Content-Length', bytes.length);
  res.end(bytes);
}

/** What the answer depends on, beside what the host has said of it already. */
function addVary(res: Response, headers: string): void {
  if (res.hasHeader('Vary')) res.vary(headers);
  else res.setHeader('Vary', headers);
}

/** Answers with the page of last resort. */
export function sendPlain(res: Response, { theme }: Look): void {
  res.status(500).setHeader('Cache-Control', 'no-store');
  sendWhole(res, types.html, plainPage(theme));
}

/** Tells the browser to forget our session cookie. */
export function clearCookie(res: Response, name: string | undefined): void {
  if (name === undefined) return;
  res.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Host-') });
}

/** Whether a front end asked for JSON; a browser, and `anything else`, get HTML. */
function wantsJson(req: Request): boolean {
  // As every browser says: nothing that follows is liked better.
  if (/^text\/html(?:,|$)/.test(req.headers.accept ?? '')) return false;
  return req.accepts(['html', 'json']) === 'json';
}

// History restore comes as a plain request, without this header: library-facts, htmx 4.
function wantsFragment(req: Request): boolean {
  return req.headers['hx-request-type'] === 'partial';
}
