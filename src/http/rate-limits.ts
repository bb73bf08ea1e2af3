import type { Request, RequestHandler } from 'express';
import type { RateLimitRequestHandler, Store } from 'express-rate-limit';
import { WizardError } from '../errors.ts';
import type { Log } from '../log.ts';
import { addressIn, nameOf } from './address.ts';
import { checkedAlone, searchedAlone } from './asked-alone.ts';
import { startedBy } from '../session/express-session.ts';

/** How many requests of a kind one address may send in a minute; without a limit where it is left out. */
export interface RateLimits {
  /** POSTs without answers of earlier ones: each can make a session. */
  readonly starts?: number | undefined;
  /** Single fields that a page asks about, which can run an author's check. */
  readonly rechecks?: number | undefined;
  /** Searches of a list while one types: each can ask a service of the host. */
  readonly searches?: number | undefined;
  /** POSTs that send a whole form: each can make a submission and run its handler. */
  readonly submits?: number | undefined;
  /** Requests for saved runs: links that are opened, and made. */
  readonly links?: number | undefined;
  /** Links and copies that are to be sent by email. */
  readonly mails?: number | undefined;
}

const windowMs = 60_000;
/** How many addresses are known at a time; past them the one whose minute began first is forgotten. */
const maxAddresses = 10_000;

/**
 * Answers an address that sends too much with 429, before its body is read. It counts in the memory of this process: what
 * several processes serve comes to as many times the limit. An IPv6 address counts with its whole /56, as one customer
 * has so many of them. Programs of this machine are not counted: a proxy that is not trusted would be one visitor.
 *
 * @throws WizardError TOO_MANY_REQUESTS
 */
export function limitRates(
  limits: RateLimits,
  { log, now }: { readonly log: Log; readonly now: () => number },
): RequestHandler {
  const warn = warnOncePerMinute(log, now);
  const limiterOf = async (kind: keyof RateLimits): Promise<RateLimitRequestHandler | undefined> => {
    const limit = limits[kind];
    if (limit === undefined) return undefined;
    // Loaded only where somebody limits: it takes more than a megabyte.
    const { rateLimit } = await import('express-rate-limit');
    return rateLimit({
      windowMs,
      limit,
      store: countsByAddress(now),
      standardHeaders: false,
      legacyHeaders: false,
      // Its advice is for those who write the options; these are ours.
      validate: false,
      handler(_req, res, next) {
        warn(kind);
        res.set('Retry-After', String(windowMs / 1000));
        next(new WizardError('TOO_MANY_REQUESTS'));
      },
    });
  };
  const limiters = {
    starts: limiterOf('starts'),
    rechecks: limiterOf('rechecks'),
    searches: limiterOf('searches'),
    submits: limiterOf('submits'),
    links: limiterOf('links'),
    mails: limiterOf('mails'),
  };
  return async (req, res, next) => {
    const kind = kindOf(req, now());
    const limiter = kind === undefined || isLocal(req) ? undefined : await limiters[kind];
    if (limiter === undefined) return next();
    return limiter(req, res, next);
  };
}

/** What a request counts as; undefined for what costs no more than a page. */
function kindOf(req: Request, now: number): keyof RateLimits | undefined {
  const name = nameOf(addressIn(req.path));
  const isOfLink = name.startsWith('saved/');
  if (req.method !== 'POST') return isOfLink ? 'links' : undefined;
  if (name === 'saved/mail' || name === 'done/:/copy') return 'mails';
  if (isOfLink) return 'links';
  // Before the headers: it is sent whatever they say.
  if (name === 'check') return 'submits';
  if (checkedAlone(req) !== undefined) return 'rechecks';
  if (searchedAlone(req) !== undefined) return 'searches';
  return Object.keys(startedBy(req, now)).length === 0 ? 'starts' : undefined;
}

/** Without an address it came by a socket of this machine. */
function isLocal({ ip }: Request): boolean {
  return ip === undefined || ip === '::1' || /^(?:::ffff:)?127\./.test(ip);
}

/** Counts in memory, and never those of more than `maxAddresses`. */
function countsByAddress(now: () => number): Store {
  const counts = new Map<string, { totalHits: number; readonly resetTime: Date }>();
  return {
    localKeys: true,
    increment(address) {
      const known = counts.get(address);
      if (known !== undefined && known.resetTime.getTime() > now()) {
        known.totalHits += 1;
        return known;
      }
      counts.delete(address);
      // In the order in which their minutes began.
      const [first] = counts.size < maxAddresses ? [] : counts.keys();
      if (first !== undefined) counts.delete(first);
      const started = { totalHits: 1, resetTime: new Date(now() + windowMs) };
      counts.set(address, started);
      return started;
    },
    decrement(address) {
      const known = counts.get(address);
      if (known !== undefined) known.totalHits -= 1;
    },
    resetKey: (address) => void counts.delete(address),
  };
}

function warnOncePerMinute(log: Log, now: () => number): (kind: keyof RateLimits) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (kind) => {
    if (now() - saidAt < windowMs) return;
    saidAt = now();
    log.warn(
      { limit: kind },
      'an address sent more than its limit for a minute, and is answered with 429; if many visitors share it, raise the limit, and if it is your proxy, trust it: TRUST_PROXY',
    );
  };
}
