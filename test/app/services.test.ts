import { expect, test } from '@jest/globals';
import { endServices, makeServices, warnOfMissingServices } from '../../src/app/services.ts';
import { fragment, text, wizard } from '../../src/index.ts';

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

test('a wizard that uses services, itself or in a part, is named when there are none', () => {
  const warned: string[] = [];
  const quiet = () => {};
  const log = {
    debug: quiet,
    info: quiet,
    error: quiet,
    warn: (_: object, said: string) => void warned.push(said),
  };
  const step = { title: 'One', fields: { name: text('Name') } };
  const part = fragment().uses<{ db: number }>().step('two', step);
  const begun = (id: string) => wizard({ id, title: 'T', version: 1 });
  const wizards = [
    begun('plain').step('one', step).complete({ action: 'Send' }),
    begun('mine').uses<{ db: number }>().step('one', step).complete({ action: 'Send' }),
    begun('of-part').uses<{ db: number }>().include('p', part).complete({ action: 'Send' }),
  ];
  warnOfMissingServices(wizards, { db: 1 }, log);
  expect(warned).toEqual([]);
  warnOfMissingServices(wizards, undefined, log);
  expect(warned).toEqual([expect.stringContaining('"mine"'), expect.stringContaining('"of-part"')]);
});
