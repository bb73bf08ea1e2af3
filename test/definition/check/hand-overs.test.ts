import { expect, test } from '@jest/globals';
import { doubtfulOptions } from '../../../src/app/doubtful-options.ts';
import { strayHandOvers } from '../../../src/definition/check/hand-overs.ts';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import { handOver, integer, memoryStorage, secret, text, wizard } from '../../../src/index.ts';

const parking = wizard({ id: 'parking', title: 'Parking', version: 1 })
  .step('you', { title: 'You', fields: { name: text('Name'), age: integer('Age'), pin: text('PIN') } })
  .repeat('cars', { title: 'Cars' }, (car) =>
    car.step('about', { title: 'About', fields: { plate: text('Plate') } }),
  )
  .complete({ action: 'Apply' });

const about = wizard({ id: 'permit', title: 'Permit', version: 1 })
  .step('about', {
    title: 'About',
    fields: { name: text('Name'), age: integer('Age'), pin: secret('PIN') },
  })
  .repeat('pets', { title: 'Pets' }, (pet) =>
    pet.step('pet', { title: 'About', fields: { name: text('Name') } }),
  );

/** As an author without types would write it. */
type Written = (earlier: Record<string, Record<string, unknown>>) => object;
const over = (answers: Written, more: object = {}): never =>
  handOver(parking, { title: 'Parking', answers: answers as () => never, ...more }) as never;

const onReceipt = (handOver: unknown) =>
  about.complete({ action: 'Send', receipt: { handOver: handOver as never } });
const faultsOf = (handOver: unknown) => formatFaults('f', checkDefinition(onReceipt(handOver)));

test('a way on to another wizard takes answers and values along', () => {
  expect(faultsOf(over((e) => ({ you: { name: e['about']?.['name'], age: 3 } })))).toBe('');
});

test.each<[string, unknown, string]>([
  [
    'a step that the other one does not have',
    over(() => ({ yuo: { name: 'A' } })),
    'unknown step "yuo" of the wizard "parking" in its handOver; did you mean "you"?',
  ],
  [
    'a field that it does not have',
    over(() => ({ you: { nmae: 'A' } })),
    'unknown field "nmae" of step "you" of the wizard "parking" in its handOver; did you mean "name"?',
  ],
  [
    'an item of a list',
    over(() => ({ 'cars/x/about': { plate: 'A' } })),
    'unknown step "cars/x/about" of the wizard "parking" in its handOver; known: "you"',
  ],
  [
    'an answer that there is not',
    over((e) => ({ you: { name: e['about']?.['nam'] } })),
    'unknown field "nam" of step "about" in its handOver; did you mean "name"?',
  ],
  [
    'an answer of another kind',
    over((e) => ({ you: { name: e['about']?.['age'] } })),
    'its handOver puts "about.age", which is a number, into "you.name" of the wizard "parking", which is a text; hand over an answer of the same kind, or leave it out',
  ],
  [
    'a value of another kind',
    over(() => ({ you: { age: 'three' } })),
    'its handOver puts "three" into "you.age" of the wizard "parking", which its schema does not accept',
  ],
  [
    'an answer of a list',
    over((e) => ({ you: { name: (e['pets']!['pet'] as { name: unknown }).name } })),
    'its handOver reads "pets", which is a list and has no answer of its own; only how many items it has can be read here: e.pets.count',
  ],
  [
    'a password',
    over((e) => ({ you: { pin: e['about']?.['pin'] } })),
    'its handOver takes "about.pin" to "you.pin", but a password is never handed on',
  ],
  [
    'no mapping',
    over((e) => e['about']?.['name'] as object),
    'its handOver must return answers by step and field: (e) => ({ you: { name: e.about.name } })',
  ],
  [
    'a function that throws',
    over(() => {
      throw new Error('no');
    }),
    'its handOver threw an error: no',
  ],
  ['the wizard alone', parking, 'its handOver must be what handOver(wizard, { title, answers }) gives'],
  [
    'no finished wizard',
    handOver(about as never, { title: 'A' }),
    'its handOver needs a finished wizard as its first argument; import it, and let no two files import each other',
  ],
  [
    'an unknown option',
    over(() => ({}), { titel: 'A' }),
    'unknown property "titel" in the options of handOver(); did you mean "title"?',
  ],
  [
    'a text that names no answer',
    over(() => ({}), { title: 'For {about.nam}' }),
    'unknown field "nam" of step "about" in its handOver; did you mean "name"?',
  ],
  [
    'two ways to one wizard',
    [over(() => ({})), over(() => ({}))],
    'its handOver leads to the wizard "parking" twice',
  ],
])('%s is refused', (_what, handOver, message) => {
  expect(faultsOf(handOver)).toBe(`f: ${message}`);
});

test('an exit page sees what was answered before it', () => {
  const exit = (handOver: never) =>
    about
      .exit('young', { title: 'Too young', when: (e) => e.about.age.lt(18), handOver })
      .step('more', { title: 'More', fields: { more: text('More') } })
      .complete({ action: 'Send' });
  const say = (handOver: never) => formatFaults('f', checkDefinition(exit(handOver)));
  expect(say(over((e) => ({ you: { name: e['about']?.['name'] } })))).toBe('');
  expect(say(over((e) => ({ you: { name: e['more']?.['more'] } })))).toBe(
    'f, step "young": its handOver reads the step "more", which comes later; move that step before this one, or the condition to a later step',
  );
});

test('a way to a wizard that is not served beside it is a fault of the folder, and a warning of an app', () => {
  const permit = onReceipt(over(() => ({})));
  const said = 'its handOver leads to the wizard "parking", which is not served beside it; add that one';
  expect(strayHandOvers(permit, new Set(['permit']))).toMatchObject([
    { code: 'unknown-wizard', severity: 'error', message: said, call: 'complete' },
  ]);
  expect(strayHandOvers(permit, new Set(['permit', 'parking']))).toEqual([]);
  const options = { wizards: [permit], storage: memoryStorage() };
  expect(doubtfulOptions(options)).toEqual([`wizard "permit": ${said}`]);
});
