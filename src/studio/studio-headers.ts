import type { RequestHandler, Response } from 'express';

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
