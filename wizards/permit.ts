import { choice, code, date, email, money, text, wizard, yesNo } from 'stepway';
import { pretendedBank } from './parts/pretended-bank.ts';

/** What a week costs, in pounds, by the kind of the vehicle. */
const poundsAWeek = { car: 20, van: 35, lorry: 60 };

/** The last day of so many weeks that begin on a day, an ISO date. */
function lastDay(first: string, weeks: number): string {
  return new Date(Date.parse(first) + (7 * weeks - 1) * 86_400_000).toISOString().slice(0, 10);
}

export default wizard({
  id: 'permit',
  title: 'Buy a parking permit',
  version: 1,
  start: {
    intro: 'It takes about three minutes.',
    needs: ['your registration number', 'a card to pay with'],
  },
})
  // Who lives here pays half. The host says so at each request: see `facts` in stepway.config.ts.
  .facts({ isResident: yesNo('Lives here').optional() })
  .step('vehicle', {
    title: 'Your vehicle',
    fields: {
      plate: code('Registration number', { hint: 'For example AB12 CDE' }),
      kind: choice('Kind of vehicle', {
        car: { label: 'A car', image: '/car.svg' },
        van: { label: 'A van', image: '/van.svg' },
        lorry: { label: 'A lorry', image: '/lorry.svg' },
      }),
    },
  })
  .step('stay', {
    title: 'How long do you need it?',
    fields: {
      weeks: choice('How long do you need it?', [
        { value: '1', label: '1 week' },
        { value: '2', label: '2 weeks' },
        { value: '4', label: '4 weeks' },
      ]),
    },
  })
  .value(
    'price',
    money('Price'),
    ({ facts, vehicle, stay }) =>
      (poundsAWeek[vehicle.kind] * Number(stay.weeks)) / (facts.isResident === true ? 2 : 1),
    { shown: true },
  )
  // It begins on the day on which the form is sent.
  .value(
    'until',
    date('Valid until and including'),
    ({ stay }, { today }) => lastDay(today, Number(stay.weeks)),
    { shown: true },
  )
  .external('payment', {
    title: 'Pay {price} for your permit',
    intro: [
      'You pay by card at our bank, on another website. After that you come back here.',
      'The bank of this sample is a pretended one: nothing is paid.',
    ],
    action: 'Go to the bank',
    origins: [pretendedBank.origin],
    fields: { paid: money('Paid', { currency: 'GBP' }), number: text('Payment number') },
    again: (earlier) => [earlier.price],
    begin: async ({ earlier, previous, returnUrl, idempotencyKey }) => {
      // Who changes to something dearer pays the difference; what was paid too much is not paid back here.
      const pounds = Math.max(0, earlier.price - (previous?.paid ?? 0));
      return pretendedBank.open({ key: idempotencyKey, pounds, returnUrl });
    },
    finish: ({ idempotencyKey, previous }) => {
      const payment = pretendedBank.find(idempotencyKey);
      if (payment?.status === 'cancelled') return { failed: 'You cancelled the payment. Nothing was paid' };
      if (payment?.status !== 'paid') return undefined;
      return { answer: { paid: (previous?.paid ?? 0) + payment.pounds, number: payment.number } };
    },
    cancel: ({ idempotencyKey }) => pretendedBank.cancel(idempotencyKey),
  })
  .step('contact', {
    title: 'Where should we send your permit?',
    fields: { email: email('Email address') },
  })
  .complete({
    action: 'Get my permit',
    confirmation: 'Your permit is on its way',
    next: 'We email your permit within an hour.',
  });
