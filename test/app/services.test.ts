import { expect, test } from '@jest/globals';
import { endServices, inConfig, makeServices, missingServices } from '../../src/app/services.ts';
import { fragment, memoryStorage, stepway, text, wizard } from '../../src/index.ts';

test.each([
  ['what a function makes', () => ({ db: 1 })],
  ['what an async function makes', async () => ({ db: 1 })],
])('services are %s', async (_, services) => {
  expect(await makeServices({ services })).toEqual({ db: 1 });
  expect(await makeServices({})).toBeUndefined();
});

test('services that cannot be made are a wrong setting that names the place', async () => {
  const services = () => {
    throw new Error('no database');
  };
  await expect(makeServices({ services })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(/^stepway\.config\.ts, services: .*no database/),
  });
});

test('services that can be disposed of are, and others are left alone', async () => {
  let isOver = false;
  await endServices({ [Symbol.asyncDispose]: async () => void (isOver = true) });
  expect(isOver).toBe(true);
  await endServices({ db: 1 });
  await endServices(undefined);
});

test('a wizard that uses services, itself or in a part, is refused by name when there are none', () => {
  const step = { title: 'One', fields: { name: text('Name') } };
  const part = fragment().uses<{ db: number }>().step('two', step);
  const begun = (id: string) => wizard({ id, title: 'T', version: 1 });
  const plain = begun('plain').step('one', step).complete({ action: 'Send' });
  const wizards = [
    plain,
    begun('mine').uses<{ db: number }>().step('one', step).complete({ action: 'Send' }),
    begun('of-part').uses<{ db: number }>().include('p', part).complete({ action: 'Send' }),
  ];
  expect(missingServices(wizards, { db: 1 }, inConfig)).toEqual([]);
  expect(missingServices(wizards, undefined, inConfig)).toEqual([
    expect.stringContaining('"mine"'),
    expect.stringContaining('"of-part"'),
  ]);
  const storage = memoryStorage();
  // As JavaScript calls it: the types ask for them.
  const call = (options: object) => stepway({ storage, worker: false, ...options } as never).close(0);
  expect(() => call({ wizards })).toThrow(
    'the wizard "mine" names services with .uses(), and there are none: give them to stepway({ services: { … } })',
  );
  expect(() => call({ wizards, services: { db: 1 } })).not.toThrow();
  expect(() => call({ wizards: [plain] })).not.toThrow();
});
