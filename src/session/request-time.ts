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
 * on, and gives a cookie that names no session a new one: so `generate` and `createSession`, which express-session calls
 * with the request while it is told what was found, note it there.
 */
export interface Load {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** When what it found nothing of had ended, as long as the store can tell: milliseconds since the epoch. */
  readonly endedAt?: number | undefined;
}

/** What is known of a request's time. */
interface Timing {
  /** The load of its session; a reload is part of the same request, whose first load counts. */
  readonly load: Load | undefined;
  /** When its own work started, the load included: milliseconds since the epoch; undefined before it has. */
  startedAt: number | undefined;
}

/**
 * By request: whatever is written on a request itself makes V8 a hidden class of its own (0027). One entry each, as the
 * collector looks at all of them.
 */
const timings = new WeakMap<object, Timing>();

/** The load that is being answered: there while express-session's callback runs. */
let answering: Load | undefined;

/** Hands on what a load found, so that the request that it was for can be told how long it took. */
export function answerLoad(load: Load, done: () => void): void {
  answering = load;
  try {
    done();
  } finally {
    answering = undefined;
  }
}

/**
 * Notes a load on a request, where it is its first.
 *
 * @param load as what was found says it, in a store that calls back later than ours does; else that which is answered
 */
export function noteLoad(req: object, load: Load | undefined = answering): void {
  if (load !== undefined && !timings.has(req)) timings.set(req, { load, startedAt: undefined });
}

/** The load that was noted. */
export function loadOf(req: object): Load | undefined {
  return timings.get(req)?.load;
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
        timings.delete(req);
        noteLoad(req);
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
  const timing = timings.get(req);
  if (timing === undefined) {
    timings.set(req, { load: undefined, startedAt: now });
    return now;
  }
  return (timing.startedAt ??= now - (timing.load?.ms ?? 0));
}

/** Gives a request as much more time as was spent on what does not count: a file on its way, and its check. */
export function addTime(req: Request, ms: number): void {
  const timing = timings.get(req);
  if (timing?.startedAt !== undefined) timing.startedAt += ms;
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
  const timing = req === undefined ? undefined : timings.get(req);
  return (timing?.startedAt ?? timing?.load?.startedAt ?? now) + requestMs - now;
}
