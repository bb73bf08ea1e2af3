import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const given: unknown[] = [];
const options = { id: 'claim', title: 'Claim a cost', version: 1, start: false } as const;
const steps = (several?: { readonly max?: number; readonly name?: string }) =>
  wizard({ ...options, ...(several === undefined ? {} : { several }) })
    .step('what', { title: 'What was it?', fields: { what: text('What') } })
    .step('where', { title: 'Where was it?', fields: { where: text('Where') } })
    .complete({ action: 'Send', run: ({ answers }) => void given.push(answers) });
const claim = steps({ name: '{what.what}', max: 3 });

const { app, forms } = memoryApp([claim]);
afterAll(() => forms.close(0));
beforeEach(() => {
  given.length = 0;
});

type Visitor = ReturnType<typeof visitor>;

/** The runs on the list, each as its text. */
const listed = (html: string) => (html.match(/<li class="stepway-item">[\s\S]*?<\/li>/g) ?? []).map(textOf);

/** The address of another run, as the list gives it; without any, as the wizard's own address leads to it. */
async function another(someone: Visitor): Promise<string> {
  const page = await someone.agent.get('/claim');
  return page.status === 303
    ? page.headers['location']!
    : (/href="(\/claim\/~[^"/]+)">Start another/.exec(page.text)?.[1] ?? 'no way to another');
}

/** Starts a run with an answer, and gives its address. */
async function start(someone: Visitor, what: string): Promise<string> {
  const url = await another(someone);
  expect(await someone.answer(`${url}/what`, { what })).toBe(`${url}/where`);
  return url;
}

async function submit(someone: Visitor, url: string): Promise<string> {
  expect(await someone.answer(`${url}/where`, { where: 'Rome' })).toBe(`${url}/check`);
  await someone.open(`${url}/check`);
  const sent = await someone.post(`${url}/check`);
  expect(sent.status).toBe(303);
  return sent.headers['location']!;
}

test('a visitor without any run comes to the first page of one that is not there yet', async () => {
  const someone = visitor(app);
  const first = await someone.agent.get('/claim');
  expect(first.status).toBe(303);
  expect(first.headers['location']).toMatch(/^\/claim\/~[a-z0-9]{8}$/);
  expect(headingOf((await someone.open(first.headers['location']!)).text)).toBe('What was it?');
  expect((await someone.agent.get('/claim')).status).toBe(303);
});

test('two runs are told apart by their addresses, and each is listed by its own answers', async () => {
  const someone = visitor(app);
  const taxi = await start(someone, 'A taxi');
  const hotel = await start(someone, 'A hotel');
  expect(taxi).not.toBe(hotel);
  const list = await someone.open('/claim');
  expect(headingOf(list.text)).toBe('Claim a cost');
  expect(listed(list.text)).toEqual([
    expect.stringMatching(/^A hotel Step 2 of 2 Last changed .* Continue A hotel Delete A hotel$/),
    expect.stringMatching(/^A taxi Step 2 of 2 Last changed/),
  ]);
  expect((await someone.open(`${taxi}/what`)).text).toContain('value="A taxi"');
  expect((await someone.open(`${hotel}/what`)).text).toContain('value="A hotel"');
});

test('each run is sent once, has its own receipt, and leaves the others as they are', async () => {
  const someone = visitor(app);
  const taxi = await start(someone, 'A taxi');
  const hotel = await start(someone, 'A hotel');
  const receipt = await submit(someone, taxi);
  expect(receipt).toMatch(new RegExp(`^${taxi}/done/`));
  expect((await someone.open(receipt)).text).toContain('A taxi');
  await submit(someone, hotel);
  expect(given).toEqual([
    { what: { what: 'A taxi' }, where: { where: 'Rome' } },
    { what: { what: 'A hotel' }, where: { where: 'Rome' } },
  ]);
  const list = await someone.open('/claim');
  expect(listed(list.text).map((each) => each.replace(/Sent on .* UTC/, '·'))).toEqual([
    expect.stringContaining('A hotel'),
    expect.stringContaining('A taxi'),
  ]);
  expect(list.text).toContain(`href="${receipt}"`);
});

test('the same page of another run that is sent twice makes one run', async () => {
  const someone = visitor(app);
  await start(someone, 'A taxi');
  const url = await another(someone);
  const hidden = hiddenOf((await someone.open(`${url}/what`)).text);
  const both = await Promise.all(
    ['A hotel', 'A hotel'].map((what) => someone.post(`${url}/what`, { what }, hidden)),
  );
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  expect(listed((await someone.open('/claim')).text)).toHaveLength(2);
});

test('a run that is deleted takes no other with it, and can be brought back', async () => {
  const someone = visitor(app);
  const taxi = await start(someone, 'A taxi');
  await start(someone, 'A hotel');
  expect(textOf((await someone.open(`${taxi}/end`)).text)).toContain('We will delete “A taxi”');
  const gone = await someone.open((await someone.post(`${taxi}/end`)).headers['location']!);
  expect(headingOf(gone.text)).toBe('Your draft is deleted');
  const left = listed((await someone.agent.get('/claim')).text);
  expect(left).toHaveLength(1);
  expect(left[0]).toContain('A hotel');
  await someone.post(`${taxi}/end`, { _undo: '1' }, {});
  expect(listed((await someone.open('/claim')).text)).toHaveLength(2);
});

test('a page of a deleted run is told so, keeps what was typed, and goes on in a new run', async () => {
  const someone = visitor(app);
  const taxi = await start(someone, 'A taxi');
  await start(someone, 'A hotel');
  const hidden = hiddenOf((await someone.open(`${taxi}/where`)).text);
  await someone.post(`${taxi}/end`, {}, {});
  const told = await someone.post(`${taxi}/where`, { where: 'Oslo' }, hidden);
  expect(told.status).toBe(410);
  expect(headingOf(told.text)).toBe('This draft was deleted');
  expect(textOf(told.text)).toContain('Oslo');
  const kept = await someone.post(`${taxi}/where`, {}, hiddenOf(told.text));
  expect(kept.headers['location']).toBe(`${taxi}/what`);
  expect(await someone.answer(`${taxi}/what`, { what: 'A cab' })).toBe(`${taxi}/where`);
  expect((await someone.open(`${taxi}/where`)).text).toContain('value="Oslo"');
  expect(listed((await someone.open('/claim')).text)).toHaveLength(2);
});

test('two tabs with two runs cannot conflict, two tabs with one can', async () => {
  const someone = visitor(app);
  const [taxi, hotel] = [await start(someone, 'A taxi'), await start(someone, 'A hotel')];
  const ofTaxi = hiddenOf((await someone.open(`${taxi}/what`)).text);
  const again = hiddenOf((await someone.open(`${taxi}/what`)).text);
  const ofHotel = hiddenOf((await someone.open(`${hotel}/what`)).text);
  expect((await someone.post(`${taxi}/what`, { what: 'A cab' }, ofTaxi)).status).toBe(303);
  expect((await someone.post(`${hotel}/what`, { what: 'An inn' }, ofHotel)).status).toBe(303);
  expect((await someone.post(`${taxi}/what`, { what: 'A bus' }, again)).status).toBe(409);
});

test('a page of one run that is sent to the address of another changes nothing there', async () => {
  const someone = visitor(app);
  const [taxi, hotel] = [await start(someone, 'A taxi'), await start(someone, 'A hotel')];
  const ofTaxi = hiddenOf((await someone.open(`${taxi}/what`)).text);
  expect((await someone.post(`${hotel}/what`, { what: 'A cab' }, ofTaxi)).status).toBe(410);
  expect((await someone.open(`${hotel}/what`)).text).toContain('value="A hotel"');
});

test('there are no more runs than there may be: nothing typed is lost, and a deleted one makes room', async () => {
  const someone = visitor(app);
  const spare = await another(someone);
  const hidden = hiddenOf((await someone.open(`${spare}/what`)).text);
  const [taxi] = [
    await start(someone, 'A taxi'),
    await start(someone, 'A hotel'),
    await start(someone, 'A meal'),
  ];
  const list = await someone.open('/claim');
  expect(list.text).not.toContain('Start another');
  expect(textOf(list.text)).toContain('You have 3 here, which is as many as you can have.');
  expect(headingOf((await someone.open(`${spare}/what`)).text)).toBe('Claim a cost');
  const full = await someone.post(`${spare}/what`, { what: 'A boat' }, hidden);
  expect(full.status).toBe(409);
  expect(full.text).toContain('value="A boat"');
  await someone.post(`${taxi}/end`, {}, {});
  const sent = await someone.post(`${spare}/what`, { what: 'A boat' }, hiddenOf(full.text));
  expect(sent.headers['location']).toBe(`${spare}/where`);
});

test('an address that cannot be that of a run leads nowhere', async () => {
  const someone = visitor(app);
  await start(someone, 'A taxi');
  for (const url of ['/claim/~me', '/claim/~me/what', '/claim/~UPPER234/what', '/claim/~/what'])
    expect((await someone.agent.get(url)).status).toBe(404);
});

test('a front end gets the list, and where another one begins', async () => {
  const someone = visitor(app);
  const taxi = await start(someone, 'A taxi');
  const { body } = await someone.agent.get('/claim').set('Accept', 'application/json');
  expect(body).toMatchObject({
    kind: 'runs',
    runs: [
      {
        id: taxi.split('/').pop(),
        name: 'A taxi',
        status: 'open',
        complete: false,
        progress: { step: 2, of: 2 },
        links: { open: taxi, end: `${taxi}/end` },
      },
    ],
    max: 3,
    links: { self: '/claim', another: expect.stringMatching(/^\/claim\/~/) },
  });
});

test('the list of forms says of a wizard with several runs that there is one to go on with', async () => {
  const someone = visitor(app);
  await submit(someone, await start(someone, 'A taxi'));
  expect((await someone.open('/')).text).toContain('data-status="submitted"');
  await start(someone, 'A hotel');
  expect((await someone.open('/')).text).toContain('data-status="open"');
});

test('a session from before the wizard had several shows its run as the first draft', async () => {
  const shared = memoryStorage();
  const before = memoryApp([steps()], shared);
  const someone = visitor(before.app);
  expect(await someone.answer('/claim/what', { what: 'A taxi' })).toBe('/claim/where');
  const hidden = hiddenOf((await someone.open('/claim/where')).text);
  await before.forms.close(0);

  const after = memoryApp([claim], shared);
  const cookies = someone.agent.jar;
  const later = visitor(after.app);
  later.agent.jar = cookies;
  expect(listed((await later.open('/claim')).text)).toEqual([expect.stringContaining('A taxi')]);
  const sent = await later.post('/claim/where', { where: 'Rome' }, hidden);
  expect(sent.headers['location']).toBe('/claim/~1/check');
  expect((await later.agent.get('/claim/where?return=check')).headers['location']).toBe(
    '/claim/~1/where?return=check',
  );
  const hotel = await start(later, 'A hotel');
  expect(listed((await later.open('/claim')).text)).toHaveLength(2);
  await after.forms.close(0);

  const again = memoryApp([steps()], shared);
  const last = visitor(again.app);
  last.agent.jar = cookies;
  expect((await last.agent.get('/claim')).headers['location']).toBe('/claim/where');
  expect((await last.open('/claim/what')).text).toContain('value="A hotel"');
  expect((await last.open(`${hotel}/what`)).text).toContain('value="A hotel"');
  expect((await last.open('/claim/~1/what')).text).toContain('value="A taxi"');
  expect((await last.open('/claim/~bcdfghjk/what')).status).toBe(404);
  await again.forms.close(0);

  const third = memoryApp([claim], shared);
  const at = visitor(third.app);
  at.agent.jar = cookies;
  expect(listed((await at.open('/claim')).text)).toHaveLength(2);
  await third.forms.close(0);
});
