import type { CookieOptions, Request } from 'express';
import type { Session } from 'express-session';
import { readState, stateKey, type SessionState } from '../engine/state.ts';
import { wizardOfKey } from '../engine/which-run.ts';
import { catalogue, isWizardError, WizardError } from '../errors.ts';

/** Runs a callback API of express-session or of a store once, and gives its end as a promise. */
export function called<T = void>(run: (done: (error?: unknown, value?: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    run((error, value) => {
      if (error === undefined || error === null) resolve(value as T);
      else reject(error instanceof Error ? error : new Error('the session store failed', { cause: error }));
    });
  });
}

/**
 * The session of a request.
 *
 * @throws WizardError SESSION_MISSING when no session middleware ran before
 */
export function sessionOf(req: Request): Session {
  const session = req.session as Session | undefined;
  if (session !== undefined) return session;
  const { title, fix } = catalogue.SESSION_MISSING;
  throw new WizardError('SESSION_MISSING', `${title}. ${fix}`);
}

/** How the host lets its session cookie travel: another one has to travel in the same way. */
export function cookieSettings(req: Request): Pick<CookieOptions, 'domain' | 'sameSite' | 'secure'> {
  const { domain, sameSite, secure } = sessionOf(req).cookie;
  return {
    ...(domain === undefined ? {} : { domain }),
    ...(sameSite === undefined ? {} : { sameSite }),
    ...(typeof secure === 'boolean' ? { secure } : {}),
  };
}

/** A session's keys by name: the host's SessionData knows nothing of our key, and we nothing of the host's. */
export function keysOf(session: Session): Record<string, unknown> {
  return session as unknown as Record<string, unknown>;
}

/** What the session holds under Stepway's key, for a host that asks; undefined without a session. */
export function peekState(req: Request): SessionState | undefined {
  const session = req.session as Session | undefined;
  return session === undefined ? undefined : readState(keysOf(session)[stateKey]);
}

/** How far a visitor is with a wizard that they have started; `saved` from this session, for any device to go on with. */
export type Progress = 'open' | 'saved' | 'submitted';

const ranks: { readonly [progress in Progress]: number } = { submitted: 0, saved: 1, open: 2 };

/**
 * Which wizards a visitor has started, saved or sent, by the session that the request brought: nothing is read for it,
 * written or started. What cannot be read is left out; the form itself says so when it is opened.
 *
 * @param now milliseconds since the epoch: what was saved is kept no longer than its time
 */
export function startedBy(req: Request, now: number): { readonly [wizardId: string]: Progress } {
  try {
    const { wizards = {}, away = {} } = peekState(req) ?? {};
    const runs: readonly (readonly [key: string, progress: Progress])[] = [
      ...Object.entries(wizards).map(([key, { status }]) => [key, status] as const),
      ...Object.entries(away)
        .filter(([, { until }]) => until > now)
        .map(([key]) => [key, 'saved'] as const),
    ];
    // Of several runs one to go on with says more than one that was sent: the last counts.
    const inOrder = runs.toSorted(([, one], [, other]) => ranks[one] - ranks[other]);
    return Object.fromEntries(inOrder.map(([key, progress]) => [wizardOfKey(key), progress]));
  } catch (error) {
    if (isWizardError(error, 'SESSION_UNREADABLE')) return {};
    throw error;
  }
}

/** Lets go of a request's session: express-session writes nothing and sets no cookie for a request without one. */
export function letGo(req: Request): void {
  Object.assign(req, { session: undefined });
}

/**
 * Gives the visitor a new session in place of one that cannot be read, which stays under its old id until it expires.
 * What the host keeps beside our key, where that can be read, goes on in the new one. express-session saves it and
 * sets the cookie, with the host's own settings, at the end of the response.
 *
 * @param before the request's session, where it could be loaded and our key alone is at fault
 */
export function leaveUnreadable(req: Request, before: Session | undefined): void {
  req.sessionStore.generate(req);
  for (const [key, value] of Object.entries(before ?? {})) {
    if (key !== 'cookie' && typeof value !== 'function') keysOf(req.session)[key] = value;
  }
  // An empty session would not be saved, and the old cookie would stay.
  keysOf(req.session)[stateKey] = readState(undefined);
}
