import { setImmediate as nextTurn } from 'node:timers/promises';
import { integer, wizard } from '../../../src/index.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure } from '../figure.ts';
import { browserOn, type Browser } from '../support/browser.ts';
import { homes, type Home } from '../support/home.ts';
import { openRacedApp } from '../support/raced-app.ts';

const visitorCount = 20;

/** A payment at the site of this figure. */
interface Payment {
  readonly key: string;
  readonly pounds: number;
  status: 'open' | 'paid' | 'cancelled';
}

/** What is paid and counted twice, or not at all, where presses, changes of the price and returns meet. */
export const racingReturns: Figure = {
  name: 'racing-returns',
  must: 'payments begun twice for one price, lost, or counted twice, in 1,000 rounds of presses, changes of the price and 8 returns at once, with a payment site that fails now and then: 0',
  breaks: ['revisions'],
  async run({ quick, broken, seed }) {
    const rounds = quick ? 60 : 1_000;
    const totals = { tried: 0, failed: 0, payments: 0, unsure: 0 };
    for (const name of homes) {
      const random = randomFrom(seed);
      const site = siteOf(random);
      const { app, home, close } = await openRacedApp(name, { wizards: [feeOf(site)], random, broken });
      await Promise.all(
        Array.from({ length: visitorCount }, async () => {
          const browser = browserOn(app);
          const round = await payerOn(home, browser, { site, random });
          for (let made = 0; made < rounds / visitorCount; made += 1) await round(totals);
        }),
      );
      totals.payments += site.payments.size;
      await close();
      await home.close();
    }
    const { tried, failed, payments, unsure } = totals;
    return { tried, failed, note: `${payments} payments, ${unsure} answers of "we do not know" (503)` };
  },
};

type Site = ReturnType<typeof siteOf>;

/** A payment site that is some turns of the event loop away, and now and then out of reach. */
function siteOf(random: Random) {
  const payments = new Map<string, Payment>();
  const reached = async () => {
    for (let turns = random.between(0, 4); turns > 0; turns -= 1) await nextTurn();
    if (random.between(1, 50) === 1) throw new Error('the site is out of reach');
  };
  return {
    payments,
    async open(key: string, pounds: number): Promise<void> {
      await reached();
      if (!payments.has(key)) payments.set(key, { key, pounds, status: 'open' });
      // It was opened, and nobody is told.
      await reached();
    },
    async read(key: string): Promise<Payment | undefined> {
      await reached();
      return payments.get(key);
    },
  };
}

/** A fee that is paid at the site: its answer is the sum of what was paid. */
function feeOf(site: Site) {
  return wizard({ id: 'fee', title: 'Fee', version: 1, start: false })
    .step('price', { title: 'Price', fields: { pounds: integer('Pounds') } })
    .external('payment', {
      title: 'Pay',
      origins: ['https://pay.example'],
      fields: { paid: integer('Paid') },
      again: (e) => [e.price.pounds],
      begin: async ({ earlier, idempotencyKey }) => {
        await site.open(idempotencyKey, earlier.price.pounds);
        return `https://pay.example/${idempotencyKey}`;
      },
      finish: async ({ idempotencyKey, previous }) => {
        const payment = await site.read(idempotencyKey);
        if (payment?.status === 'cancelled') return { failed: 'Cancelled' };
        if (payment?.status !== 'paid') return undefined;
        return { answer: { paid: (previous?.paid ?? 0) + payment.pounds } };
      },
    })
    .complete({ action: 'Send' });
}

/** A visitor, who in each round changes the price, leaves from several tabs, pays or not, and comes back eight times. */
async function payerOn(home: Home, browser: Browser, { site, random }: { site: Site; random: Random }) {
  let pounds = 0;
  let paid = 0;
  await browser.get('/fee/price');
  await browser.post('/fee/price', { pounds: '1', _page: 'p' });
  const instance = hiddenOf((await browser.get('/fee/payment')).text)['_instance'] ?? '';

  const change = () =>
    browser.post('/fee/price', { pounds: String((pounds += 1)), _instance: instance, _page: 'p' });
  /** Presses until it is known where to go: "we do not know" can be asked again. */
  async function press(totals: { unsure: number }): Promise<string | undefined> {
    for (;;) {
      const answer = await browser.post('/fee/payment', { _instance: instance });
      if (answer.status !== 503) return answer.location?.split('https://pay.example/')[1];
      totals.unsure += 1;
    }
  }
  async function comeBack(key: string, totals: { unsure: number }): Promise<void> {
    for (;;) {
      const answer = await browser.post('/fee/payment', { _attempt: key, _query: '' });
      if (answer.status !== 503) return;
      totals.unsure += 1;
    }
  }

  const sumOf = (keys: ReadonlySet<string>) =>
    [...keys]
      .map((key) => site.payments.get(key)!)
      .reduce((sum, { status, pounds: each }) => sum + (status === 'paid' ? each : 0), 0);
  async function counted(): Promise<number> {
    const state = await home.stateOf(browser.sessionId() ?? '');
    return Number(state?.wizards['fee']?.answers['payment']?.['paid'] ?? 0);
  }

  return async (totals: { tried: number; failed: number; unsure: number }): Promise<void> => {
    const keys = new Set<string>();
    // One payment for each price, from however many tabs.
    for (const tabs of [3, 2]) {
      await change();
      const ways = await Promise.all(Array.from({ length: tabs }, () => press(totals)));
      for (const key of ways) if (key !== undefined) keys.add(key);
    }
    for (const key of keys)
      site.payments.get(key)!.status = random.between(1, 4) === 1 ? 'cancelled' : 'paid';
    // With a mechanism switched off nobody may have come to the site at all.
    const returned = keys.size === 0 ? [] : Array.from({ length: 8 }, () => random.pick([...keys]));
    const backs = returned.map((key) => comeBack(key, totals));
    await Promise.all([...backs, ...(random.between(1, 3) === 1 ? [change()] : [])]);
    const isCounted = (await counted()) === paid + sumOf(new Set(returned));
    // Those of whom nobody came back yet.
    for (const key of keys) await comeBack(key, totals);
    const all = await counted();
    totals.tried += 1;
    if (keys.size !== 2 || !isCounted || all !== paid + sumOf(keys)) totals.failed += 1;
    // One failure is counted once.
    paid = all;
  };
}
