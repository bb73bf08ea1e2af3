import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { choice, choiceFrom, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';

let isDown = false;
beforeEach(() => {
  isDown = false;
});

const some = <Value>(value: Value): Value => {
  if (isDown) throw new Error('down');
  return value;
};
const loaded = (label: string) =>
  choiceFrom(label, async () => some([{ value: 'v-1', label: `${label} one` }]), { cacheMs: 1 });
const searched = (label: string) =>
  choiceFrom(
    label,
    {
      find: async () => some([{ value: 'v-1', label: `${label} one` }]),
      get: async ({ value }) => some(value === 'v-1' ? { value, label: `${label} one` } : undefined),
    },
    { cacheMs: 1 },
  );

const move = wizard({
  id: 'move',
  title: 'Move',
  version: 1,
  start: false,
  several: { max: 5, name: '{where.town}, {where.firm}' },
})
  .step('where', {
    title: 'Where?',
    fields: { land: choice('Land', { ie: 'Ireland' }), town: loaded('Town'), firm: searched('Firm') },
  })
  .repeat('rooms', { title: 'Rooms', item: '{room.kind}: {room.floor}, {room.lift}', min: 1 }, (item) =>
    item
      .step('room', {
        title: 'Room',
        fields: {
          kind: loaded('Kind'),
          floor: searched('Floor'),
          lift: choiceFrom(
            'Lift',
            async ({ earlier }) => some([{ value: 'v-1', label: `Lift of ${earlier.where.land}` }]),
            {
              dependsOn: (earlier) => [earlier.where.land],
              cacheMs: 1,
            },
          ),
        },
      })
      .step('size', { title: 'How large is {room.kind}?', fields: { size: text('Size') } }),
  )
  .complete({ action: 'Send', confirmation: 'Off to {where.firm}' });

const { app, forms } = memoryApp([move]);
afterAll(() => forms.close(0));

async function moved() {
  const ann = visitor(app);
  const where = (await ann.open('/move')).request.url;
  const at = new URL(where).pathname.replace(/\/where$/, '');
  const values = { land: 'ie', town: 'v-1', 'firm-value': 'v-1' };
  await ann.answer(`${at}/where`, values);
  const list = await ann.agent.get(`${at}/rooms`);
  const room = list.headers['location'] as string;
  const size = await ann.answer(room, { kind: 'v-1', 'floor-value': 'v-1', lift: 'v-1' });
  return { ann, at, room, size };
}

test('an item is called by the labels of its loaded choices on its list, on its pages and when it is taken out', async () => {
  const { ann, at, size } = await moved();
  expect(textOf((await ann.open(size)).text)).toContain('How large is Kind one?');
  await ann.answer(size, { size: 'L' });
  const name = 'Kind one: Floor one, Lift of ie';
  const list = (await ann.open(`${at}/rooms`)).text;
  expect(textOf(list)).toContain(name);
  const { body } = await ann.agent.get(`${at}/rooms`).accept('application/json');
  expect(body.items[0].name).toBe(name);
  const item = body.items[0].id as string;
  expect(textOf((await ann.open(`${at}/rooms?remove=${item}`)).text)).toContain(name);
  const gone = await ann.post(`${at}/rooms`, { _remove: item });
  expect(textOf((await ann.open(gone.headers['location'] as string)).text)).toContain(name);
});

test('a run is called by the labels of its loaded choices on the list of runs and when it is deleted', async () => {
  const { ann, at } = await moved();
  expect(textOf((await ann.open('/move')).text)).toContain('Town one, Firm one');
  expect(textOf((await ann.open(`${at}/end`)).text)).toContain('Town one, Firm one');
});

test('while a service is down the names have the values, and the pages are there', async () => {
  const { ann, at, size } = await moved();
  await ann.answer(size, { size: 'L' });
  isDown = true;
  for (const page of [size, `${at}/rooms`, '/move', `${at}/end`]) {
    const { status } = await ann.open(page);
    expect(status).toBe(200);
  }
});
