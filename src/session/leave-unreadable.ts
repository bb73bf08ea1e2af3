import type { Request } from 'express';
import type { Session } from 'express-session';
import { stateKey, type SessionState } from '../engine/state.ts';

const empty: SessionState = { format: 1, wizards: {} };

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
    if (key !== 'cookie' && typeof value !== 'function')
      Object.assign(req.session, { [key]: value as unknown });
  }
  // An empty session would not be saved, and the old cookie would stay.
  Object.assign(req.session, { [stateKey]: empty });
}
