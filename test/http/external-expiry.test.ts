import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { stepway, type StepwayEvent } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { paymentSite, type PaymentSite } from '../support/payment-site.ts';
import { quoteWizard } from '../support/quote.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

let time = Date.parse('2026-11-28T09:00:00Z');
const idleMs = 30 * 60_000;
const events: StepwayEvent[] = [];
const given: unknown[] = [];
let site: PaymentSite;
let forms: ReturnType<typeof stepway>;
const host = express();

beforeAll(async () => {
  site = await paymentSite();
  const storage = memoryStorage({ now: () => time });
  const { sessions: store } = storage;
  forms = stepway({
    wizards: [quoteWizard(site, given)],
    storage,
    now: () => time,
    lifetime: { idleMs, absoluteMs: 24 * 3_600_000 },
    log: pino({ level: 'silent' }),
    onEvent: (event) => void events.push(event),
  });
  host.use(session({ store, secret: 's', resave: false, saveUninitialized: false }));
  host.use(forms);
});
afterAll(async () => {
  await forms.close(0);
  await site.close();
});

type Visitor = ReturnType<typeof visitor>;

/** Answers what comes before the payment, and presses its button; gives the payment. */
async function leave(someone: Visitor) {
  await someone.answer('/quote/car', { seats: '5', plate: 'AB1' });
  const sent = await someone.answer('/quote/payment');
  return site.payments.find((each) => site.url(each) === sent)!;
}

/** Comes back by a return URL, and follows its page's form. */
async function comeBack(someone: Visitor, url: string) {
  await someone.open(url.replace(/^https?:\/\/[^/]+/, ''));
  return someone.post('/quote/payment');
}

test('who pays while idleness ends their session is told what was paid, and so is the host; the next start is clean', async () => {
  const someone = visitor(host);
  const payment = await leave(someone);
  time += idleMs + 60_000;
  const url = site.end(payment, 'paid');
  events.length = 0;

  // By the return URL twice: the second time says the same, and begins nothing.
  for (const back of [await comeBack(someone, url), await comeBack(someone, url)]) {
    expect([back.status, headingOf(back.text)]).toEqual([
      410,
      'You came back to a form that we no longer have',
    ]);
    expect(textOf(back.text)).toContain('You paid 225 pounds. We pay it back within three days.');
  }
  const late = events.filter(({ type }) => type === 'late');
  expect(late).toHaveLength(2);
  expect(late[0]).toMatchObject({ wizard: 'quote', step: 'payment', attempt: payment.key });
  expect([site.payments.length, given]).toEqual([1, []]);

  // What was paid belongs to the run that is gone: the next one asks anew, and has a payment of its own.
  expect((await someone.open('/quote/car')).text).not.toContain('AB1');
  const next = await leave(someone);
  expect([next.key === payment.key, next.pence]).toEqual([false, 22_500]);
  const back = await comeBack(someone, site.end(next, 'paid'));
  expect([back.status, back.headers['location']]).toEqual([303, '/quote/contact']);
});
