import type { Request, Response } from 'express';
import type { Destination } from '../flow/position.ts';
import { languageOf, type Language } from '../language/language.ts';
import { factsOf } from '../log.ts';
import { jsonOf } from '../render/front-end/json.ts';
import { plainPage } from '../render/html/engine.ts';
import type { Frame, Page } from '../render/pages/page.ts';
import { urlsAt } from '../render/pages/urls.ts';
import { within } from '../time-limit.ts';
import type { Layout, Look, Parts } from './parts.ts';
import { nonceOf } from './security.ts';

/** A page of a wizard that a visitor can be sent to. */
export type Goal =
  | Destination
  | { readonly to: 'saved' }
  | { readonly to: 'deleted'; readonly sent: boolean }
  | { readonly to: 'done'; readonly reference: string };

/** How a request is answered. */
export interface Reply {
  /**
   * Answers with a page: whole, as the fragment that htmx asked for, or as JSON.
   *
   * @throws WizardError VIEW_FAILED
   */
  page(page: Page): Promise<void>;
  json(body: object, status?: number): void;
  /** 303: the browser fetches the next page with GET. Paths only, built from our own ids. */
  goTo(path: string): void;
  /** The addresses of our pages for this request. */
  readonly urls: Urls;
}

type Urls = ReturnType<typeof urlsAt> & { to(wizardId: string, goal: Goal): string };

/** The path below which our pages stand, as the visitor's browser sees it: no slash at the end. */
export function baseOf({ look }: Parts, req: Request): string {
  return look.basePath ?? req.baseUrl;
}

/** What visitors are spoken to in: the theme's language, with its words. */
export function languageFor({ theme }: Pick<Look, 'theme'>): Language {
  return languageOf(theme.language, theme.words);
}

/** Answers one request. */
export function replyTo(parts: Parts, req: Request, res: Response): Reply {
  const urls = urlsAt(baseOf(parts, req));
  return {
    page: (page) => sendPage(parts, { req, res, page }),
    json(body, status = 200) {
      res.set('Cache-Control', 'no-store');
      res.status(status).json(body);
    },
    goTo(path) {
      res.set('Cache-Control', 'no-store');
      res.redirect(303, path);
    },
    urls: { ...urls, to: (wizardId, goal) => urlOf(urls, wizardId, goal) },
  };
}

function urlOf(urls: ReturnType<typeof urlsAt>, wizardId: string, goal: Goal): string {
  switch (goal.to) {
    case 'step': {
      const url = goal.onward === 'check' ? urls.change : urls.step;
      return url(wizardId, goal.place.key);
    }
    case 'tasks':
      return urls.wizard(wizardId);
    case 'check':
      return urls.check(wizardId);
    case 'saved':
      return urls.saved(wizardId);
    case 'deleted':
      return urls.ended(wizardId, goal.sent);
    case 'done':
      return urls.done(wizardId, goal.reference);
  }
}

/** A page, and the request that it answers. */
interface Answer {
  readonly req: Request;
  readonly res: Response;
  readonly page: Page;
}

async function sendPage(parts: Parts, answer: Answer): Promise<void> {
  const { look } = parts;
  const { req, res, page } = answer;
  const frame = frameOf(parts, req, res);
  res.status(page.status);
  res.vary('HX-Request-Type').vary('Accept');
  // With `no-store`, Back to a 422 page without scripts asks for the form to be sent again and fails in Chromium.
  res.set('Cache-Control', page.status === 422 ? 'private, no-cache' : 'no-store');
  if (page.status === 503) res.set('Retry-After', '2');
  if (wantsJson(req)) {
    const { type, body } = jsonOf(page, frame);
    return sendWhole(res, type, JSON.stringify(body));
  }
  const fragment = wantsFragment(req);
  const html =
    look.layout === undefined || fragment
      ? look.renderer.render(page, frame, { fragment })
      : await inLayout(parts, look.layout, answer);
  // A layout that calls `res.render` without a callback has answered by itself.
  if (!res.headersSent) sendWhole(res, 'html', html);
}

function frameOf(parts: Parts, req: Request, res: Response): Frame {
  const { engine, look } = parts;
  const { lifetime, theme } = look;
  return {
    base: baseOf(parts, req),
    nonce: nonceOf(res),
    now: engine.now(),
    lifetime,
    theme,
    language: languageFor(look),
  };
}

/** A layout that has not come by then is given up, in milliseconds: the visitor has waited for the store already. */
const layoutMs = 1_000;

/** A page in the host's own document; in ours when that fails, so that nothing on the page is lost. */
async function inLayout(parts: Parts, layout: Layout, { req, res, page }: Answer): Promise<string> {
  const { renderer } = parts.look;
  const frame = frameOf(parts, req, res);
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

// Without Express' ETag: no page of ours is cached, and hashing each one costs as much as a small render.
function sendWhole(res: Response, type: string, text: string): void {
  res.type(type);
  res.set('Content-Length', String(Buffer.byteLength(text)));
  res.end(text);
}

/** Answers with the page of last resort. */
export function sendPlain(res: Response, { theme }: Look): void {
  res.status(500).set('Cache-Control', 'no-store');
  sendWhole(res, 'html', plainPage(theme));
}

/** Tells the browser to forget our session cookie. */
export function clearCookie(res: Response, name: string | undefined): void {
  if (name === undefined) return;
  res.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Host-') });
}

/** Whether a front end asked for JSON; a browser, and `anything else`, get HTML. */
function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

// History restore comes as a plain request, without this header: library-facts, htmx 4.
function wantsFragment(req: Request): boolean {
  return req.get('HX-Request-Type') === 'partial';
}
