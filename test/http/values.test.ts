import { afterAll, expect, test } from '@jest/globals';
import { consent, integer, money, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const given: unknown[] = [];
/** The price of the day: a new version of the server may have another one. */
let pricePerSeat = 45;

const quote = wizard({ id: 'quote', title: 'Insure a car', version: 1, start: false })
  .step('car', { title: 'Your car', fields: { seats: integer('Seats').min(1).max(9) } })
  .value('premium', money('Premium'), (e) => e.car.seats * pricePerSeat, { shown: true })
  .value('score', integer('Score'), (e) => e.car.seats * 7)
  .step('accept', {
    title: 'Your premium is {premium}',
    fields: { agreed: consent('I accept {premium}') },
    again: (e) => [e.premium],
  })
  .step('van', {
    title: 'Vans need a reason',
    when: (e) => e.premium.gt(300),
    fields: { why: text('Why?') },
  })
  .repeat('drivers', { title: 'Drivers', item: '{who.name}' }, (driver) =>
    driver
      .step('who', { title: 'Who?', fields: { name: text('Name'), age: integer('Age') } })
      .value('extra', money('Extra'), (e) => (e.who.age < 25 ? e.premium / 10 : 0), { shown: true }),
  )
  .value('total', money('Total'), (e) => e.premium + e.drivers.reduce((sum, { extra }) => sum + extra, 0), {
    shown: true,
  })
  .complete({ action: 'Buy for {total}', run: ({ answers }) => void given.push(answers) });

const { app, forms, storage } = memoryApp([quote]);
afterAll(() => forms.close(0));

async function accepted() {
  const someone = visitor(app);
  await someone.answer('/quote/car', { seats: '5' });
  await someone.answer('/quote/accept', { agreed: 'yes' });
  return someone;
}

async function withDriver() {
  const someone = await accepted();
  const item = await someone.answer('/quote/drivers', { _more: 'yes' });
  await someone.answer(item, { name: 'Ana', age: '19' });
  await someone.answer('/quote/drivers', { _more: 'no' });
  return someone;
}

test('a value reads in texts, and decides what is asked', async () => {
  const someone = visitor(app);
  await someone.answer('/quote/car', { seats: '5' });
  expect(headingOf((await someone.open('/quote/accept')).text)).toBe('Your premium is £225');
  expect(await someone.answer('/quote/accept', { agreed: 'yes' })).toBe('/quote/drivers');
  await someone.answer('/quote/car', { seats: '8' });
  expect(await someone.answer('/quote/accept', { agreed: 'yes' })).toBe('/quote/van');
});

test('what depends on a value is asked again when the value changes', async () => {
  const someone = await accepted();
  const next = await someone.answer('/quote/car', { seats: '6' });
  expect(next).toBe('/quote/accept');
  const page = await someone.open(next);
  expect(headingOf(page.text)).toBe('Your premium is £270');
  expect(textOf(page.text)).toContain('so we ask you again');
  expect(page.text).not.toMatch(/name="agreed"[^>]*checked/);
});

test('a value that is shown stands in the summary, each item’s with the item; another does not', async () => {
  const page = textOf((await (await withDriver()).open('/quote/check')).text);
  expect(page).toMatch(/Premium\s+£225/);
  expect(page).toMatch(/Ana.*Extra\s+£22\.50/s);
  expect(page).toMatch(/Total\s+£247\.50/);
  expect(page).toContain('Buy for £247.50');
  expect(page).not.toContain('Score');
});

test('a front end gets the values that are shown', async () => {
  const someone = await accepted();
  const { body } = await someone.agent.get('/quote/accept').set('Accept', 'application/json');
  expect(body.computed).toEqual({ premium: { label: 'Premium', value: 225, lines: ['£225'] } });
});

test('the handler gets what the visitor saw, and the receipt shows it, whatever is worked out later', async () => {
  const someone = await withDriver();
  given.length = 0;
  const receipt = await someone.answer('/quote/check', {});
  pricePerSeat = 99;
  try {
    expect(given).toEqual([
      {
        car: { seats: 5 },
        premium: 225,
        score: 35,
        accept: { agreed: true },
        drivers: [{ who: { name: 'Ana', age: 19 }, extra: 22.5 }],
        total: 247.5,
      },
    ]);
    expect(textOf((await someone.open(receipt)).text)).toMatch(/Total\s+£247\.50/);
  } finally {
    pricePerSeat = 45;
  }
  for await (const { values } of storage.submissions.list()) expect(values).toMatchObject({ total: 247.5 });
});

test('a value that its schema does not take is the author’s error, which names it', async () => {
  pricePerSeat = 0.001;
  try {
    const someone = visitor(app);
    const { status } = await someone.post('/quote/car', { seats: '5' });
    expect(status).toBe(500);
  } finally {
    pricePerSeat = 45;
  }
});
