// What a wizard of one run can do, done by one of several: it is saved and opened by its link, paid for at another site,
// and written by htmx.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { paymentSite, type PaymentSite } from '../support/payment-site.ts';
import { quoteWizard } from '../support/quote.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const claim = wizard({
  id: 'claim',
  title: 'Claim',
  version: 1,
  start: false,
  keepFor: { days: 30 },
  several: { name: '{what.what}', max: 3 },
})
  .step('what', { title: 'What?', fields: { what: text('What') } })
  .step('where', { title: 'Where?', fields: { where: text('Where') } })
  .complete({ action: 'Send' });

let site: PaymentSite;
let served: ReturnType<typeof memoryApp>;
const given: unknown[] = [];

beforeAll(async () => {
  site = await paymentSite();
  served = memoryApp([claim, { ...quoteWizard(site, given), several: { max: 5, name: undefined } }]);
});
afterAll(async () => {
  await served.forms.close(0);
  await site.close();
});

type Visitor = ReturnType<typeof visitor>;

async function start(someone: Visitor, what: string, run: string): Promise<string> {
  const url = `/claim/~${run}`;
  expect(await someone.answer(`${url}/what`, { what })).toBe(`${url}/where`);
  return url;
}

const listed = (html: string) => (html.match(/<li class="stepway-item">[\s\S]*?<\/li>/g) ?? []).map(textOf);

/** Saves a run, and gives the path of its link. */
async function save(someone: Visitor, url: string): Promise<string> {
  const sent = await someone.post(`${url}/saved`, {}, {});
  expect(sent.headers['location']).toBe(`${url}/saved`);
  const page = await someone.open(`${url}/saved`);
  return new URL(/data-copy="([^"]+)"/.exec(page.text)?.[1] ?? '').pathname;
}

test('one run is saved and moves by its link, the other stays, and the list says where it went', async () => {
  const someone = visitor(served.app);
  const taxi = await start(someone, 'A taxi', 'bbbbbbbb');
  await start(someone, 'A hotel', 'cccccccc');
  const link = await save(someone, taxi);
  expect(link).toMatch(/^\/claim\/saved\/[\w-]{27}$/);
  const list = await someone.open('/claim');
  expect(listed(list.text)).toEqual([
    expect.stringContaining('A hotel'),
    expect.stringMatching(/^Saved draft We keep your answers until .* Open Saved draft$/),
  ]);
  const other = visitor(served.app);
  const hotel = await start(other, 'An inn', 'dddddddd');
  expect(headingOf((await other.open(link)).text)).toBe('Continue with your answers');
  const opened = await other.post(link);
  const arrived = opened.headers['location']!;
  expect(arrived).toMatch(/^\/claim\/~[a-z0-9]{8}\/where$/);
  // Pressed twice.
  expect((await other.post(link)).headers['location']).toBe(arrived);
  expect(listed((await other.open('/claim')).text)).toHaveLength(2);
  expect(await other.answer(arrived, { where: 'Rome' })).toBe(arrived.replace('where', 'check'));
  expect((await other.open(`${hotel}/what`)).text).toContain('value="An inn"');
  expect(headingOf((await someone.open(`${taxi}/where`)).text)).toBe('Your answers are on another device');
});

test('a run that comes back by its link to the session that saved it is there once', async () => {
  const someone = visitor(served.app);
  await start(someone, 'A hotel', 'cccccccc');
  const link = await save(someone, await start(someone, 'A taxi', 'bbbbbbbb'));
  await someone.open(link);
  expect((await someone.post(link)).status).toBe(303);
  const list = listed((await someone.open('/claim')).text);
  expect(list).toEqual([expect.stringContaining('A taxi'), expect.stringContaining('A hotel')]);
});

test('a link that finds no room moves nothing, and opens when there is some', async () => {
  const someone = visitor(served.app);
  const link = await save(someone, await start(someone, 'A taxi', 'bbbbbbbb'));
  const other = visitor(served.app);
  const runs = [
    await start(other, 'One', 'bbbbbbbb'),
    await start(other, 'Two', 'cccccccc'),
    await start(other, 'Three', 'dddddddd'),
  ];
  await other.open(link);
  const full = await other.post(link);
  expect([full.status, headingOf(full.text)]).toEqual([409, 'You have as many drafts as you can have']);
  await other.post(`${runs[0]}/end`, {}, {});
  expect((await other.post(link)).status).toBe(303);
  expect((await other.open('/claim')).text).toContain('A taxi');
});

test('two runs are paid for at another site, each comes back to its own', async () => {
  const someone = visitor(served.app);
  const pay = async (run: string, seats: string) => {
    const url = `/quote/~${run}`;
    expect(await someone.answer(`${url}/car`, { seats, plate: 'AB1' })).toBe(`${url}/payment`);
    const sent = await someone.answer(`${url}/payment`);
    const payment = site.payments.find((each) => site.url(each) === sent)!;
    return { url, payment };
  };
  const [one, two] = [await pay('bbbbbbbb', '5'), await pay('cccccccc', '3')];
  for (const { url, payment } of [two, one]) {
    const back = new URL(site.end(payment, 'paid'));
    expect(back.pathname).toContain(`${url}/payment/return/`);
    expect(headingOf((await someone.open(back.pathname + back.search)).text)).toBe('You are back');
    expect((await someone.post(`${url}/payment`)).headers['location']).toBe(`${url}/contact`);
  }
});

test('htmx gets the list, a page of a run and its next page as fragments', async () => {
  const someone = visitor(served.app, { htmx: true });
  const taxi = await start(someone, 'A taxi', 'bbbbbbbb');
  const list = await someone.open('/claim');
  expect(list.text).toMatch(/^<title>/);
  expect(list.text).toContain(`href="${taxi}"`);
  expect((await someone.open(`${taxi}/where`)).text).toContain(`action="${taxi}/where"`);
});

test('what is typed and not sent waits in its own run', async () => {
  const someone = visitor(served.app);
  const taxi = await start(someone, 'A taxi', 'bbbbbbbb');
  const hotel = await start(someone, 'A hotel', 'cccccccc');
  await someone.open(`${taxi}/where`);
  expect((await someone.post(`${taxi}/where`, { where: 'Ro', _draft: '1' })).body).toMatchObject({
    saved: true,
  });
  expect((await someone.open(`${taxi}/where`)).text).toContain('value="Ro"');
  expect((await someone.open(`${hotel}/where`)).text).not.toContain('value="Ro"');
});
