import { integer, money, text, wizard } from '../../src/index.ts';
import type { PaymentSite } from './payment-site.ts';

/** What a seat costs, in pence. */
const pencePerSeat = 4500;

/** An insurance quote that is paid at another site: the price follows from the seats, and a change of it is paid too. */
export function quoteWizard(site: PaymentSite, given: unknown[] = [], { cancels = false } = {}) {
  return wizard({ id: 'quote', title: 'Insure a car', version: 1, start: false })
    .step('car', {
      title: 'Your car',
      fields: { seats: integer('Seats').min(1).max(9), plate: text('Plate') },
    })
    .external('payment', {
      title: 'Pay for your insurance',
      intro: 'You pay at the site of our bank.',
      action: 'Go to the bank',
      origins: [site.origin],
      fields: { paid: money('Paid', { currency: 'GBP' }), number: text('Payment') },
      again: (e) => [e.car.seats],
      begin: ({ earlier, previous, returnUrl, idempotencyKey }) => {
        const pence = earlier.car.seats * pencePerSeat - Math.round((previous?.paid ?? 0) * 100);
        return site.url(site.create({ key: idempotencyKey, pence, returnUrl }));
      },
      finish: ({ idempotencyKey, previous }) => {
        const payment = site.find(idempotencyKey);
        if (payment?.status === 'cancelled') return { failed: 'You cancelled the payment. Nothing was paid' };
        if (payment?.status !== 'paid') return undefined;
        return {
          answer: { paid: (previous?.paid ?? 0) + payment.pence / 100, number: payment.id },
        };
      },
      ...(cancels
        ? { cancel: ({ idempotencyKey }) => void site.end(site.find(idempotencyKey)!, 'cancelled') }
        : {}),
      late: ({ idempotencyKey }) => {
        const payment = site.find(idempotencyKey);
        return payment?.status === 'paid'
          ? `You paid ${payment.pence / 100} pounds. We pay it back within three days.`
          : undefined;
      },
    })
    .step('contact', { title: 'How do we reach you?', fields: { mail: text('Email') } })
    .complete({ action: 'Buy', run: ({ answers }) => void given.push(answers) });
}
