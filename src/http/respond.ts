import type { Request, Response } from 'express';
import { factsOf } from '../log.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Destination } from '../flow/position.ts';
import { languageOf, type Language } from '../language/language.ts';
import type { Frame, Page } from '../render/pages/page.ts';
import { jsonOf } from '../render/front-end/json.ts';
import { urlsAt } from '../render/pages/urls.ts';
import { within } from '../session/within.ts';
import { nonceOf } from './security.ts';
import type { Layout, Site } from './site.ts';

/** The path below which our pages stand, as the visitor's browser sees it: no slash at the end. */
export function baseOf(site: Site, req: Request): string {
  return site.basePath ?? req.baseUrl;
}

/** The addresses of our pages for this request. */
export function urlsOf(site: Site, req: Request): ReturnType<typeof urlsAt> {
  return urlsAt(baseOf(site, req));
}

/** What visitors are spoken to in: the theme's language, with its words. */
export function languageFor({ theme }: Site): Language {
  return languageOf(theme.language, theme.words);
}

/** Answers with a page: whole, or the fragment that htmx asked for. */
export function sendPage(site: Site, req: Request, res: Response, page: Page): void {
  const frame: Frame = {
    base: baseOf(site, req),
    nonce: nonceOf(res),
    now: site.now(),
    lifetime: site.lifetime,
    theme: site.theme,
    language: languageFor(site),
  };
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
  if (site.layout !== undefined && !fragment)
    return sendInLayout(site, site.layout, { req, res, page, frame });
  sendWhole(res, 'html', site.renderer.render(page, frame, { fragment }));
}

/** A layout that has not come by then is given up, in milliseconds: the visitor has waited for the store already. */
const layoutMs = 1_000;

/** Answers with a page in the host's own document; in ours when that fails, so that nothing on the page is lost. */
function sendInLayout(
  { renderer, log }: Site,
  layout: Layout,
  { req, res, page, frame }: { req: Request; res: Response; page: Page; frame: Frame },
): void {
  const pieces = renderer.pieces(page, frame);
  const ofHost = async () => {
    const html: unknown = await layout(pieces, req, res);
    if (typeof html !== 'string') throw new TypeError(`the layout gave ${typeof html}, not a text`);
    return html;
  };
  void within(layoutMs, ofHost(), () => new Error(`the layout did not come within ${layoutMs} ms`))
    .catch((error: unknown) => {
      log.error({ kind: page.kind, ...factsOf(error) }, 'the layout of the host failed');
      return renderer.render(page, frame, { fragment: false });
    })
    .then((html) => {
      // A layout that calls `res.render` without a callback has answered by itself.
      if (!res.headersSent) sendWhole(res, 'html', html);
    });
}

// Without Express' ETag: no page of ours is cached, and hashing each one costs as much as a small render.
function sendWhole(res: Response, type: string, text: string): void {
  res.type(type);
  res.set('Content-Length', String(Buffer.byteLength(text)));
  res.end(text);
}

/** Sends the visitor on, to a page of ours. */
export function goTo(
  site: Site,
  req: Request,
  res: Response,
  definition: WizardDefinition,
  destination: Destination,
  returnToCheck: boolean,
): void {
  const urls = urlsOf(site, req);
  if (destination.to === 'check') return seeOther(res, urls.check(definition.id));
  if (destination.to === 'tasks') return seeOther(res, urls.wizard(definition.id));
  const url = returnToCheck ? urls.change : urls.step;
  seeOther(res, url(definition.id, destination.place.key));
}

/** 303: the browser fetches the next page with GET. Paths only, built from our own ids. */
export function seeOther(res: Response, path: string): void {
  res.set('Cache-Control', 'no-store');
  res.redirect(303, path);
}

/** Whether a front end asked for JSON; a browser, and `anything else`, get HTML. */
function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json';
}

// History restore comes as a plain request, without this header: library-facts, htmx 4.
function wantsFragment(req: Request): boolean {
  return req.get('HX-Request-Type') === 'partial';
}
