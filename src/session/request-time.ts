import type { Request } from 'express';
import type { Session, Store } from 'express-session';
import { asAwaitable, type Awaitable } from '../awaitable.ts';
import { WizardError } from '../errors.ts';
import { limited } from '../time-limit.ts';

/** Milliseconds that one request has for all its calls to the store, from its session's load on. */
export const requestMs = 3_000;

/** Milliseconds that one call to the store has where no request's time is known. */
export const operationMs = 2_500;

/**
 * One load of a session. express-session loads it before anything of ours runs, hands the store no request to note it
 * on, and gives a cookie that names no session a new one: so the store notes a load on what it found, and `generate`
 * and `createSession`, which express-session calls next with the request, take it over.
 */
export interface Load {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** When what it found nothing of had ended, as long as the store can tell: milliseconds since the epoch. */
  readonly endedAt?: number | undefined;
}

/** By what was found, then by the request. */
const loads = new WeakMap<object, Load>();

/** When each request's own work started, its load included: milliseconds since the epoch. */
const works = new WeakMap<object, number>();

/** The load that is being answered: there while express-session's callback runs. */
let answering: Load | undefined;

/** Hands on what a load found, so that the request that it was for can be told how long it took. */
export function answerLoad(load: Load, found: object | null | undefined, done: () => void): void {
  if (found !== null && found !== undefined) noteLoad(found, load);
  answering = load;
  try {
    done();
  } finally {
    answering = undefined;
  }
}

/** Notes a load on a request, or on what was found; a reload is part of the same request, whose first load counts. */
export function noteLoad(on: object, load: Load | undefined): void {
  if (load !== undefined && !loads.has(on)) loads.set(on, load);
}

/** The load that was noted. */
export function loadOf(on: object): Load | undefined {
  return loads.get(on);
}

/**
 * Makes a store take note when express-session generates a session in it: at the end of a load that found nothing, the
 * load is the request's; after a log-in the time starts again. express-session assigns the store its `generate`, which
 * is wrapped as it comes.
 */
export function timeGenerated(store: Store): void {
  let generate: ((req: Request) => void) | undefined;
  Object.defineProperty(store, 'generate', {
    configurable: true,
    enumerable: true,
    get: () => generate,
    set(given: (req: Request) => void) {
      generate = (req) => {
        given.call(store, req);
        loads.delete(req);
        works.delete(req);
        noteLoad(req, answering);
      };
    },
  });
}

/**
 * When a request's time started, in milliseconds since the epoch: as long before its first own work as its session took
 * to load. What the visitor's line took to bring the body in between does not count: a form from a slow line would have
 * no time left for its save.
 */
export function startWork(req: Request, now: number): number {
  const startedAt = works.get(req) ?? now - (loads.get(req)?.ms ?? 0);
  works.set(req, startedAt);
  return startedAt;
}

/** Gives a request as much more time as was spent on what does not count: a file on its way, and its check. */
export function addTime(req: Request, ms: number): void {
  const startedAt = works.get(req);
  if (startedAt !== undefined) works.set(req, startedAt + ms);
}

/** Milliseconds left of a request's time, which starts with its first own work. */
export function remainingMs(req: Request, now: number): number {
  return Math.max(0, startWork(req, now) + requestMs - now);
}

/**
 * Waits for a function of the host no longer than its request may take; what it gives at once is there at once.
 *
 * @param name the option that it was given as, such as `guard`
 * @throws WizardError HOST_TIMEOUT; what the function throws
 */
export function hostCall<Result>(
  ms: number,
  name: string,
  call: () => Result | Promise<Result>,
): Awaitable<Result> {
  return limited(ms, () => asAwaitable(call()), {
    late: () => new WizardError('HOST_TIMEOUT', `${name} took longer than the time of its request`),
  });
}

/** Milliseconds left for a save of a session; all of them where its request's time is not known. */
export function leftFor(session: Session, now: number): number {
  // express-session keeps the request on the session, and its types leave it out.
  const { req } = session as { readonly req?: object };
  const startedAt = req === undefined ? undefined : (works.get(req) ?? loads.get(req)?.startedAt);
  return (startedAt ?? now) + requestMs - now;
}
