import { Store } from 'express-session';

const lifetimeMs = 24 * 3_600_000;
const touchEveryMs = 60_000;

/** A store for express-session over LMDB, as one writes it in an afternoon: no revisions, the last save wins. */
export class LmdbStore extends Store {
  #sessions;

  constructor(sessions) {
    super();
    this.#sessions = sessions;
  }

  get(id, done) {
    const entry = this.#sessions.get(id);
    done(null, entry !== undefined && entry.expiresAt > Date.now() ? JSON.parse(entry.session) : null);
  }

  set(id, session, done) {
    const entry = { session: JSON.stringify(session), expiresAt: Date.now() + lifetimeMs };
    this.#sessions.put(id, entry).then(() => done(null), done);
  }

  destroy(id, done) {
    this.#sessions.remove(id).then(() => done(null), done);
  }

  /** At most one write a minute, as connect-mongo's `touchAfter`. */
  touch(id, session, done) {
    const entry = this.#sessions.get(id);
    const expiresAt = Date.now() + lifetimeMs;
    if (entry === undefined || expiresAt - entry.expiresAt < touchEveryMs) done(null);
    else this.#sessions.put(id, { ...entry, expiresAt }).then(() => done(null), done);
  }
}
