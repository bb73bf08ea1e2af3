import { paymentSite } from '../../support/payment-site.ts';
import { quoteWizard } from '../../support/quote.ts';
import { answer, atHeading, atStep, fill, send } from '../forms.ts';
import type { Visit, VisitOptions } from '../visit.ts';
import type { State } from './state.ts';

/** A payment site on another origin, and on another site than the forms'. */
export const bank = await paymentSite('localhost');

/** A server of a quote that is paid there. */
export const withQuote: VisitOptions = { wizards: [quoteWizard(bank)] };

/** Comes to the page that leads to the bank. */
export async function atPayment({ page, open }: Visit, seats = '5'): Promise<void> {
  await open('/quote/car');
  await answer(page, 'quote', [['car', { seats, plate: 'AB1' }]]);
  await atHeading(page, 'Pay for your insurance');
}

/** Goes to the bank, where a button is pressed or not. */
export async function atBank({ page }: Visit, press?: 'paid' | 'cancelled'): Promise<void> {
  await send(page);
  await page.waitForURL(`${bank.origin}/**`);
  if (press !== undefined) await page.getByRole('button', { name: press }).click();
}

/** Passes the page on which one is back, which goes on by itself with scripts. */
export async function passBack({ page, scripts }: Visit): Promise<void> {
  if (scripts) return;
  await atHeading(page, 'You are back');
  await send(page);
}

/** The pages of a step that is done at another site. */
export const external: readonly State[] = [
  { name: 'external', options: withQuote, reach: (visit) => atPayment(visit) },
  {
    name: 'external-failed',
    options: withQuote,
    reach: async (visit) => {
      await atPayment(visit);
      await atBank(visit, 'cancelled');
      await visit.page.locator('.stepway-errors').waitFor();
    },
  },
  {
    name: 'external-again',
    options: withQuote,
    reach: async (visit) => {
      await atPayment(visit);
      await atBank(visit, 'paid');
      await atStep(visit.page, '/quote/contact');
      await visit.open('/quote/car');
      await fill(visit.page, { seats: '9' });
      await send(visit.page);
      await atHeading(visit.page, 'Pay for your insurance');
    },
  },
  {
    name: 'external-done',
    options: withQuote,
    reach: async (visit) => {
      await atPayment(visit);
      await atBank(visit, 'paid');
      await atStep(visit.page, '/quote/contact');
      await visit.open('/quote/payment');
      await atHeading(visit.page, 'Pay for your insurance');
    },
  },
  {
    name: 'external-late',
    options: withQuote,
    reach: async (visit) => {
      await visit.open('/quote/payment/return/none');
      await atHeading(visit.page, 'You came back to a form that we no longer have');
    },
  },
];
