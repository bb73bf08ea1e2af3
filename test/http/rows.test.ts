import { afterAll, expect, test } from '@jest/globals';
import { date, integer, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const given: unknown[] = [];
const firm = wizard({ id: 'firm', title: 'Firm', version: 1, start: false })
  .repeat(
    'owners',
    {
      title: 'Who owns the firm?',
      item: '{about.name}',
      rows: true,
      min: 1,
      max: 4,
      words: { 'items.item': 'Owner {n}' },
    },
    (owner) =>
      owner.step('about', {
        title: 'About the owner',
        fields: {
          name: text('Name'),
          share: integer('Share').min(1),
          since: date('Since').optional(),
        },
        check: ({ name }) => (name === 'Nobody' ? { name: 'Nobody owns nothing' } : undefined),
      }),
    {
      totals: ['share'],
      check: (items) => {
        const sum = items.reduce((all, { about }) => all + about.share, 0);
        if (sum === 100) return undefined;
        return items.length === 1 ? { '0/about': { share: 'One owns all' } } : `The shares make ${sum}`;
      },
    },
  )
  .step('many', { title: 'So many', when: (e) => e.owners.count.gte(3), fields: { why: text('Why') } })
  .complete({ action: 'Send', run: ({ answers }) => void given.push(answers) });

const { app, forms } = memoryApp([firm]);
afterAll(() => forms.close(0));

type Values = Record<string, string>;
const url = '/firm/owners';

/** The ids of the rows on a page, in order. */
const idsIn = (html: string) => [...html.matchAll(/name="(\w+)\._seen"/g)].map(([, id]) => id!);
const valueIn = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];

/** What is typed in rows, one after the other. */
function typed(ids: readonly string[], ...rows: readonly Values[]): Values {
  return Object.fromEntries(
    rows.flatMap((row, at) => Object.entries(row).map(([name, value]) => [`${ids[at]}.${name}`, value])),
  );
}

async function owner(rows = 1) {
  const someone = visitor(app);
  const { text: html } = await someone.open(`${url}?rows=${rows}`);
  return { someone, ids: idsIn(html), html };
}

test('several rows are answered at once, empty ones are left out, and the handler gets a list', async () => {
  const { someone, ids } = await owner(3);
  expect(ids).toHaveLength(3);
  const sent = await someone.post(
    url,
    typed(ids, { name: 'Ann', share: '60' }, { name: 'Ben', share: '40' }),
  );
  expect(sent.headers['location']).toBe('/firm/check');
  await someone.open('/firm/check');
  await someone.post('/firm/check');
  expect(given.pop()).toEqual({
    owners: [{ about: { name: 'Ann', share: 60 } }, { about: { name: 'Ben', share: 40 } }],
  });
});

test('each faulty cell is named with its row, and everything typed is still there', async () => {
  const { someone, ids } = await owner(2);
  const sent = await someone.post(url, typed(ids, { name: 'Ann', share: 'x' }, { share: '40' }));
  expect(sent.status).toBe(422);
  expect(textOf(sent.text)).toContain('Owner 1: Share must be a whole number');
  expect(textOf(sent.text)).toContain('Owner 2: Enter your name');
  expect(sent.text).toContain(`href="#owners-${ids[1]}-about-name"`);
  expect(valueIn(sent.text, `${ids[0]}.share`)).toBe('x');
  expect(valueIn(sent.text, `${ids[1]}.share`)).toBe('40');
  expect((await someone.agent.get('/firm/check')).status).toBe(303);
});

test('as many rows as are due are asked for', async () => {
  const { someone } = await owner();
  const sent = await someone.post(url);
  expect(sent.status).toBe(422);
  expect(textOf(sent.text)).toContain('Owner 1: Enter your name');
});

test('a row is added and another taken out without losing what is typed in the others', async () => {
  const { someone, ids } = await owner();
  const added = await someone.post(url, { ...typed(ids, { name: 'Ann', share: '60' }), _add: '1' });
  expect(added.headers['location']).toBe(`${url}?rows=2`);
  const two = await someone.open(added.headers['location']!);
  expect(idsIn(two.text)).toHaveLength(2);
  expect(valueIn(two.text, `${ids[0]}.name`)).toBe('Ann');
  expect(two.text).toMatch(/id="owners-\w+-about-name"[^>]* autofocus>/);
  const again = idsIn(two.text);
  const removed = await someone.post(url, {
    ...typed(again, { name: 'Ann', share: '61' }, { name: 'Ben' }),
    _remove: again[0]!,
  });
  const left = await someone.open(removed.headers['location']!);
  expect(textOf(left.text)).toContain('You removed Owner 1.');
  expect(idsIn(left.text)).toEqual([again[1]]);
  expect(valueIn(left.text, `${again[1]}.name`)).toBe('Ben');
  const back = await someone.post(url, { ...typed([again[1]!], { name: 'Benno' }), _restore: again[0]! });
  const both = await someone.open(back.headers['location']!);
  expect(idsIn(both.text)).toEqual(again);
  expect(valueIn(both.text, `${again[0]}.share`)).toBe('61');
  expect(valueIn(both.text, `${again[1]}.name`)).toBe('Benno');
});

test('a row that was only typed is named as it stood, and comes back to its place', async () => {
  const { someone, ids } = await owner(3);
  const rows = [{ name: 'Ann', share: '60' }, { name: 'Ben', share: '30' }, { name: 'Cy' }];
  const removed = await someone.post(url, { ...typed(ids, ...rows), _remove: ids[1]! });
  const left = await someone.open(removed.headers['location']!);
  expect(textOf(left.text)).toContain('You removed Owner 2.');
  expect(idsIn(left.text)).toEqual([ids[0], ids[2]]);
  const back = await someone.post(url, {
    ...typed([ids[0]!, ids[2]!], rows[0]!, rows[2]!),
    _restore: ids[1]!,
  });
  expect(idsIn((await someone.open(back.headers['location']!)).text)).toEqual(ids);
  const sent = await someone.post(url, typed(ids, rows[0]!, rows[1]!, { name: 'Cy', share: '10' }));
  expect(sent.status).toBe(303);
  expect(idsIn((await someone.open(url)).text)).toEqual(ids);
});

test('what was removed can still be put back when the rows are shown again with what is wrong', async () => {
  const { someone, ids } = await owner(2);
  const rows = [
    { name: 'Ann', share: 'x' },
    { name: 'Ben', share: '40' },
  ];
  const removed = await someone.post(url, { ...typed(ids, ...rows), _remove: ids[1]! });
  const left = await someone.open(removed.headers['location']!);
  const action = /<form[^>]* action="([^"]*removed=[^"]*)"/.exec(left.text)![1]!;
  const sent = await someone.post(action, typed([ids[0]!], rows[0]!));
  expect(sent.status).toBe(422);
  expect(textOf(sent.text)).toContain('You removed Owner 2. Undo');
  await someone.post(action, { ...typed([ids[0]!], rows[0]!), _restore: ids[1]! });
  expect(idsIn((await someone.open(url)).text)).toEqual(ids);
});

test('an empty row is taken out without a word, and nothing is stored for it', async () => {
  const { someone, ids } = await owner(2);
  const removed = await someone.post(url, { _remove: ids[1]! });
  expect(removed.headers['location']).toBe(`${url}?rows=1`);
  expect((await someone.agent.get(url)).headers['set-cookie']?.[0] ?? '').not.toContain('sid');
});

test('the check of the list speaks of the list, or of a cell', async () => {
  const { someone, ids } = await owner(2);
  const both = await someone.post(url, typed(ids, { name: 'A', share: '10' }, { name: 'B', share: '20' }));
  expect(both.status).toBe(422);
  expect(textOf(both.text)).toContain('The shares make 30');
  expect(valueIn(both.text, `${ids[1]}.share`)).toBe('20');
  const one = await someone.post(url, typed(ids, { name: 'A', share: '10' }));
  expect(textOf(one.text)).toContain('Owner 1: One owns all');
});

test('the sum of what is typed stands under its column', async () => {
  const { someone, ids } = await owner(2);
  const sent = await someone.post(url, typed(ids, { name: 'A', share: '1,010' }, { name: 'B', share: '20' }));
  expect(sent.text).toMatch(/<output\b[^>]* data-total="share"[^>]*>1,030<\/output>/);
});

test('a date in a row is read from its parts', async () => {
  const { someone, ids } = await owner();
  const row = { name: 'A', share: '100', 'since-day': '1', 'since-month': '2', 'since-year': '2020' };
  expect((await someone.post(url, typed(ids, row))).status).toBe(303);
  const { text: html } = await someone.open(url);
  expect(valueIn(html, `${ids[0]}.since-year`)).toBe('2020');
});

/** Two tabs on the same two stored rows. */
async function twoTabs() {
  const { someone, ids } = await owner(2);
  await someone.post(url, typed(ids, { name: 'Ann', share: '60' }, { name: 'Ben', share: '40' }));
  const first = hiddenOf((await someone.open(url)).text);
  const second = hiddenOf((await someone.open(url)).text);
  return { someone, ids, first, second };
}

test('a row that another tab has changed is a conflict; what is typed in the others waits', async () => {
  const { someone, ids, first, second } = await twoTabs();
  await someone.post(url, typed(ids, { name: 'Anna', share: '60' }, { name: 'Ben', share: '40' }), first);
  const sent = await someone.post(
    url,
    typed(ids, { name: 'Annie', share: '60' }, { name: 'Benno', share: '40' }),
    second,
  );
  expect(sent.status).toBe(409);
  expect(textOf(sent.text)).toContain('Annie');
  expect(textOf(sent.text)).toContain('Anna');
  const kept = await someone.agent
    .post(`${url}/${ids[0]}/about`)
    .type('form')
    .send({ ...hiddenOf(sent.text) });
  expect(kept.status).toBe(303);
  const { text: html } = await someone.open(kept.headers['location']!);
  expect(valueIn(html, `${ids[0]}.name`)).toBe('Annie');
  expect(valueIn(html, `${ids[1]}.name`)).toBe('Benno');
});

test('a row that is left as it was does not take back what another tab has said', async () => {
  const { someone, ids, first, second } = await twoTabs();
  await someone.post(url, typed(ids, { name: 'Anna', share: '60' }, { name: 'Ben', share: '40' }), first);
  const sent = await someone.post(
    url,
    typed(ids, { name: 'Ann', share: '60' }, { name: 'Benno', share: '40' }),
    second,
  );
  expect(sent.status).toBe(303);
  const { text: html } = await someone.open(url);
  expect(valueIn(html, `${ids[0]}.name`)).toBe('Anna');
  expect(valueIn(html, `${ids[1]}.name`)).toBe('Benno');
});

test.each(['_save', '_add'])(
  'what is typed in an older page is no way round a conflict (%s)',
  async (button) => {
    const { someone, ids, first, second } = await twoTabs();
    await someone.post(url, typed(ids, { name: 'Anna', share: '60' }, { name: 'Ben', share: '40' }), first);
    const older = typed(ids, { name: 'Ann', share: '60' }, { name: 'Ben', share: '40' });
    const sent = await someone.post(url, { ...older, [button]: '1' }, second);
    expect(sent.status).toBe(409);
    expect(valueIn((await someone.open(url)).text, `${ids[0]}.name`)).toBe('Anna');
  },
);

test('a row that another tab has taken out stays out, and Undo has what was typed in it', async () => {
  const { someone, ids, first, second } = await twoTabs();
  await someone.post(url, { _remove: ids[0]! }, first);
  const sent = await someone.post(
    url,
    typed(ids, { name: 'Anna', share: '60' }, { name: 'Ben', share: '100' }),
    second,
  );
  expect(sent.headers['location']).toBe('/firm/check');
  expect(idsIn((await someone.open(url)).text)).toEqual([ids[1]]);
});

test('two tabs that add rows add all of them, as far as there is room', async () => {
  const someone = visitor(app);
  const first = await someone.open(`${url}?rows=2`);
  const second = await someone.open(`${url}?rows=4`);
  const rows = [
    { name: 'A', share: '50' },
    { name: 'B', share: '50' },
  ];
  await someone.post(url, typed(idsIn(first.text), ...rows), hiddenOf(first.text));
  const { _instance: _, ...hidden } = hiddenOf(second.text);
  const full = await someone.post(url, typed(idsIn(second.text), ...rows, { name: 'C', share: '1' }), hidden);
  expect(full.status).toBe(422);
  expect(textOf(full.text)).toContain('You can add up to 4');
  expect(valueIn(full.text, `${idsIn(second.text)[2]}.name`)).toBe('C');
  expect(idsIn(full.text)).toEqual([...idsIn(first.text), ...idsIn(second.text)]);
});

test('what is typed is saved quietly, and shown again', async () => {
  const { someone, ids } = await owner();
  const saved = await someone.post(url, { ...typed(ids, { name: 'Ann' }), _draft: '1' });
  expect(saved.body).toMatchObject({ saved: true });
  const { text: html } = await someone.open(url);
  expect(valueIn(html, `${ids[0]}.name`)).toBe('Ann');
});

test('"save and come back" keeps half a row', async () => {
  const { someone, ids } = await owner();
  const saved = await someone.post(url, { ...typed(ids, { share: '7' }), _save: '1' });
  expect(saved.headers['location']).toBe('/firm/saved');
  expect(valueIn((await someone.open(url)).text, `${ids[0]}.share`)).toBe('7');
});

test('a page of a session that has ended holds every row, and one press carries them on', async () => {
  const { ids, html } = await owner(2);
  const other = visitor(app);
  const hidden = { ...hiddenOf(html), _instance: 'gone' };
  await other.open(url);
  const sent = await other.post(url, typed(ids, { name: 'Ann' }, { share: '40' }), hidden);
  expect(sent.status).toBe(410);
  expect(textOf(sent.text)).toContain('Name Ann');
  const carried = await other.post(url, {}, hiddenOf(sent.text));
  expect(carried.headers['location']).toBe(url);
  const { text: again } = await other.open(url);
  expect(valueIn(again, `${ids[0]}.name`)).toBe('Ann');
  expect(valueIn(again, `${ids[1]}.share`)).toBe('40');
});

test('one cell can be asked about by itself', async () => {
  const { someone, ids } = await owner();
  const told = await someone.agent
    .post(url)
    .type('form')
    .set('X-Stepway-Validate', `${ids[0]}.share`)
    .send(typed(ids, { share: '0' }));
  expect(told.body).toEqual({ message: expect.stringContaining('1') });
});

test('a front end gets the rows and sends them; it can answer the list item by item, too', async () => {
  const { someone } = await owner();
  const { body } = await someone.agent.get(url).accept('json');
  expect(body).toMatchObject({
    kind: 'rows',
    items: [],
    rows: [{ seen: '', values: {} }],
    schema: { properties: { share: { type: 'integer' } } },
  });
  const rows = [
    { id: body.rows[0].id, values: { name: 'Ann', share: 60 } },
    { values: { name: 'Ben', share: 'x' } },
  ];
  const wrong = await someone.agent
    .post(url)
    .accept('json')
    .send({ ...body.stamp, rows });
  expect(wrong.status).toBe(422);
  expect(wrong.body.rows[1].issues).toEqual([expect.objectContaining({ field: 'share' })]);
  const right = [rows[0], { values: { name: 'Ben', share: 40 } }];
  const sent = await someone.agent
    .post(url)
    .accept('json')
    .send({ ...body.stamp, rows: right });
  expect(sent.headers['location']).toBe('/firm/check');
  const more = await someone.agent.post(url).accept('json').send({ _more: true });
  expect(more.headers['location']).toMatch(/^\/firm\/owners\/\w+\/about$/);
});

test('the row of a check page is changed on its own page, and comes back', async () => {
  const { someone, ids } = await owner();
  await someone.post(url, typed(ids, { name: 'Ann', share: '100' }));
  const page = await someone.open(`${url}/${ids[0]}/about?return=check`);
  expect(headingOf(page.text)).toBe('About the owner');
  const sent = await someone.post(`${url}/${ids[0]}/about`, { name: 'Anna', share: '100' });
  expect(sent.headers['location']).toBe('/firm/check');
});
