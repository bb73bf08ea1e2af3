import { keepAnswers } from '../../../src/session/login.ts';
import { ended } from '../support/ended.ts';
import type { OpenRequest } from './request.ts';
import type { Browser } from './visitors.ts';
import type { World } from './world.ts';

/** A page of the host's, which keeps something of its own in the session. */
export async function hostVisit(world: World, browser: Browser): Promise<void> {
  const cart = world.newNote();
  const { cookie } = await world.request(
    { kind: 'host', cookie: browser.cookie },
    async ({ req }) => {
      Object.assign(req.session, { cart });
      await ended((done) => req.session.save(done));
    },
    () => 'unknown',
  );
  browser.cookie = cookie ?? browser.cookie;
}

/** Logs in as Passport does, with the answers carried over. */
export async function logIn(world: World, browser: Browser): Promise<void> {
  const { cookie } = await world.request(
    { kind: 'login', cookie: browser.cookie },
    async ({ req }) => {
      // The same person each time: answers of somebody else would rightly stay behind.
      const user = () => 'somebody';
      await keepAnswers(req, () => ended((done) => req.session.regenerate(done)), { user });
    },
    () => 'unknown',
  );
  browser.cookie = cookie ?? browser.cookie;
}

/** Ends the session: on a page of Stepway's, or by logging out at the host's. */
export async function endSession(world: World, browser: Browser, kind: 'end' | 'logout'): Promise<void> {
  await world.request(
    { kind, cookie: browser.cookie },
    async ({ req, visit }: OpenRequest) =>
      kind === 'end' ? visit.session.destroy() : ended((done) => req.session.destroy(done)),
    () => 'unknown',
  );
}
