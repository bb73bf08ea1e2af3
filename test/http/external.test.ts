import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app/server.ts';
import { text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { memoryApp, testConfig } from '../support/memory-app.ts';
import { paymentSite, type Payment, type PaymentSite } from '../support/payment-site.ts';
import { quoteWizard } from '../support/quote.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

let site: PaymentSite;
let served: ReturnType<typeof memoryApp>;
const given: unknown[] = [];

beforeAll(async () => {
  site = await paymentSite();
  served = memoryApp([quoteWizard(site, given)]);
});
afterAll(async () => {
  await served.forms.close(0);
  await site.close();
});
beforeEach(() => {
  given.length = 0;
});

type Visitor = ReturnType<typeof visitor>;

async function atPayment(seats = '5') {
  const someone = visitor(served.app);
  expect(await someone.answer('/quote/car', { seats, plate: 'AB1' })).toBe('/quote/payment');
  return someone;
}

/** Presses the button; gives the payment that the visitor is sent to. */
async function press(someone: Visitor): Promise<Payment> {
  const sent = await someone.answer('/quote/payment');
  const payment = site.payments.find((each) => site.url(each) === sent);
  if (payment === undefined) throw new Error(`sent to ${sent}`);
  return payment;
}

const pathOf = (url: string) => url.replace(/^https?:\/\/[^/]+/, '');

/** Comes back by a return URL, and follows its page's form. */
async function comeBack(someone: Visitor, url: string) {
  const page = await someone.open(pathOf(url));
  expect([page.status, headingOf(page.text)]).toEqual([200, 'You are back']);
  return someone.post('/quote/payment');
}

const paidSoFar = async (someone: Visitor) => {
  const { body } = await someone.agent.get('/quote/payment').set('Accept', 'application/json');
  return [body.isDone, body.values.paid];
};

test('a visitor pays at another site, comes back to the next step, and what came back is an answer', async () => {
  const someone = await atPayment();
  const payment = await press(someone);
  expect(payment.pence).toBe(22500);
  const back = await comeBack(someone, site.end(payment, 'paid'));
  expect([back.status, back.headers['location']]).toEqual([303, '/quote/contact']);
  await someone.answer('/quote/contact', { mail: 'a@b.c' });
  const check = textOf((await someone.open('/quote/check')).text);
  expect(check).toContain('Paid £225');
  await someone.post('/quote/check');
  expect(given).toEqual([
    {
      car: { seats: 5, plate: 'AB1' },
      payment: { paid: 225, number: payment.id },
      contact: { mail: 'a@b.c' },
    },
  ]);
});

test('two presses, Back and one more press, and two tabs start one payment', async () => {
  const someone = await atPayment();
  const before = site.payments.length;
  await someone.open('/quote/payment');
  const presses = await Promise.all([1, 2, 3].map(() => someone.post('/quote/payment')));
  expect(new Set(presses.map(({ headers }) => headers['location'])).size).toBe(1);
  await press(someone);
  expect(site.payments.length).toBe(before + 1);
});

test('who has paid and comes back by the Back button does not pay again', async () => {
  const someone = await atPayment();
  const payment = await press(someone);
  site.end(payment, 'paid');
  // Not by the return URL: the page of the step is still there, and its button asks first.
  expect(await someone.answer('/quote/payment')).toBe('/quote/contact');
  expect(await paidSoFar(someone)).toEqual([true, 225]);
});

test('a payment that was cancelled says so, and can be tried again', async () => {
  const someone = await atPayment();
  const first = await press(someone);
  const back = await comeBack(someone, site.end(first, 'cancelled'));
  expect([back.status, headingOf(back.text)]).toEqual([422, 'Pay for your insurance']);
  expect(textOf(back.text)).toContain('You cancelled the payment. Nothing was paid');
  const second = await press(someone);
  expect(second).not.toBe(first);
  expect((await comeBack(someone, site.end(second, 'paid'))).headers['location']).toBe('/quote/contact');
});

test('one that is not finished can be gone on with', async () => {
  const someone = await atPayment();
  const payment = await press(someone);
  const back = await comeBack(someone, payment.returnUrl);
  expect([back.status, textOf(back.text)]).toEqual([422, expect.stringContaining('This is not done yet')]);
  expect(await press(someone)).toBe(payment);
});

test('returns that come twice, or eight at once, make one answer', async () => {
  const someone = await atPayment();
  const payment = await press(someone);
  const url = site.end(payment, 'paid');
  await someone.open(pathOf(url));
  const backs = await Promise.all(Array.from({ length: 8 }, () => someone.post('/quote/payment')));
  expect(backs.map(({ status, headers }) => [status, headers['location']])).toEqual(
    Array.from({ length: 8 }, () => [303, '/quote/contact']),
  );
  expect((await comeBack(someone, url)).headers['location']).toBe('/quote/contact');
  expect(await paidSoFar(someone)).toEqual([true, 225]);
});

test('a dearer car asks for the difference, and the visitor can finish', async () => {
  const someone = await atPayment('5');
  await comeBack(someone, site.end(await press(someone), 'paid'));
  await someone.answer('/quote/contact', { mail: 'a@b.c' });
  // The price changes after it was paid.
  expect(await someone.answer('/quote/car?return=check', { seats: '9', plate: 'AB1' })).toBe(
    '/quote/payment?return=check',
  );
  const page = await someone.open('/quote/payment?return=check');
  expect(textOf(page.text)).toContain('so it has to be done again');
  expect(textOf(page.text)).toContain('Paid £225');
  const sent = await someone.post('/quote/payment');
  const payment = site.payments.find((each) => site.url(each) === sent.headers['location'])!;
  expect(payment.pence).toBe(18000);
  expect((await comeBack(someone, site.end(payment, 'paid'))).headers['location']).toBe('/quote/check');
  await someone.open('/quote/check');
  await someone.post('/quote/check');
  expect(given).toMatchObject([{ payment: { paid: 405 } }]);
});

test('of a price that changed while the visitor was away, the payment that is open cannot be paid any more', async () => {
  const { app, forms } = memoryApp([quoteWizard(site, given, { cancels: true })]);
  const someone = visitor(app);
  await someone.answer('/quote/car', { seats: '5', plate: 'AB1' });
  const first = await press(someone);
  await someone.answer('/quote/car', { seats: '9', plate: 'AB1' });
  const second = await press(someone);
  expect([first.status, second.status, second.pence]).toEqual(['cancelled', 'open', 40500]);
  // The bank's page of the first one is still there in another tab.
  const before = site.paid();
  const late = await comeBack(someone, site.end(first, 'paid'));
  expect([late.status, site.paid()]).toEqual([422, before]);
  expect((await comeBack(someone, site.end(second, 'paid'))).headers['location']).toBe('/quote/contact');
  expect(await paidSoFar(someone)).toEqual([true, 405]);
  await forms.close(0);
});

test('a price that changed while the visitor was away is seen when they are back', async () => {
  const someone = await atPayment('5');
  const payment = await press(someone);
  await someone.answer('/quote/car', { seats: '9', plate: 'AB1' });
  const back = await comeBack(someone, site.end(payment, 'paid'));
  expect(back.headers['location']).toBe('/quote/payment');
  // What was paid is not lost: the rest is asked for.
  expect((await press(someone)).pence).toBe(18000);
});

test('an old payment that is paid in another tab after all counts too', async () => {
  const someone = await atPayment();
  const first = await press(someone);
  await someone.answer('/quote/car', { seats: '2', plate: 'AB1' });
  const second = await press(someone);
  expect(second).not.toBe(first);
  await comeBack(someone, site.end(second, 'paid'));
  await comeBack(someone, site.end(first, 'paid'));
  expect(site.paid()).toBeGreaterThan(0);
  // finish was given what the other one had paid.
  const { body } = await someone.agent.get('/quote/payment').set('Accept', 'application/json');
  expect(body.values.paid).toBe(90 + 225);
});

test('nobody types what another site is to say', async () => {
  const someone = await atPayment();
  for (const extra of [{}, { _save: '1' }, { _draft: '1' }, { _carry: '1' }]) {
    await someone.open('/quote/payment');
    await someone.post('/quote/payment', { paid: '225', number: 'mine', ...extra });
  }
  const json = { paid: 225, number: 'mine' };
  await someone.agent.post('/quote/payment').set('Accept', 'application/json').send(json);
  expect(await paidSoFar(someone)).toEqual([false, undefined]);
  expect((await someone.agent.get('/quote/contact')).headers['location']).toBe('/quote/payment');
});

test('a try of somebody else, and one that there never was, are not taken', async () => {
  const [ann, bob] = [await atPayment(), await atPayment()];
  const payment = await press(ann);
  const url = site.end(payment, 'paid');
  const back = await comeBack(bob, url);
  expect(back.status).toBe(410);
  expect(await paidSoFar(bob)).toEqual([false, undefined]);
  expect((await bob.agent.get('/quote/payment/return/')).status).toBe(404);
  expect((await comeBack(bob, '/quote/payment/return/none')).status).toBe(410);
});

test('who comes back after the session has ended is told what was paid', async () => {
  const someone = await atPayment();
  const payment = await press(someone);
  const url = site.end(payment, 'paid');
  const stranger = visitor(served.app);
  const back = await comeBack(stranger, url);
  expect([back.status, headingOf(back.text)]).toEqual([
    410,
    'You came back to a form that we no longer have',
  ]);
  expect(textOf(back.text)).toContain('You paid 225 pounds. We pay it back within three days.');
});

test('where the author says nothing, the number of the try is told', async () => {
  const stranger = visitor(served.app);
  const back = await comeBack(stranger, '/quote/payment/return/abc123');
  expect(textOf(back.text)).toContain('do not pay again: contact us and tell us this number: abc123');
});

test('a return writes nothing and sets no cookie, by GET or by POST from the other site', async () => {
  const someone = await atPayment();
  const payment = await press(someone);
  const url = pathOf(site.end(payment, 'paid'));
  const got = await request(served.app).get(url);
  expect([got.status, got.headers['set-cookie']]).toEqual([200, undefined]);
  const posted = await request(served.app)
    .post(pathOf(payment.returnUrl))
    .set({ Origin: site.origin, 'Sec-Fetch-Site': 'cross-site' })
    .type('form')
    .send({ status: 'paid', _query: 'x' });
  expect([posted.status, posted.headers['set-cookie']]).toEqual([200, undefined]);
  expect(hiddenOf(posted.text)).toMatchObject({ _query: 'status=paid&amp;_query=x' });
  expect(await paidSoFar(someone)).toEqual([false, undefined]);
});

test('another site cannot post to the step itself', async () => {
  const someone = await atPayment();
  const sent = await someone.agent
    .post('/quote/payment')
    .set({ Origin: site.origin, 'Sec-Fetch-Site': 'cross-site' });
  expect(sent.status).toBe(403);
});

test('its pages let their form lead to the other site, and to no other', async () => {
  const { headers } = await request(served.app).get('/quote/car');
  expect(headers['content-security-policy']).toContain(`form-action 'self' ${site.origin};`);
});

test('a front end is told where to go, and posts what came back', async () => {
  const someone = await atPayment();
  const asJson = (sent: ReturnType<typeof someone.agent.post>) => sent.set('Accept', 'application/json');
  const page = await asJson(someone.agent.get('/quote/payment'));
  expect(page.body).toMatchObject({ kind: 'external', isDone: false, action: 'Go to the bank' });
  const left = await asJson(someone.agent.post('/quote/payment')).send(page.body.stamp);
  expect([left.status, left.body]).toEqual([200, { kind: 'leaving', location: expect.any(String) }]);
  const payment = site.payments.find((each) => site.url(each) === left.body.location)!;
  const returned = await asJson(someone.agent.get(pathOf(site.end(payment, 'paid'))));
  expect(returned.body).toMatchObject({ kind: 'returned', stamp: { _query: 'status=paid' } });
  const back = await asJson(someone.agent.post('/quote/payment')).send(returned.body.stamp);
  expect([back.status, back.headers['location']]).toEqual([303, '/quote/contact']);
});

test.each([
  ['its return URL', (returnUrl: string) => returnUrl, /^\/pay\/bank\/return\/[^/]+$/],
  ['an address of our own', (returnUrl: string) => new URL('/pay?a=1', returnUrl).href, /^\/pay\?a=1$/],
  [
    'an address that only begins with ours',
    (returnUrl: string) => new URL(returnUrl).origin + '.evil.example',
    undefined,
  ],
  [
    'a path that names another host',
    (returnUrl: string) => `${new URL(returnUrl).origin}//evil.example`,
    undefined,
  ],
])('begin may lead to our own origin, by its path alone: %s', async (_what, urlOf, location) => {
  const pay = wizard({ id: 'pay', title: 'Pay', version: 1, start: false })
    .step('who', { title: 'Who?', fields: { name: text('Name') } })
    .external('bank', {
      title: 'Pay',
      action: 'Pay',
      fields: { paid: text('Paid') },
      origins: ['https://pay.example'],
      begin: ({ returnUrl }) => urlOf(returnUrl),
      finish: () => undefined,
    })
    .complete({ action: 'Send' });
  const log = pino({ level: 'silent' });
  const app = createApp({ config: testConfig, wizards: [pay], storage: memoryStorage(), uploads: {}, log });
  const someone = visitor(app.app);
  await someone.answer('/pay/who', { name: 'Ann' });
  await someone.open('/pay/bank');
  const left = await someone.post('/pay/bank');
  await app.forms.close(0);
  if (location === undefined) expect(left.headers['location']).toBeUndefined();
  else expect(left.headers['location']).toMatch(location);
});

test.each([
  [
    'an address that is on none of its origins',
    () => 'https://bank.example/pay/ann',
    `begin of step "bank", which is done at another site, failed: its address is on none of the step's origins (https://pay.example); add its origin to them, correct it, or give its returnUrl or a path of your own, such as "/pay", where nothing is to be done elsewhere`,
    undefined,
  ],
  [
    'nothing to go to',
    // Types refuse it; an author without them is told.
    () => undefined as unknown as string,
    'begin of step "bank", which is done at another site, failed: it must return the address to go to, as a text or as { url, note }, and gave nothing',
    undefined,
  ],
  [
    'an error of its own, whose message may hold answers',
    () => {
      throw new Error('Ann has no money');
    },
    'begin of step "bank", which is done at another site, failed',
    'Ann has no money',
  ],
])('the log says what is wrong with begin: %s', async (_what, begin, said, atDebug) => {
  const lines: { readonly level: number; readonly msg: string; readonly message?: string }[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const pay = wizard({ id: 'pay', title: 'Pay', version: 1, start: false })
    .step('who', { title: 'Who?', fields: { name: text('Name') } })
    .external('bank', {
      title: 'Pay',
      action: 'Pay',
      fields: { paid: text('Paid') },
      origins: ['https://pay.example'],
      begin,
      finish: () => undefined,
    })
    .complete({ action: 'Send' });
  const app = createApp({ config: testConfig, wizards: [pay], storage: memoryStorage(), uploads: {}, log });
  const someone = visitor(app.app);
  await someone.answer('/pay/who', { name: 'Ann' });
  await someone.open('/pay/bank');
  await someone.post('/pay/bank');
  await app.forms.close(0);
  const errors = lines.filter(({ level }) => level === 50);
  expect(errors.map(({ msg }) => msg)).toEqual([said]);
  if (atDebug === undefined) expect(JSON.stringify(errors)).not.toContain('ann');
  else expect(lines.filter(({ level }) => level === 20).map(({ message }) => message)).toContain(atDebug);
  expect(JSON.stringify(errors)).not.toContain('Ann');
});

test('whoever asks about one field alone is not sent to the other site', async () => {
  const someone = await atPayment();
  const before = site.payments.length;
  const sent = await someone.agent.post('/quote/payment').set('X-Stepway-Find', 'x').type('form').send({});
  expect([sent.status, site.payments.length]).toEqual([404, before]);
});
