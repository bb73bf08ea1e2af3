import type { Request, Response } from 'express';
import { hashOfToken } from '../completion/saving.ts';
import { isToken } from '../engine/ids.ts';
import type { Urls } from '../render/pages/urls.ts';
import { cookieSettings } from '../session/express-session.ts';
import { namedIn } from './address.ts';
import type { Parts } from './parts.ts';
import { cookiesNamed } from './cookies-named.ts';

const name = 'stepway-link';

/** How long the browser that saved a run can be shown its link again, in milliseconds. */
const shownMs = 600_000;

/**
 * Gives the token of a link to the browser that saved the run, for the page that shows it: no store holds it, and an
 * address with it would stay in the history of a browser that others may use.
 *
 * @param path of that page
 */
export function keepLink(
  { req, res }: { readonly req: Request; readonly res: Response },
  path: string,
  token: string,
): void {
  res.cookie(name, token, { ...cookieSettings(req), httpOnly: true, path, maxAge: shownMs });
}

/** The token that this browser was given, when it is that of the link which leads to the run now. */
export function keptToken(req: Request, link: string): string | undefined {
  return cookiesNamed(req, name).find((token) => isToken(token) && hashOfToken(token) === link);
}

/** The whole link that a token makes. */
export function linkOf(
  {
    parts,
    req,
    definition,
    urls,
  }: {
    readonly parts: Parts;
    readonly req: Request;
    readonly definition: { readonly id: string };
    readonly urls: Urls;
  },
  token: string,
): string {
  const origin = parts.host.origin ?? `${req.protocol}://${req.host}`;
  return `${origin}${urls.link(definition.id, token)}`;
}

/** The token in the address of a link; undefined when it cannot be one of ours. */
export function tokenIn(req: Request): string | undefined {
  const token = namedIn(req);
  return isToken(token) ? token : undefined;
}
