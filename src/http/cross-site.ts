import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { WizardError } from '../errors.ts';
import type { Log } from '../log.ts';

/** So many origins that were refused are said in the log: whoever posts chooses their names. */
const mostTold = 50;

/**
 * Refuses unsafe requests from other sites, before their body is read, and says once of each of them which setting would
 * let it in.
 *
 * `Sec-Fetch-Site` decides where the browser sends it; without it (plain HTTP) `Origin` must be this host or a trusted
 * origin; with neither header it is no browser, and passes. Source: the Fetch Metadata specification and OWASP's CSRF
 * cheat sheet.
 *
 * @throws WizardError CROSS_SITE
 */
export function crossSiteCheck(trustedOrigins: readonly string[], log: Log): RequestHandler {
  const told = new Set<string>();
  return (req: Request, _res: Response, next: NextFunction) => {
    if (isSafe(req, trustedOrigins)) return next();
    const origin = originOf(req);
    if (!told.has(origin) && told.size < mostTold) {
      told.add(origin);
      log.warn({ origin, host: req.host }, refusal(origin, req));
    }
    next(new WizardError('CROSS_SITE'));
  };
}

/** The origin that a request says that it comes from, as the setting names it. */
function originOf(req: Request): string {
  const origin = req.get('Origin') ?? '';
  return URL.canParse(origin) ? new URL(origin).origin.slice(0, 200) : 'null';
}

function refusal(origin: string, req: Request): string {
  const site = origin === 'null' ? 'a page that does not say its origin' : origin;
  const said = `a POST from ${site} was refused, because this is another origin to it`;
  if (origin === 'null') return said;
  // One that was cut need not be an address any more.
  const isSameHost = URL.canParse(origin) && new URL(origin).host === req.host;
  return isSameHost
    ? `${said}: behind a proxy that ends HTTPS, set "trust proxy" (TRUST_PROXY)`
    : `${said}: name it in trustedOrigins (TRUSTED_ORIGINS) if it is a front end of yours; if it is your own address behind a proxy, set "trust proxy" (TRUST_PROXY)`;
}

/** Whether a request may change nothing by its method, or comes from no page of another site. */
export function isSafe(req: Request, trustedOrigins: readonly string[]): boolean {
  if (req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS') return true;
  const { origin } = req.headers;
  if (origin !== undefined && trustedOrigins.includes(origin)) return true;
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin === undefined) return true;
  // A proxy may put its own name into Host; `req.host` then says the visitor's, where the proxy is trusted.
  const { protocol, host } = URL.canParse(origin) ? new URL(origin) : { protocol: '', host: '' };
  // A proxy that is not trusted does not get to say that the visitor came by HTTPS.
  const isOurScheme = protocol === 'https:' || (protocol === 'http:' && !req.secure);
  return isOurScheme && (host === req.get('Host') || (host === req.host && !isCut(req)));
}

/** Whether `req.host` is what the browser asked for without its port, as Express 4 has it: another port is another site. */
function isCut(req: Request): boolean {
  const asked = req.get('Host');
  return (
    req.get('X-Forwarded-Host') === undefined &&
    asked !== req.host &&
    asked?.startsWith(`${req.host}:`) === true
  );
}
