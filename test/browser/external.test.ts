import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeTest } from './axe.ts';
import { row, useBrowser, visitTest } from './browser.ts';
import { atHeading, atStep, fill, send } from './forms.ts';
import { atBank, atPayment, bank, external, passBack, withQuote } from './states/external.ts';

useBrowser();

for (const state of external) axeTest(state);

const title = 'Pay for your insurance';
const words = (page: Page) => page.locator('main').innerText();

row(
  71,
  'somebody who pays at another site comes back to the right step, also by Back, after a cancel, and twice',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await atPayment(visit);
    const before = bank.payments.length;
    await atBank(visit);
    // Back, and to the bank once more: it is the same payment.
    await page.goBack();
    await atHeading(page, title);
    await atBank(visit, 'cancelled');
    expect(bank.payments.length).toBe(before + 1);
    await passBack(visit);
    await atHeading(page, title);
    expect(await words(page)).toContain('You cancelled the payment. Nothing was paid');
    await atBank(visit, 'paid');
    const payment = bank.payments.at(-1)!;
    await passBack(visit);
    await atStep(page, '/quote/contact');
    // The bank sends them back once more.
    const url = new URL(bank.end(payment, 'paid'));
    await open(url.pathname + url.search);
    await passBack(visit);
    await atStep(page, '/quote/contact');
    expect(bank.payments.slice(before).filter(({ status }) => status === 'paid')).toHaveLength(1);
    await open('/quote/payment');
    expect(await words(page)).toContain('This is done. You do not need to do it again.');
    await send(page);
    await atStep(page, '/quote/contact');
  },
  withQuote,
);

row(
  72,
  'what was paid is asked for again when what it depended on changed, and the difference is paid',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await atPayment(visit, '5');
    await atBank(visit, 'paid');
    await passBack(visit);
    await atStep(page, '/quote/contact');
    await fill(page, { mail: 'a@b.c' });
    await send(page);
    await atStep(page, '/quote/check');
    await open('/quote/car?return=check');
    await fill(page, { seats: '9' });
    await send(page);
    await atHeading(page, title);
    expect(await words(page)).toContain('it has to be done again');
    await atBank(visit, 'paid');
    expect(bank.payments.at(-1)?.pence).toBe(18000);
    await passBack(visit);
    await atStep(page, '/quote/check');
    expect(await words(page)).toContain('£405');
    await send(page);
    await page.locator('.stepway-receipt').waitFor();
  },
  withQuote,
);

visitTest(
  'who is at the other site when the session ends is told what was paid',
  'both',
  async (visit) => {
    const { page, server } = visit;
    await atPayment(visit);
    await atBank(visit);
    server.advance(60);
    await page.getByRole('button', { name: 'paid' }).click();
    await passBack(visit);
    await atHeading(page, 'You came back to a form that we no longer have');
    expect(await words(page)).toContain('You paid 225 pounds. We pay it back within three days.');
  },
  withQuote,
);

visitTest(
  'Back from the next step leads to no page that goes on by itself',
  'with',
  async (visit) => {
    const { page } = visit;
    await atPayment(visit);
    await atBank(visit, 'paid');
    await atStep(page, '/quote/contact');
    await page.goBack();
    expect(page.url()).not.toContain('/return/');
  },
  withQuote,
);
