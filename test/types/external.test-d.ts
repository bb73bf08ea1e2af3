import { choice, money, text, wizard, type InferAnswers } from 'stepway';

const permit = wizard({ id: 'permit', title: 'A permit', version: 1 })
  .uses<{ readonly pay: (pence: number) => Promise<string> }>()
  .step('car', { title: 'Car', fields: { kind: choice('Kind', { car: 'Car', van: 'Van' }) } })
  .external('payment', {
    title: 'Pay',
    origins: ['https://pay.example'],
    fields: { paid: money('Paid'), number: text('Number').optional() },
    again: (e) => [e.car.kind],
    begin: ({ earlier, previous, services }) => {
      const kind: 'car' | 'van' = earlier.car.kind;
      const before: number | undefined = previous?.paid;
      return services.pay(kind === 'van' ? 2 : (before ?? 1));
    },
    finish: ({ note }) => (note === 'paid' ? { answer: { paid: 1 } } : { failed: 'Not paid' }),
  })
  .step('last', { title: 'Last', when: (e) => e.payment.paid.gt(3) })
  .complete({ action: 'Send', run: ({ answers }) => void answers.payment.paid.toFixed() });

declare const answers: InferAnswers<typeof permit>;
const number: string | undefined = answers.payment.number;
void number;

const start = () => wizard({ id: 'w', title: 'W', version: 1 });
const functions = { begin: () => 'https://pay.example', origins: ['https://pay.example'] };
start().external('pay', {
  ...functions,
  title: 'Pay',
  fields: { paid: money('Paid') },
  // @ts-expect-error what is paid is a number
  finish: () => ({ answer: { paid: '1' } }),
});
start().external('pay', {
  ...functions,
  title: 'Pay',
  fields: { paid: money('Paid') },
  // @ts-expect-error it says how it ended
  finish: () => ({ ok: true }),
});
