import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import { text, wizard } from '../../../src/index.ts';
import { testConfig } from '../../support/memory-app.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure } from '../figure.ts';
import { withoutWaiting, withoutWaitingForRecords } from '../support/broken.ts';
import { browserOn } from '../support/browser.ts';
import { watchLoop, type LoopWatch } from '../support/loop-watch.ts';
import { homes, openHome, type Home, type HomeName } from '../support/home.ts';
import type { Answer } from '../../support/inject.ts';
import { oneFault } from '../support/one-fault.ts';
import { perRequest, type PerRequest } from '../support/per-request.ts';
import { randomFrom, type Random } from '../../support/random.ts';

const laneCount = 100;
/** A finishing POST makes six calls; a few more for those that meet another request. */
const callsPerPost = 7;

/** POSTs with one fault each, at every call to the store: what is acknowledged has to be there already. */
export const faultedPosts: Figure = {
  name: 'faulted-posts',
  must: '2xx or 3xx without a durable write in 5,000 POSTs with a fault at each store call, and other answers than 503 with everything typed: 0',
  breaks: ['awaited-writes', 'awaited-records'],
  async run({ quick, seed, broken }) {
    const tally: Tally = {
      tried: 0,
      notDurable: 0,
      badAnswers: 0,
      saved: 0,
      unavailable: 0,
      slow: 0,
      first: '',
    };
    const random = randomFrom(seed);
    const loop = watchLoop();
    for (const name of homes)
      await postInto(name, (quick ? 400 : 5_000) / homes.length, { random, broken, tally, loop });
    loop.close();
    const { tried, notDurable, badAnswers, saved, unavailable, slow, first } = tally;
    const note = `${saved} acknowledged, ${notDurable} of them not durable; ${unavailable} times 503; ${badAnswers} bad answers; ${slow} longer than 3.5 s and what the event loop was late by${first === '' ? '' : `; first: ${first}`}`;
    return { tried, failed: notDurable + badAnswers + slow, note };
  },
};

interface Tally {
  tried: number;
  notDurable: number;
  badAnswers: number;
  saved: number;
  unavailable: number;
  slow: number;
  first: string;
}

interface Setting {
  readonly random: Random;
  readonly broken: string | undefined;
  readonly tally: Tally;
  readonly loop: LoopWatch;
}

const twoSteps = wizard({ id: 'two', title: 'Two steps', version: 1 })
  .step('one', { title: 'One', fields: { value: text('Value') } })
  .step('two', { title: 'Two', fields: { value: text('Value') } })
  .complete({ action: 'Send', run: async () => {} });

async function postInto(name: HomeName, count: number, setting: Setting): Promise<void> {
  const { broken } = setting;
  const faults = perRequest();
  const home = await openHome(name, {
    around: (records) => {
      const faulty = faults.records(records);
      return broken === 'awaited-writes' ? withoutWaiting(faulty) : faulty;
    },
    aroundJournal: (journal) => {
      const faulty = faults.journal(journal);
      return broken === 'awaited-records' ? withoutWaitingForRecords(faulty) : faulty;
    },
  });
  const { app, forms } = createApp({
    config: testConfig,
    wizards: [twoSteps],
    storage: home.storage,
    log: pino({ level: 'silent' }),
  });
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 3;
      await journey({ app, home, faults }, setting);
    }
  };
  await Promise.all(Array.from({ length: laneCount }, lane));
  await forms.close(0);
  await home.close();
}

interface Place {
  readonly app: ReturnType<typeof createApp>['app'];
  readonly home: Home;
  readonly faults: PerRequest;
}

/** A visitor whose three POSTs each meet a fault; what failed is sent again, without one. */
async function journey(place: Place, { random, tally, loop }: Setting): Promise<void> {
  const browser = browserOn(place.app);
  const send = async (url: string, values: Record<string, string>, isThere: () => Promise<boolean>) => {
    const started = performance.now();
    const answer = await place.faults.run(oneFault(random, callsPerPost), () => browser.post(url, values));
    tally.tried += 1;
    const ended = performance.now();
    if (ended - started - loop.lateWithin(started, ended) > 3_500) tally.slow += 1;
    const isSaved = answer.status >= 200 && answer.status < 400;
    if (isSaved) tally.saved += 1;
    if (isSaved && !(await isThere())) {
      tally.notDurable += 1;
      tally.first ||= `POST ${url} answered ${answer.status} to ${answer.location}`;
    }
    if (answer.status === 503) tally.unavailable += 1;
    if (!isSaved && !isHelpful(answer, values['value'] ?? '')) {
      tally.badAnswers += 1;
      tally.first ||= `POST ${url} answered ${answer.status}`;
    }
    if (!isSaved) await browser.post(url, values);
  };
  const stored = async () => (await place.home.stateOf(browser.sessionId() ?? ''))?.wizards['two'];
  const answered = (step: string, value: string) => async () =>
    (await stored())?.answers[step]?.['value'] === value;

  const [one, two] = [`one ${random.next()}`, `two ${random.next()}`];
  await send('/two/one', { value: one }, answered('one', one));
  const hidden = hiddenOf((await browser.get('/two/two')).text);
  await send('/two/two', { ...hidden, value: two }, answered('two', two));
  const check = hiddenOf((await browser.get('/two/check')).text);
  await send('/two/check', check, async () => {
    const state = await stored();
    const id = `${state?.instance}.${state?.generation}`;
    return state?.status === 'submitted' && (await place.home.journal.get(id)) !== undefined;
  });
}

function isHelpful({ status, text: page, headers }: Answer, typed: string): boolean {
  return status === 503 && headers['retry-after'] !== undefined && page.includes(typed);
}
