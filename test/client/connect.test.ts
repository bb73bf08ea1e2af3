import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, cookieFetch, isShown } from '../../src/client/index.ts';
import { and, choice, choiceFrom, file, hidden, integer, text, wizard } from '../../src/index.ts';
import { movableClock } from '../../src/testing/index.ts';
import { services } from '../../wizards/parts/services.ts';
import stay from '../../wizards/stay.ts';
import { serve } from '../../src/testing/own-app.ts';

const trip = wizard({ id: 'trip', title: 'A trip', version: 1, start: false })
  .step('who', {
    title: 'Who?',
    fields: {
      name: text('Name').max(20),
      age: integer('Age').min(0),
      school: text('School'),
      ref: hidden('Reference').optional(),
    },
    show: { school: (own) => and(own.age.lt(18), own.name.isAnswered()) },
  })
  .step('by', { title: 'How?', fields: { by: choice('By', { car: 'Car', boat: 'Boat' }) } })
  .step('papers', { title: 'Papers', fields: { scan: file('Scan', { types: ['text/plain'] }) } })
  .complete({ action: 'Book' });

const clinics = [
  { value: 'c-1', label: 'Laksevåg' },
  { value: 'c-2', label: 'Sandviken' },
];
const visits = wizard({ id: 'visits', title: 'Visits', version: 1, start: false })
  .repeat('stops', { title: 'Stops', item: '{stop.clinic}', rows: true, min: 1 }, (item) =>
    item.step('stop', {
      title: 'Stop',
      fields: {
        clinic: choiceFrom('Clinic', {
          find: async ({ query }) => clinics.filter(({ label }) => label.toLowerCase().includes(query)),
          get: async ({ value }) => clinics.find((clinic) => clinic.value === value),
        }),
      },
    }),
  )
  .complete({ action: 'Send' });

const clock = movableClock();
let served: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  served = await serve({
    wizards: [trip, stay, visits],
    services,
    now: clock.now,
    prefill: (_req, _wizard, step) => (step === 'who' ? { ref: 'r-1' } : undefined),
  });
});
afterAll(() => served.close());

function visitor(options: { readonly fetch?: typeof fetch } = {}) {
  return connect<typeof trip>({ base: served.origin, id: 'trip', fetch: cookieFetch(), ...options });
}

type Visitor = ReturnType<typeof visitor>;

async function openWho(client: Visitor) {
  const page = await client.openStep('who');
  if (page.kind !== 'step' || page.stepId !== 'who') throw new Error(`not the step: ${page.kind}`);
  return page;
}

const ann = { name: 'Ann', age: 7, school: 'Hill' };

test('what is wrong comes as the page again, with its issues and the values that were sent', async () => {
  const page = await (await openWho(visitor())).send({ name: 'Ann', age: -1, school: 'Hill' });
  if (page.kind !== 'step' || page.stepId !== 'who') throw new Error(page.kind);
  expect([page.status, page.values.age, page.issues[0]?.field]).toEqual([422, -1, 'age']);
  expect(await page.send(ann)).toMatchObject({ kind: 'step', stepId: 'by', status: 200 });
});

test('hidden values go along with what is sent', async () => {
  const client = visitor();
  await (await openWho(client)).send(ann);
  expect((await openWho(client)).values).toEqual({ ...ann, ref: 'r-1' });
});

test('a conflict has both answers, and keeps mine or what is stored', async () => {
  const client = visitor();
  const stale = await openWho(client);
  await (await openWho(client)).send(ann);
  const conflict = await stale.send({ ...ann, name: 'Ben' });
  if (conflict.kind !== 'conflict') throw new Error(conflict.kind);
  expect([conflict.typed['name'], conflict.stored?.['name']]).toEqual(['Ben', 'Ann']);
  expect(await conflict.keepStored()).toMatchObject({ kind: 'step', values: { name: 'Ann' } });
  expect(await conflict.keepMine()).toMatchObject({ kind: 'step', stepId: 'by' });
  expect((await openWho(client)).values.name).toBe('Ben');
});

test('a session that has ended is taken over with what was sent', async () => {
  const client = visitor();
  await (await openWho(client)).send(ann);
  const by = await client.openStep('by');
  if (by.kind !== 'step' || by.stepId !== 'by') throw new Error(by.kind);
  clock.advance({ minutes: 31 });
  const expired = await by.send({ by: 'boat' });
  if (expired.kind !== 'expired') throw new Error(expired.kind);
  expect(expired.typed).toEqual({ by: 'boat' });
  const first = await expired.takeOver();
  if (first.kind !== 'step' || first.stepId !== 'who') throw new Error(first.kind);
  expect(await first.send(ann)).toMatchObject({ stepId: 'by', values: { by: 'boat' } });
});

test('a draft is kept, one field is checked, and nothing else is stored', async () => {
  const client = visitor();
  await (await openWho(client)).send(ann);
  const by = await client.openStep('by');
  if (by.kind !== 'step' || by.stepId !== 'by') throw new Error(by.kind);
  expect(await by.check('by', {})).toMatch(/Choose|Select/);
  expect(await by.check('by', { by: 'car' })).toBeNull();
  expect(await by.draft({ by: 'car' })).toMatchObject({ saved: true, keptUntil: expect.any(Date) });
  expect(await client.openStep('by')).toMatchObject({ kind: 'step', values: { by: 'car' } });
  expect(await client.open()).toMatchObject({ kind: 'step', stepId: 'by' });
  expect((await client.keep())?.getTime()).toBeGreaterThan(clock.now());
});

test('a file is uploaded by itself, and answers its step; one that is refused says why', async () => {
  const client = visitor();
  await (await openWho(client)).send(ann);
  const by = await client.openStep('by');
  if (by.kind !== 'step' || by.stepId !== 'by') throw new Error(by.kind);
  const papers = await by.send({ by: 'car' });
  if (papers.kind !== 'step' || papers.stepId !== 'papers') throw new Error(papers.kind);
  const shares: number[] = [];
  const refused = await papers.upload('scan', new File([''], 'empty.txt', { type: 'text/plain' }));
  expect(refused).toMatchObject({ ok: false, message: expect.any(String) });
  const given = await papers.upload('scan', new File(['my papers'], 'papers.txt', { type: 'text/plain' }), {
    onProgress: (share) => shares.push(share),
  });
  if (!given.ok) throw new Error(String(given.message));
  expect([given.name, given.file.bytes, shares.at(-1)]).toEqual(['papers.txt', 9, 1]);
  const check = await papers.send({ scan: given.file });
  if (check.kind !== 'check') throw new Error(check.kind);
  expect(check.summary[0]?.rows[0]).toMatchObject({ label: 'Name', lines: ['Ann'] });
  expect(await check.submit()).toMatchObject({ kind: 'done', reference: expect.any(String) });
  expect(await client.open()).toMatchObject({ kind: 'submitted' });
});

test('an upload that is cancelled rejects with the reason', async () => {
  const client = visitor();
  await (await openWho(client)).send(ann);
  const by = await client.openStep('by');
  if (by.kind !== 'step' || by.stepId !== 'by') throw new Error(by.kind);
  const papers = await by.send({ by: 'car' });
  if (papers.kind !== 'step' || papers.stepId !== 'papers') throw new Error(papers.kind);
  const signal = AbortSignal.abort(new Error('changed my mind'));
  await expect(papers.upload('scan', new File(['x'], 'x.txt'), { signal })).rejects.toThrow(
    'changed my mind',
  );
});

test('a list is searched by what is typed, and answered by a value', async () => {
  const client = connect<typeof stay>({ base: served.origin, id: 'stay', fetch: cookieFetch() });
  const page = await client.open();
  if (page.kind !== 'step' || page.stepId !== 'when') throw new Error(page.kind);
  expect(page.schema.properties['house']).toMatchObject({ control: 'lookup' });
  expect(page.schema.properties['house']).not.toHaveProperty('options');
  const found = await page.find('house', 'willow mill tober');
  expect(found).toMatchObject({ options: [{ label: 'Willow Mill, Tobermory' }], more: false, failed: false });
  const same = await page.send({ house: found.options[0]!.value });
  if (same.kind !== 'step' || same.stepId !== 'when') throw new Error(same.kind);
  expect(same.issues.map(({ field }) => field)).not.toContain('house');
  expect(same.formatted.house).toEqual(['Willow Mill, Tobermory']);
});

test('a list is searched in a row, and in one that is new', async () => {
  const client = connect<typeof visits>({ base: served.origin, id: 'visits', fetch: cookieFetch() });
  const page = await client.open();
  if (page.kind !== 'rows') throw new Error(page.kind);
  const found = { options: [{ value: 'c-2', label: 'Sandviken' }], more: false, failed: false };
  expect(await page.find({ row: page.rows[0]!.id, field: 'clinic' }, 'sand')).toEqual(found);
  expect(await page.find({ field: 'clinic' }, 'sand')).toEqual(found);
  expect(await page.find({ field: 'nothing' }, 'sand')).toMatchObject({ options: [] });
});

test('answers are deleted, and brought back', async () => {
  const client = visitor();
  await (await openWho(client)).send(ann);
  const deleted = await client.deleteAnswers();
  if (deleted.kind !== 'deleted') throw new Error(deleted.kind);
  expect(await deleted.undo()).toMatchObject({ kind: 'step', stepId: 'by' });
});

test('a field is asked by what stands in the others, and by earlier fields that are asked themselves', async () => {
  const page = await openWho(visitor());
  expect(isShown('school', page, { name: 'Ann', age: 7 })).toBe(true);
  expect(isShown('school', page, { name: 'Ann', age: 18 })).toBe(false);
  expect(isShown('school', page, { name: '', age: 7 })).toBe(false);
  expect(isShown('name', page, {})).toBe(true);
  const { show } = {
    show: {
      b: { op: 'eq', field: 'a', value: 1 },
      c: { op: 'not', of: { op: 'answered', field: 'b' } },
      d: { op: 'or', of: [{ op: 'eq', field: 'a', value: { field: 'e' } }] },
      never: false,
    },
  } as const;
  expect(isShown('c', { show }, { a: 2, b: 'left over' })).toBe(true);
  expect(isShown('d', { show }, { a: 2, e: 2 })).toBe(true);
  expect(isShown('never', { show }, {})).toBe(false);
});

test('a field is asked by a part of what stands in another', () => {
  const show = {
    why: { op: 'eq', field: 'rated', part: 'food', value: 'bad' },
    back: { op: 'gt', field: 'dates', part: 'to', value: { field: 'dates', part: 'from' } },
  } as const;
  expect(isShown('why', { show }, { rated: { food: 'bad' } })).toBe(true);
  expect(isShown('why', { show }, { rated: { room: 'bad' } })).toBe(false);
  expect(isShown('why', { show }, { rated: 'bad' })).toBe(false);
  expect(isShown('back', { show }, { dates: { from: '2027-03-01', to: '2027-03-02' } })).toBe(true);
  expect(isShown('back', { show }, { dates: { from: '2027-03-01', to: '2027-03-01' } })).toBe(false);
});
