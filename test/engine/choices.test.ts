import { afterAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { choiceFrom, text, wizard } from '../../src/index.ts';
import { choiceResolver } from '../../src/engine/choices.ts';
import { optionLoader } from '../../src/engine/load-options.ts';
import { createApp } from '../../src/app/server.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { memoryApp, testConfig } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';
import { fieldsAt, findPlace, placesOf } from '../../src/definition/place.ts';
import { aGroup, aPart, definitionOf } from '../support/definition.ts';
import type { WizardDefinition } from '../../src/definition/model.ts';

const optionsIn = (definition: WizardDefinition) => fieldsAt(placesOf(definition)[0]!)[0]?.options;

let clinics = [
  { value: 'north', label: 'North clinic' },
  { value: 'south', label: 'South clinic' },
];
let loads = 0;
let fails = false;

const booking = wizard({ id: 'booking', title: 'Book a visit', version: 1, start: false })
  .step('where', {
    title: 'Which clinic?',
    fields: {
      clinic: choiceFrom('Clinic', async () => {
        loads += 1;
        if (fails) throw new Error('the database is down');
        return clinics;
      }),
    },
  })
  .step('north', {
    title: 'The north clinic',
    when: (earlier) => earlier.where.clinic.is('north'),
    fields: { gate: text('Gate') },
  })
  .complete({ action: 'Book' });

const { app, forms } = memoryApp([booking]);
afterAll(() => forms.close(0));

test('a loaded choice shows its options, takes one of them, and shows its label in the summary', async () => {
  const someone = visitor(app);
  expect(textOf((await someone.open('/booking/where')).text)).toContain('North clinic');
  expect(await someone.answer('/booking/where', { clinic: 'north' })).toBe('/booking/north');
  await someone.answer('/booking/north', { gate: '4' });
  expect(textOf((await someone.open('/booking/check')).text)).toContain('North clinic');
});

test('a value that is not among the options is refused', async () => {
  const someone = visitor(app);
  await someone.open('/booking/where');
  expect((await someone.post('/booking/where', { clinic: 'west' })).status).toBe(422);
});

test('options are asked for once while they are cached, and the last ones stay when a load fails', async () => {
  let time = 0;
  const around = { services: undefined, log: pino({ level: 'silent' }), now: () => time };
  const resolve = choiceResolver(optionLoader(around));
  loads = 0;
  const first = await resolve(booking);
  expect(await resolve(booking)).toBe(first);
  expect(loads).toBe(1);

  time = 61_000;
  clinics = [{ value: 'west', label: 'West clinic' }];
  expect(optionsIn(await resolve(booking))).toEqual(clinics);
  time = 130_000;
  fails = true;
  expect(optionsIn(await resolve(booking))).toEqual(clinics);
  expect(loads).toBe(3);
  // Nobody waits for a service that has just failed, while there are old options.
  time = 134_000;
  await resolve(booking);
  expect(loads).toBe(3);
  time = 136_000;
  await resolve(booking);
  expect(loads).toBe(4);

  await expect(choiceResolver(optionLoader(around))(booking)).rejects.toMatchObject({
    code: 'CHOICES_UNAVAILABLE',
  });
  fails = false;
});

const broken = wizard({ id: 'broken', title: 'Broken', version: 1 })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .step('where', {
    title: 'Where?',
    fields: {
      berth: choiceFrom('Berth', async () => {
        throw new TypeError('no berths');
      }),
    },
  })
  .complete({ action: 'Book' });

test('a load that fails keeps back its own step only, and the log names wizard, step and field', async () => {
  const warned: { readonly facts: object; readonly message: string }[] = [];
  const quiet = () => {};
  const log = {
    debug: quiet,
    info: quiet,
    error: quiet,
    warn: (facts: object, message: string) => void warned.push({ facts, message }),
  };
  const { app: other, forms: others } = createApp({
    config: testConfig,
    wizards: [broken],
    storage: memoryStorage(),
    log,
  });
  const someone = visitor(other);
  expect((await someone.open('/broken/start')).status).toBe(200);
  expect(await someone.answer('/broken/who', { name: 'Ann' })).toBe('/broken/where');
  expect((await someone.open('/broken/where')).status).toBe(503);
  expect((await someone.open('/broken/who')).text).toContain('value="Ann"');
  expect(warned.find(({ message }) => message.includes('berth'))).toEqual({
    facts: expect.objectContaining({ code: 'CHOICES_UNAVAILABLE', cause: 'TypeError' }),
    message: 'wizard "broken", step "where", field "berth": the options of the choice could not be loaded',
  });
  await others.close(0);
});

test.each([
  ['nothing', undefined, 'its load must give a list of options'],
  ['a list of texts', ['north'], 'its load, at 0, must give'],
  ['an option without a label', [{ value: 'north' }], 'its load, at 0.label, must give'],
])('a load that gives %s is a load that failed, and says so', async (_, given, said) => {
  const odd = wizard({ id: 'odd', title: 'Odd', version: 1 })
    .step('where', { title: 'Where?', fields: { clinic: choiceFrom('Clinic', async () => given as never) } })
    .complete({ action: 'Book' });
  const around = { services: undefined, log: pino({ level: 'silent' }), now: () => 0 };
  await expect(choiceResolver(optionLoader(around))(odd)).rejects.toMatchObject({
    code: 'CHOICES_UNAVAILABLE',
    cause: expect.objectContaining({ message: expect.stringContaining(said) }),
  });
});

test('options are loaded for the steps of a part and of a group too, and the places keep their keys', async () => {
  const [where] = booking.nodes;
  const inside = definitionOf([aPart('home', [where!]), aGroup('visits', [where!])], { id: 'inside' });
  const resolve = choiceResolver(
    optionLoader({
      services: undefined,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      now: () => 0,
    }),
  );
  fails = false;
  const whole = await resolve(inside);
  expect(fieldsAt(findPlace(whole, 'home/where')!)[0]?.options).toEqual(clinics);
  const one = await resolve(inside, 'visits/k3f9/where');
  expect(fieldsAt(findPlace(one, 'visits/k3f9/where')!)[0]?.options).toEqual(clinics);
});
