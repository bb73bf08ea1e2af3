import { afterAll, expect, test } from '@jest/globals';
import { choice, choiceFrom, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';

const clinics: { readonly [town: string]: string } = { 'c-1': 'Laksevåg', 'c-2': 'Sandviken' };

/** As long as a name can be. */
const longest = 'guide'.padEnd(64, 'x');

const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false })
  .step('from', { title: 'From', fields: { land: choice('Land', { ie: 'Ireland', no: 'Norway' }) } })
  .repeat(
    'stops',
    {
      title: 'Stops',
      item: '{stop.town} {stop.clinic}',
      rows: true,
      min: 1,
      when: (e) => e.from.land.is('no'),
    },
    (item) =>
      item.step('stop', {
        title: 'Stop',
        fields: {
          town: choiceFrom('Town', async () => [{ value: 't-1', label: 'Bergen' }]),
          street: choiceFrom(
            'Street',
            async ({ earlier }) => [{ value: 's-1', label: `Main street of ${earlier.from.land}` }],
            { dependsOn: (earlier) => [earlier.from.land] },
          ),
          clinic: choiceFrom('Clinic', {
            find: async ({ query }) =>
              Object.entries(clinics)
                .filter(([, label]) => label.toLowerCase().includes(query))
                .map(([value, label]) => ({ value, label })),
            get: async ({ value }) =>
              clinics[value] === undefined ? undefined : { value, label: clinics[value] },
          }).optional(),
          [longest]: choiceFrom('Guide', {
            find: async () => [{ value: 'g-1', label: 'Guri' }],
            get: async () => undefined,
          }).optional(),
          where: text('Where'),
        },
      }),
  )
  .step('sure', { title: 'Sure?', fields: { sure: text('Sure') } })
  .complete({ action: 'Send' });

const { app, forms } = memoryApp([trip]);
afterAll(() => forms.close(0));

async function onRows() {
  const ann = visitor(app);
  await ann.answer('/trip/from', { land: 'no' });
  const page = await ann.open('/trip/stops');
  const [, row] = /name="(\w+)\._seen"/.exec(page.text)!;
  const typed = (values: { readonly [field: string]: string }) =>
    Object.fromEntries(Object.entries(values).map(([field, value]) => [`${row}.${field}`, value]));
  return { ann, page, row: row!, typed };
}

test('a list that is asked as rows offers the loaded options in each row, and takes one of them', async () => {
  const { ann, page, typed } = await onRows();
  expect(textOf(page.text)).toContain('Bergen');
  const values = { street: 's-1', where: 'Here' };
  expect((await ann.post('/trip/stops', typed({ ...values, town: 't-9' }))).status).toBe(422);
  expect((await ann.post('/trip/stops', typed({ ...values, town: 't-1' }))).status).toBe(303);
});

test('so it does with options that depend on the answers before the list', async () => {
  const { ann, page, typed } = await onRows();
  expect(textOf(page.text)).toContain('Main street of no');
  const refused = await ann.post('/trip/stops', typed({ town: 't-1', street: 's-9', where: 'Here' }));
  expect(refused.status).toBe(422);
  expect(textOf(refused.text)).toContain('Main street of no');
});

test('a list is searched in its own row, and nothing that is typed in the others is lost', async () => {
  const { ann, row, typed } = await onRows();
  const found = await ann.post('/trip/stops', {
    ...typed({ where: 'Here', 'clinic-query': 'sand' }),
    'k9.where': 'There',
    'k9._seen': '',
    _find: `${row}.clinic`,
  });
  expect(found.status).toBe(200);
  expect(textOf(found.text)).toContain('1 found for “sand”');
  expect(found.text).toContain(`name="${row}.clinic-value" value="c-2"`);
  for (const typedIn of ['value="Here"', 'value="There"']) expect(found.text).toContain(typedIn);
  const alone = await ann.agent
    .post('/trip/stops')
    .set({ 'X-Stepway-Find': `${row}.clinic`, Accept: 'application/json' })
    .send({ query: 'laks' });
  expect(alone.body).toMatchObject({ options: [{ value: 'c-1', label: 'Laksevåg' }], more: false });
});

test('without scripts one finds in a field with the longest name, too', async () => {
  const { ann, row, typed } = await onRows();
  const sent = { ...typed({ where: 'Here', [`${longest}-query`]: 'gu' }), _find: `${row}.${longest}` };
  const found = await ann.post('/trip/stops', sent);
  expect(textOf(found.text)).toContain('1 found for “gu”');
  expect(found.text).not.toContain('stepway-errors');
});

test('rows are called by the labels of their choices, and are shown so', async () => {
  const { ann, typed } = await onRows();
  const values = { town: 't-1', street: 's-1', where: 'Here' };
  expect((await ann.post('/trip/stops', typed({ ...values, 'clinic-value': 'c-9' }))).status).toBe(422);
  const sent = await ann.post('/trip/stops', typed({ ...values, 'clinic-value': 'c-2' }));
  expect(sent.headers['location']).toBe('/trip/sure');
  const { body } = await ann.agent.get('/trip/stops').accept('application/json');
  expect(body.items[0].name).toBe('Bergen Sandviken');
  expect(body.rows[0]).toMatchObject({
    values: { clinic: 'c-2' },
    formatted: { clinic: ['Sandviken'], street: ['Main street of no'] },
  });
  await ann.answer('/trip/sure', { sure: 'x' });
  const check = textOf((await ann.open('/trip/check')).text);
  for (const shown of ['Bergen', 'Sandviken', 'Main street of no']) expect(check).toContain(shown);
});

test('whoever asks about one cell alone changes no rows, whatever else they send', async () => {
  const { ann, row, typed } = await onRows();
  const values = { town: 't-1', street: 's-1', where: 'Here' };
  await ann.post('/trip/stops', typed(values));
  const asks = [
    { 'X-Stepway-Find': `${row}.where` },
    { 'X-Stepway-Find': '' },
    { 'X-Stepway-Validate': 'x' },
  ];
  for (const headers of asks) {
    const sent = { ...typed({ ...values, where: 'There' }), _remove: row };
    await ann.agent.post('/trip/stops').set(headers).type('form').send(sent);
  }
  const { body } = await ann.agent.get('/trip/stops').accept('application/json');
  expect(body.rows[0]).toMatchObject({ values: { where: 'Here' } });
});

test('what is typed into rows waits where the list has closed meanwhile, also when somebody searches', async () => {
  const { ann, row, typed } = await onRows();
  await ann.answer('/trip/from', { land: 'ie' });
  const sent = { ...typed({ where: 'Here', 'clinic-query': 'sand' }), _find: `${row}.clinic` };
  expect((await ann.agent.post('/trip/stops').type('form').send(sent)).status).toBe(303);
  await ann.answer('/trip/from', { land: 'no' });
  expect((await ann.open('/trip/stops')).text).toContain('value="Here"');
});

test('a stored row takes no value that is none of the list, and keeps another one that is', async () => {
  const { ann, typed } = await onRows();
  const values = { town: 't-1', street: 's-1', where: 'Here' };
  expect((await ann.post('/trip/stops', typed({ ...values, 'clinic-value': 'c-2' }))).status).toBe(303);
  await ann.open('/trip/stops');
  const stray = await ann.post('/trip/stops', typed({ ...values, 'clinic-value': 'c-9' }));
  expect(stray.status).toBe(422);
  const other = await ann.post('/trip/stops', typed({ ...values, where: '', 'clinic-value': 'c-1' }));
  expect(other.status).toBe(422);
  expect(other.text).toMatch(/name="\w+\.clinic-value" value="c-1"/);
  expect(textOf(other.text)).toContain('Laksevåg');
});

test('each new row of a front end has its searched choice looked up', async () => {
  const ann = visitor(app);
  await ann.answer('/trip/from', { land: 'no' });
  const page = await ann.agent.get('/trip/stops').set('Accept', 'application/json');
  const row = (clinic: string) => ({ values: { town: 't-1', street: 's-1', where: 'Here', clinic } });
  const sent = await ann.agent
    .post('/trip/stops')
    .set('Accept', 'application/json')
    .send({ _stamp: page.body.stamp, rows: [row('c-1'), row('c-2')] });
  expect([sent.status, sent.body.issues ?? []]).toEqual([303, []]);
});
