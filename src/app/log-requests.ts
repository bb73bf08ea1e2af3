import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';

/** Logs each request at `debug` when it has been answered: its method, path, status and time, and nothing that was sent. */
export function logRequests(log: Log, now: () => number): RequestHandler {
  return (req, res, next) => {
    const startedAt = now();
    // A receipt's address holds its reference; a query may hold anything.
    const path = req.path.replace(/\/done\/[^/]+/, '/done/…');
    res.once('close', () => {
      const outcome = res.writableFinished ? String(res.statusCode) : 'cut off';
      log.debug({ ms: Math.round(now() - startedAt) }, `${req.method} ${path} ${outcome}`);
    });
    next();
  };
}
