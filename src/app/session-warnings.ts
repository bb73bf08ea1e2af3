import type { SessionData, Store } from 'express-session';
import type { Host } from '../http/parts.ts';
import type { Log } from '../log.ts';
import { isRevisioned } from '../session/revision.ts';

/**
 * Says once of each store what can be lost with it, and once of a host's cookie what can be stolen, with the fix. What a
 * host has really mounted shows in its requests alone.
 *
 * @param isHosts whether the cookie is the host's to set
 */
export function warnOfSessions(log: Log, isHosts: boolean): Host['sessionSeen'] {
  const stores = new WeakSet<Store>();
  let isCookieOver = !isHosts || process.env['NODE_ENV'] !== 'production';
  return (store, cookie) => {
    if (store !== undefined && !stores.has(store)) {
      stores.add(store);
      warnOfUnguarded(log, store);
    }
    if (isCookieOver || cookie === undefined) return;
    isCookieOver = true;
    warnOfOpenCookie(log, cookie);
  };
}

function warnOfUnguarded(log: Log, store: Store): void {
  if (isRevisioned(store)) return;
  log.warn(
    { store: store.constructor.name },
    'this session store does not compare and swap: answers sent at the same time can be lost, and a session that ended can come back; use session({ store: storage.sessions }), or wrap your own in guardStore(store)',
  );
}

function warnOfOpenCookie(log: Log, { sameSite, secure }: SessionData['cookie']): void {
  const isOwn = sameSite === 'lax' || sameSite === 'strict' || sameSite === true;
  const missing = [...(isOwn ? [] : ["sameSite: 'lax'"]), ...(secure === true ? [] : ['secure: true'])];
  if (missing.length === 0) return;
  log.warn(
    { missing },
    `the session cookie can be sent where it should not: give session({ cookie: { ${missing.join(', ')} } }); behind a proxy that ends TLS, app.set('trust proxy', 1) too`,
  );
}
