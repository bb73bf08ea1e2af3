import type { Request, RequestHandler } from 'express';

const loadTimes = new WeakMap<Request, number>();

/**
 * A session middleware that notes how long the load took. A session that was found says so itself; a cookie that names
 * none has nothing to say it by, and the request's 3 s would begin anew after a slow answer of the store.
 *
 * @param now milliseconds since the epoch
 */
export function timedLoad(middleware: RequestHandler, now: () => number): RequestHandler {
  return (req, res, next) => {
    const begun = now();
    return middleware(req, res, (error?: unknown) => {
      noteLoadMs(req, now() - begun);
      next(error);
    });
  };
}

/** Notes how long a request's session took to load, in milliseconds. */
export function noteLoadMs(req: Request, ms: number): void {
  loadTimes.set(req, ms);
}

/** How long a request's session took to load, in milliseconds; 0 where nobody noted it. */
export function loadMsOf(req: Request): number {
  return loadTimes.get(req) ?? 0;
}
