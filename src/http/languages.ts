import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { cookieSettings } from '../session/express-session.ts';
import { addressIn } from './address.ts';
import { cookiesNamed } from './cookies-named.ts';
import type { Parts } from './parts.ts';
import { baseOf } from './reply.ts';

/** What pages are put together from in each language of a deployment that has several, by tag; its own is the first. */
export type PartsByLanguage = ReadonlyMap<string, Parts>;

/** The parameter of an address that chooses the language. */
const parameter = 'lang';
/** Where a choice is kept: beside the session, which a look at a page does not start. */
const cookie = 'stepway-language';
const yearMs = 365 * 24 * 60 * 60 * 1000;

/**
 * What a request is answered with: in the language that its address says, else in the one that its visitor has chosen
 * before, else in the one that their browser likes best, else in the deployment's own.
 *
 * @param wizard by its id, of a request to an address that is not the wizard's
 */
export function partsFor(all: PartsByLanguage, req: Request, wizard = addressIn(req.path).wizard): Parts {
  const byLanguage = forWizard(all, wizard);
  const tags = [...byLanguage.keys()];
  const tag =
    askedIn(req, byLanguage) ?? chosenIn(req, byLanguage) ?? (req.acceptsLanguages(tags) || tags[0]);
  return byLanguage.get(String(tag))!;
}

/** The languages for which a wizard has texts: it may have none but the own one. */
function forWizard(all: PartsByLanguage, wizard: string): PartsByLanguage {
  const [own] = all.values();
  const languages = own?.engine.definitions.get(wizard)?.languages;
  if (languages === undefined || languages.length === all.size) return all;
  return new Map([...all].filter(([tag]) => languages.includes(tag)));
}

/** Answers each request in its language, by the handler that is made for it. */
export function inEachLanguage(
  byLanguage: PartsByLanguage,
  make: (parts: Parts) => RequestHandler,
): RequestHandler {
  const made = new Map([...byLanguage.values()].map((parts) => [parts, make(parts)]));
  return (req, res, next) => {
    const parts = partsFor(byLanguage, req);
    res.vary('Accept-Language, Cookie');
    res.setHeader('Content-Language', parts.look.theme.language);
    const asked = askedIn(req, byLanguage);
    if (asked !== undefined) keepLanguage(parts, { req, res }, asked);
    return made.get(parts)!(req, res, next);
  };
}

/** The same for what answers errors. */
export function errorsInEachLanguage(
  byLanguage: PartsByLanguage,
  make: (parts: Parts) => ErrorRequestHandler,
): ErrorRequestHandler {
  const made = new Map([...byLanguage.values()].map((parts) => [parts, make(parts)]));
  return (error, req, res, next) => made.get(partsFor(byLanguage, req))!(error, req, res, next);
}

/** Keeps the language that a visitor has chosen, for a year: in a cookie that says nothing else of them. */
export function keepLanguage(
  parts: Parts,
  { req, res }: { readonly req: Request; readonly res: Response },
  tag: string,
): void {
  // Where the host's session could not be loaded nobody knows how its cookies travel.
  if (cookiesNamed(req, cookie)[0] === tag || (req.session as Request['session'] | undefined) === undefined)
    return;
  const base = baseOf(parts, req);
  const settings = { sameSite: 'lax', ...cookieSettings(req), httpOnly: true } as const;
  res.cookie(cookie, tag, { ...settings, path: base === '' ? '/' : base, maxAge: yearMs });
}

function askedIn(req: Request, byLanguage: PartsByLanguage): string | undefined {
  if (!req.url.includes('?')) return undefined;
  const asked = req.query[parameter];
  if (typeof asked !== 'string') return undefined;
  // Tags are the same in upper and in lower case (RFC 5646).
  return [...byLanguage.keys()].find((tag) => tag.toLowerCase() === asked.toLowerCase());
}

function chosenIn(req: Request, byLanguage: PartsByLanguage): string | undefined {
  const chosen = cookiesNamed(req, cookie)[0];
  return chosen !== undefined && byLanguage.has(chosen) ? chosen : undefined;
}
