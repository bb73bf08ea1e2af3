import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Log } from '../log.ts';
import type { Storage, Lifetime } from '../completion/storage.ts';

/** What our own server's session is made of. */
export interface SessionSettings {
  readonly storage: Storage;
  readonly secrets: readonly string[];
  readonly production: boolean;
  readonly lifetime: Lifetime;
  readonly log: Log;
}

/** The name of our own server's cookie: the `__Host-` prefix binds it to the host, and browsers want it `Secure`. */
export function cookieName(production: boolean): string {
  return production ? '__Host-stepway' : 'stepway';
}

/**
 * express-session as our own server wants it: the cookie lives until the absolute limit, because express-session does
 * not send it again on a touch; idleness is the store's affair.
 */
export function sessionMiddleware(settings: SessionSettings): RequestHandler {
  const { storage, secrets, production, lifetime } = settings;
  return session({
    store: storage.sessions,
    secret: [...secrets],
    name: cookieName(production),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: production, path: '/', maxAge: lifetime.absoluteMs },
  });
}

/** Says loudly, once a minute at most, that a `Secure` cookie cannot be sent over this plain HTTP connection. */
export function warnOfPlainHttp(log: Log, production: boolean, now: () => number): RequestHandler {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (req, _res, next) => {
    if (production && !req.secure && now() - saidAt > 60_000) {
      saidAt = now();
      log.error(
        { forwardedProto: req.get('X-Forwarded-Proto') !== undefined },
        'the session cookie is Secure but this request came over plain HTTP, so no answers can be kept: serve HTTPS, or set TRUST_PROXY=1 behind a proxy that ends TLS and sends X-Forwarded-Proto',
      );
    }
    next();
  };
}
