import session, { type Store } from 'express-session';

/** An express-session store with nothing behind it yet, for `revisionedStore` to fill. */
export function plainStore(): Store {
  // Abstract in its types, a plain constructor at run time.
  return Reflect.construct(session.Store, []) as Store;
}
