import cors from 'cors';
import type { RequestHandler } from 'express';

/**
 * Lets pages of the trusted origins read our answers, with the session cookie: a front end that is served elsewhere.
 * Every other origin gets no such header, and its preflight no permission. Source: the Fetch standard, CORS protocol.
 *
 * @param trustedOrigins such as `https://app.example`
 */
export function crossOrigin(trustedOrigins: readonly string[]): RequestHandler {
  const allow = cors({
    origin: [...trustedOrigins],
    credentials: true,
    methods: ['GET', 'POST'],
    allowedHeaders: ['Content-Type', 'X-Stepway-Validate'],
    exposedHeaders: ['Retry-After'],
    maxAge: 600,
  });
  return (req, res, next) => {
    if (trustedOrigins.length === 0) return next();
    const origin = req.get('Origin');
    if (origin !== undefined && trustedOrigins.includes(origin)) return allow(req, res, next);
    // A cache must not hand an answer without the header to a trusted origin.
    res.vary('Origin');
    next();
  };
}
