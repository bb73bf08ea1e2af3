import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { address, addressOf, text, wizard, type Address, type InferAnswers } from '../../../src/index.ts';
import { checkDefinition } from '../../../src/definition/check/check.ts';
import { createApp } from '../../../src/app/server.ts';
import { generateAnswers } from '../../../src/sample/generate.ts';
import { walk } from '../../../src/sample/walk-paths.ts';
import { memoryStorage } from '../../../src/testing/index.ts';
import { testConfig } from '../../support/memory-app.ts';
import { textOf, visitor } from '../../support/visitor.ts';

interface Services {
  readonly addressesAt: (postcode: string) => Promise<readonly Address[]>;
}
let isDown = false;
beforeEach(() => {
  isDown = false;
});
const services: Services = {
  async addressesAt(postcode) {
    if (isDown) throw new Error('the register is down');
    return postcode === 'LS1 1AA' ? [{ line1: '1 High Street', town: 'Leeds', postcode }] : [];
  },
};

let taken: Address | undefined;
const home = wizard({ id: 'home', title: 'Move house', version: 1, start: false })
  .uses<Services>()
  .include('home', address({ find: ({ postcode, services: { addressesAt } }) => addressesAt(postcode) }))
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .complete({
    action: 'Send',
    run: async ({ answers }) => {
      taken = addressOf(answers.home);
    },
  });

// Asked for one postcode each, so that no test finds what another one has loaded.
const { app, forms } = createApp({
  config: testConfig,
  wizards: [home],
  services,
  storage: memoryStorage(),
  log: pino({ level: 'silent' }),
});
afterAll(() => forms.close(0));

const chosen = JSON.stringify(['1 High Street', '', 'Leeds', 'LS1 1AA', '']);

test('an address is found by its postcode and chosen, and read on check-your-answers once', async () => {
  const someone = visitor(app);
  await someone.answer('/home/home/find', { how: 'find', postcode: 'LS1 1AA' });
  // It begins with a number, which a page from right to left would put at its end.
  expect((await someone.open('/home/home/pick')).text).toContain('<bdi>1 High Street, Leeds, LS1 1AA</bdi>');
  expect(await someone.answer('/home/home/pick', { address: chosen })).toBe('/home/who');
  await someone.answer('/home/who', { name: 'Ann' });
  const check = textOf((await someone.open('/home/check')).text);
  expect(check).toContain('Postcode LS1 1AA Change Postcode Address 1 High Street Leeds Change Address');
  expect(check).not.toContain('How would you like');
  await someone.post('/home/check');
  expect(taken).toEqual({ line1: '1 High Street', town: 'Leeds', postcode: 'LS1 1AA' });
});

test('one that is not found is entered by hand, abroad too', async () => {
  const someone = visitor(app);
  await someone.answer('/home/home/find', { how: 'find', postcode: 'ZZ9 9ZZ' });
  expect(textOf((await someone.open('/home/home/pick')).text)).toContain('No address was found');
  expect(await someone.answer('/home/home/pick', { address: 'hand' })).toBe('/home/home/hand');
  // The postcode that was looked up stands there, and can be changed.
  expect((await someone.open('/home/home/hand')).text).toMatch(/name="postcode"[^>]*value="ZZ9 9ZZ"/);
  const typed = { line1: 'Storgata 1', town: 'Oslo', postcode: '0155', country: 'NO' };
  expect(await someone.answer('/home/home/hand', typed)).toBe('/home/who');
  // What was chosen on the way is still ticked when one goes back.
  const [pick, find] = [await someone.open('/home/home/pick'), await someone.open('/home/home/find')];
  expect(pick.text).toMatch(/value="hand" checked/);
  expect(find.text).toMatch(/value="find" checked/);
  await someone.answer('/home/who', { name: 'Ann' });
  const check = textOf((await someone.open('/home/check')).text);
  expect(check).toContain('Enter your address Storgata 1 Oslo 0155 Norway Change');
  expect(check).not.toMatch(/How would you like|by hand/);
});

test('when the service is down an address is entered by hand, and one that was chosen before stays', async () => {
  isDown = true;
  const someone = visitor(app);
  await someone.answer('/home/home/find', { how: 'find', postcode: 'AB1 2CD' });
  expect(textOf((await someone.open('/home/home/pick')).text)).toContain('cannot be looked up just now');
  expect((await someone.post('/home/home/pick', { address: 'anything' })).status).toBe(422);
  expect(await someone.answer('/home/home/pick', { address: chosen })).toBe('/home/who');
});

test('one who chooses to enter it by hand is asked for no postcode before', async () => {
  const someone = visitor(app);
  expect(await someone.answer('/home/home/find', { how: 'hand' })).toBe('/home/home/hand');
});

test('every way through it is walked, and sample answers fit with or without the service', async () => {
  expect(checkDefinition(home)).toEqual([]);
  const found: Services = { addressesAt: async () => [{ line1: '1 High Street', town: 'Leeds' }] };
  const { paths, isComplete } = await walk(home, { services: found });
  expect(isComplete).toBe(true);
  expect(paths.map(({ steps }) => steps.join(' '))).toEqual(
    expect.arrayContaining([
      'home/find home/pick who',
      'home/find home/hand who',
      'home/find home/pick home/hand who',
    ]),
  );
  expect(Object.keys(await generateAnswers(home, 2))).toContain('who');
});

test('the answer of the part is typed', () => {
  const of = ({ home: part }: InferAnswers<typeof home>): Address => addressOf(part);
  expect(
    of({
      home: { find: { how: 'hand' }, hand: { line1: 'A', town: 'B', country: 'IE' } },
      who: { name: 'C' },
    }),
  ).toEqual({ line1: 'A', town: 'B', country: 'IE' });
});

test('an address makes no host miss services that its look-up does not take', () => {
  const chain = wizard({ id: 'home', title: 'Move house', version: 1 });
  const part = address({ find: async () => [] });
  expect(chain.include('home', part).complete({ action: 'Send' }).usesServices).toBe(false);
});
