import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { RequestHandler, Response } from 'express';
import type { Config } from '../app/config.ts';
import { isLoopback } from '../app/weak-settings.ts';

/**
 * Refuses requests under a name that is not this machine's: another site can let its own name lead here (DNS
 * rebinding), and would then be of one origin with the studio. An address is no name, so it passes.
 */
export function refuseForeignHosts(config: Pick<Config, 'host' | 'trustedOrigins'>): RequestHandler {
  const names = new Set([
    'localhost',
    config.host,
    ...config.trustedOrigins.map((origin) => new URL(origin).hostname),
    ...(isLoopback(config.host) ? [] : [hostname().toLowerCase()]),
  ]);
  return (req, res, next) => {
    const name = nameIn(req.headers.host ?? '');
    if (names.has(name) || name.endsWith('.localhost') || isIP(name) !== 0) return next();
    res.status(403).type('text').set('Cache-Control', 'no-store');
    res.send(
      'stepway dev answers under localhost and addresses only. To reach it under another name, set TRUSTED_ORIGINS to its origin, such as https://forms.example, or HOST to the name.\n',
    );
  };
}

/** The name in a `Host` header, without its port and the brackets of IPv6. */
function nameIn(host: string): string {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
  return (url?.hostname ?? '').replace(/^\[(.*)\]$/, '$1');
}

/** What a page of a wizard is framed with in the studio: fixed, since nothing in it may run. */
export const studioNonce = 'studio';

/** Headers of the studio's own pages: everything from our own origin, framed by nobody. */
export const studioHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy': policy("'self'", "'none'"),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  next();
};

/** Lets the studio frame this answer, a page of a wizard with its theme. */
export function allowFraming(res: Response): void {
  res.set('Content-Security-Policy', policy(`'self' 'nonce-${studioNonce}'`, "'self'"));
}

/** Lets pages of our own origin, so the studio, frame a page that nobody may frame in production. */
export function allowOwnFrames(res: Response): void {
  const csp = res.getHeader('Content-Security-Policy');
  if (typeof csp === 'string')
    res.setHeader('Content-Security-Policy', csp.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
  if (res.hasHeader('X-Frame-Options')) res.setHeader('X-Frame-Options', 'SAMEORIGIN');
}

function policy(styles: string, framedBy: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join('; ');
}
