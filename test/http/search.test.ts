import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { choice, choiceFrom, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';

const firms = Array.from({ length: 20_000 }, (_, n) => ({
  value: `f-${n}`,
  label: n === 7 ? 'Seven <b>& Sons</b>' : `Firm ${n}`,
}));
let asked: unknown[] = [];
let isDown = false;
beforeEach(() => {
  asked = [];
  isDown = false;
});

const work = wizard({ id: 'work', title: 'Work', version: 1, start: false })
  .step('land', { title: 'Land', fields: { land: choice('Land', { ie: 'Ireland', no: 'Norway' }) } })
  .step('job', {
    title: 'Job',
    fields: {
      role: text('Role'),
      firm: choiceFrom(
        'Firm',
        {
          async find({ query, limit, earlier }) {
            asked.push({ query, limit, earlier });
            if (isDown) throw new Error('down');
            return firms.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
          },
          async get({ value, earlier }) {
            asked.push({ value, earlier });
            if (isDown) throw new Error('down');
            return firms.find((firm) => firm.value === value);
          },
        },
        { dependsOn: (earlier) => [earlier.land.land], cacheMs: 1 },
      ),
      other: choiceFrom('Other', {
        find: async () => firms.slice(0, 3),
        get: async ({ value }) => firms.slice(0, 3).find((firm) => firm.value === value),
      }).optional(),
    },
  })
  .step('sure', { title: 'Sure {job.firm}?', fields: { sure: text('Sure') } })
  .complete({ action: 'Send' });

const { app, forms } = memoryApp([work]);
afterAll(() => forms.close(0));

async function atJob() {
  const ann = visitor(app);
  await ann.answer('/work/land', { land: 'ie' });
  return ann;
}

const find = (ann: ReturnType<typeof visitor>, query: string, field = 'firm', page = '/work/job') =>
  ann.agent
    .post(page)
    .set({ 'X-Stepway-Find': field, Accept: 'application/json' })
    .type('form')
    .send({ [`${field}-query`]: query });

test('the page of a list that is searched has none of its options, and asks for none', async () => {
  const ann = await atJob();
  const page = (await ann.open('/work/job')).text;
  expect(page).not.toContain('Firm 12');
  expect(asked).toEqual([]);
});

test('a search finds twenty and says that there are more; what it depends on is given to it', async () => {
  const ann = await atJob();
  const { status, body } = await find(ann, 'firm 1');
  expect(status).toBe(200);
  expect(body.options).toHaveLength(20);
  expect(body).toMatchObject({ kind: 'found', field: 'firm', query: 'firm 1', more: true, failed: false });
  expect(asked).toEqual([{ query: 'firm 1', limit: 21, earlier: { land: { land: 'ie' } } }]);
});

test('what is chosen is asked for by its value, and called by its label wherever it is shown', async () => {
  const ann = await atJob();
  expect(await ann.answer('/work/job', { role: 'Cook', 'firm-value': 'f-12345' })).toBe('/work/sure');
  expect(asked).toContainEqual({ value: 'f-12345', earlier: { land: { land: 'ie' } } });
  expect(textOf((await ann.open('/work/sure')).text)).toContain('Sure Firm 12345?');
  await ann.answer('/work/sure', { sure: 'x' });
  expect(textOf((await ann.open('/work/check')).text)).toContain('Firm 12345');
  const again = (await ann.open('/work/job?return=check')).text;
  expect(again).toMatch(/value="f-12345" checked/);
  const receipt = await ann.answer('/work/check');
  expect(textOf((await ann.open(receipt)).text)).toContain('Firm 12345');
});

test('a value that is none is refused, also when it is known by another list', async () => {
  const ann = await atJob();
  const refused = await ann.post('/work/job', { role: 'Cook', 'firm-value': 'f-x' });
  expect(refused.status).toBe(422);
  expect(textOf(refused.text)).toContain('Select your firm from the list');
  const other = await ann.post('/work/job', {
    role: 'Cook',
    'firm-value': 'f-9',
    'other-value': 'f-9',
  });
  expect(other.status).toBe(422);
});

test('without scripts Find shows the page again with what was found, and nothing that was typed is lost', async () => {
  const ann = await atJob();
  await ann.open('/work/job');
  const found = await ann.post('/work/job', {
    role: 'Co',
    'firm-value': 'f-3',
    'firm-query': '1234',
    'firm-found': '',
    _find: 'firm',
  });
  expect(found.status).toBe(200);
  expect(found.headers['cache-control']).toBe('private, no-cache');
  expect(found.text).toContain('value="Co"');
  expect(found.text).toMatch(/value="f-3" checked/);
  expect(textOf(found.text)).toContain('12 found for “1234”');
  expect(found.text).toContain('value="f-12345"');
  expect(found.text).not.toContain('stepway-errors');
  expect(
    await ann.answer('/work/job', {
      role: 'Cook',
      'firm-value': 'f-12345',
      'firm-query': '1234',
      'firm-found': '1234',
    }),
  ).toBe('/work/sure');
});

test('a text that was typed and not searched for is asked again, with what it finds; of an optional field too', async () => {
  const ann = await atJob();
  const page = await ann.post('/work/job', { role: 'Cook', 'firm-value': 'f-3', 'other-query': 'fi' });
  expect(page.status).toBe(422);
  expect(textOf(page.text)).toContain('Select your other from the list');
  expect(textOf(page.text)).toContain('3 found for “fi”');
});

test('a service that is down says so, keeps what is typed, and takes nothing that it does not know', async () => {
  const ann = await atJob();
  isDown = true;
  const { status, body } = await find(ann, 'down-1');
  expect(status).toBe(503);
  expect(body).toMatchObject({ failed: true, options: [] });
  const page = await ann.post('/work/job', { role: 'Cook', 'firm-query': 'down-2', _find: 'firm' });
  expect(page.status).toBe(200);
  expect(page.text).toContain('value="Cook"');
  expect(textOf(page.text)).toContain('The search did not work just now');
  const held = await ann.post('/work/job', { role: 'Cook', 'firm-value': 'f-77' });
  expect(held.status).toBe(503);
  expect(held.text).toContain('Cook');
});

test('a text of 10,000 characters finds nothing, and nobody is asked', async () => {
  const ann = await atJob();
  const { status, body } = await find(ann, 'x'.repeat(10_000));
  expect(status).toBe(200);
  expect(body).toMatchObject({ options: [], more: false });
  const page = await ann.post('/work/job', { role: 'R', 'firm-query': 'x'.repeat(10_000), _find: 'firm' });
  expect(page.status).toBe(200);
  expect(asked).toEqual([]);
});

test('markup in a label is text', async () => {
  const ann = await atJob();
  const page = await ann.post('/work/job', { role: 'R', 'firm-query': 'seven', _find: 'firm' });
  expect(page.text).not.toContain('<b>& Sons');
  expect(textOf(page.text)).toContain('Seven &lt;b&gt;&amp; Sons&lt;/b&gt;');
});

test('nobody searches on a page that they have not reached, and a search starts no session', async () => {
  const eve = visitor(app);
  const { status } = await find(eve, 'firm');
  expect(status).toBe(303);
  expect(asked).toEqual([]);
  const ann = await atJob();
  const searched = await find(ann, 'firm 2');
  expect(searched.headers['set-cookie']).toBeUndefined();
});

test('a search in a session that has ended says so, and the page of it holds what was typed', async () => {
  const ann = await atJob();
  const gone = await ann.post('/work/job', {
    role: 'Cook',
    'firm-query': 'firm',
    _find: 'firm',
    _instance: 'of-another',
  });
  expect(gone.status).toBe(410);
  expect(gone.text).toContain('Cook');
  expect(asked).toEqual([]);
});

test('a search for nothing named is a search, and answers no page', async () => {
  const eve = visitor(app);
  const searched = await find(eve, 'x', '', '/work/land').send({ land: 'ie' });
  expect(searched.status).toBe(404);
  expect(searched.headers['set-cookie']).toBeUndefined();
});

test('a field that is none, or is not searched, is not found', async () => {
  const ann = await atJob();
  expect((await find(ann, 'x', 'role')).status).toBe(404);
  expect((await find(ann, 'x', 'nothing')).status).toBe(404);
});
