import type { Request } from 'express';

const loadTimes = new WeakMap<Request, number>();

/**
 * Notes how long a request's session took to load, in milliseconds. A session that was found says so itself; a cookie
 * that names none has nothing to say it by.
 */
export function noteLoadMs(req: Request, ms: number): void {
  loadTimes.set(req, ms);
}

/** How long a request's session took to load, in milliseconds; 0 where nobody noted it. */
export function loadMsOf(req: Request): number {
  return loadTimes.get(req) ?? 0;
}
