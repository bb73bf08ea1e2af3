import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { journey, walk } from '../../src/testing/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { paymentSite, type PaymentSite } from '../support/payment-site.ts';
import { quoteWizard } from '../support/quote.ts';

let site: PaymentSite;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  site = await paymentSite();
});
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  await site.close();
});

test.each([['html'], ['htmx'], ['json']] as const)('a journey as %s plays the other site', async (as) => {
  const given: unknown[] = [];
  const quote = quoteWizard(site, given);
  const going = journey({ wizards: [quote] }, { as });
  opened.push(going);
  await going
    .start('quote')
    .answer('car', { seats: 2, plate: 'AB1' })
    .answer('payment', { paid: 90, number: 'p1' })
    .answer('contact', { mail: 'a@b.c' })
    .submit()
    .expectStep('done');
  expect(given).toMatchObject([{ payment: { paid: 90, number: 'p1' } }]);
  expect(site.payments).toEqual([]);
});

test('every path that is walked goes by way of the other site', async () => {
  const quote = quoteWizard(site);
  const { paths } = await walk(quote);
  expect(paths.map(({ steps }) => steps)).toEqual([['car', 'payment', 'contact']]);
  const going = journey({ wizards: [quote] });
  opened.push(going);
  await going.follow('quote', paths[0]!).expectStep('done');
});

test.each([['html'], ['htmx'], ['json']] as const)(
  'as %s through a whole app the way to the other site is the page, and whoever is back goes on at once',
  async (as) => {
    const { app, forms } = memoryApp([quoteWizard(site)]);
    const going = journey(app, { as });
    opened.push(going, { close: () => forms.close(0) });
    const { status, step, url } = await going.start('quote').answer({ seats: 1, plate: 'A' }).answer().page();
    const payment = site.payments.find((each) => site.url(each) === url)!;
    expect([status, step]).toEqual([303, undefined]);
    const { pathname, search } = new URL(site.end(payment, 'paid'));
    await going.visit(pathname + search).expectStep('contact');
    await expect(going.send({})).rejects.toThrow(
      'a step is answered by .answer(): the visitor is at /quote/contact',
    );
  },
);
