import express, { type Express, type Request } from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { keepAnswers, stepway, text, wizard } from '../../../src/index.ts';
import { standingClock } from '../../support/clock.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure } from '../figure.ts';
import { withUpserts } from '../support/broken.ts';
import { browserOn } from '../support/browser.ts';
import { homes, openHome, type Home, type HomeName } from '../support/home.ts';
import { ended } from '../support/ended.ts';
import { perRequest, type PerRequest } from '../support/per-request.ts';
import { randomFrom, type Random } from '../../support/random.ts';

const idleMs = 1_800_000;

/** Sessions that a slow POST brought back after they ended, or whose answers a log-in lost. */
export const revivals: Figure = {
  name: 'revivals',
  must: 'sessions revived, or answers lost at a log-in, in 1,000 races of log-out, deletion, expiry and regeneration against a slow POST: 0',
  breaks: ['upserts', 'stock-store'],
  async run({ quick, seed, broken }) {
    const random = randomFrom(seed);
    const tally = { revived: 0, lost: 0, cookies: 0 };
    const tried = quick ? 200 : 1_000;
    for (const name of homes) {
      await raceIn(name, tried / homes.length, { random, broken, tally });
    }
    const { revived, lost, cookies } = tally;
    const note = `${revived} revived, ${lost} acknowledged answers lost at a log-in, ${cookies} cookies set for a dead id`;
    return { tried, failed: revived + lost + cookies, note };
  },
};

interface Setting {
  readonly random: Random;
  readonly broken: string | undefined;
  readonly tally: { revived: number; lost: number; cookies: number };
}

const twoSteps = wizard({ id: 'two', title: 'Two steps', version: 1 })
  .step('one', { title: 'One', fields: { value: text('Value') } })
  .step('two', { title: 'Two', fields: { value: text('Value') } })
  .complete({ action: 'Send' });

async function raceIn(name: HomeName, count: number, { random, broken, tally }: Setting): Promise<void> {
  const clock = standingClock();
  const gates = perRequest();
  const home = await openHome(name, {
    now: clock.now,
    idleMs,
    around: (records) => gates.records(broken === 'upserts' ? withUpserts(records) : records),
    stock: broken === 'stock-store',
  });
  const { app, close } = hostWith(home, clock.now);
  const ends = ['/logout', '/forms/two/end', '/login', 'expiry'] as const;
  for (let race = 0; race < count; race += 1) {
    const how = ends[race % ends.length]!;
    const browser = browserOn(app);
    await browser.post('/forms/two/one', { value: 'first' });
    const id = browser.sessionId() ?? '';
    const hidden = hiddenOf((await browser.get('/forms/two/two')).text);
    const other = browser.copy();
    const endIt = async () => {
      if (how === 'expiry') clock.advance(idleMs + 1);
      else await browser.post(how);
    };
    const value = `late ${race}`;
    const posted = await slowly(gates, random, endIt, () =>
      other.post('/forms/two/two', { ...hidden, value }),
    );
    const isThere = await isLive(home, id, clock.now(), broken === 'stock-store');
    // What is deleted lies aside for a while; nobody sees it.
    const isAside = how === '/forms/two/end' && (await home.stateOf(id))?.wizards['two'] === undefined;
    const isAlive = isThere && !isAside;
    // The stock store knows nothing of our idle limit.
    const isJudged = how !== 'expiry' || broken !== 'stock-store';
    if (isAlive && isJudged) tally.revived += 1;
    if (posted.status !== 303 && posted.setCookie.length > 0) tally.cookies += 1;
    const isAcknowledged = posted.status === 303;
    if (how === '/login' && isAcknowledged) {
      const carried = await home.stateOf(browser.sessionId() ?? '');
      if (carried?.wizards['two']?.answers['two']?.['value'] !== value) tally.lost += 1;
    }
  }
  await close();
  await home.close();
}

/** Runs a request so that the end of its session falls before, between or after its calls to the store. */
async function slowly<Result>(
  gates: PerRequest,
  random: Random,
  endIt: () => Promise<void>,
  request: () => Promise<Result>,
): Promise<Result> {
  const at = random.between(0, 3);
  let calls = -1;
  let isOver = false;
  const end = async () => {
    if (isOver) return;
    isOver = true;
    await gates.run((call) => call(), endIt);
  };
  const result = await gates.run(async (call) => {
    calls += 1;
    if (calls === at) await end();
    return call();
  }, request);
  await end();
  return result;
}

async function isLive(home: Home, id: string, now: number, isStock: boolean): Promise<boolean> {
  if (isStock) return (await home.stateOf(id)) !== undefined;
  const record = await home.records.read(id, new AbortController());
  return record !== undefined && record.expiresAt > now;
}

/** A host with a log-in of its own, and our forms below `/forms`. */
function hostWith(home: Home, now: () => number): { app: Express; close: () => Promise<void> } {
  const log = pino({ level: 'silent' });
  const forms = stepway({ wizards: [twoSteps], storage: home.storage, log, now, ownCookie: 'connect.sid' });
  const app = express();
  app.use(
    session({
      store: home.storage.sessions,
      secret: 'a secret of the tests',
      resave: false,
      saveUninitialized: false,
    }),
  );
  app.post('/logout', async (req: Request, res) => {
    await ended((done) => req.session.destroy(done));
    res.end();
  });
  app.post('/login', async (req: Request, res) => {
    await keepAnswers(req, () => ended((done) => req.session.regenerate(done)));
    res.end();
  });
  app.use('/forms', forms);
  app.use('/forms', forms.onError);
  return { app, close: () => forms.close(0) };
}
