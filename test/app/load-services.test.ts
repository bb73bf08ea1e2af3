import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { endServices, loadServices, warnOfMissingServices } from '../../src/app/load-services.ts';
import { createLoader } from '../../src/app/load-wizards.ts';
import { fragment, text, wizard } from '../../src/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-services-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function loaded(source: string) {
  const file = join(folder, 'services.ts');
  await writeFile(file, source);
  return loadServices(file, createLoader());
}

test.each([
  ['an object', 'export default { db: 1 };'],
  ['a function that makes them', 'export default () => ({ db: 1 });'],
  ['an async function', 'export default async () => ({ db: 1 });'],
])('services are %s', async (_, source) => {
  expect(await loaded(source)).toEqual({ db: 1 });
});

test('a module that fails is a wrong setting that names the file', async () => {
  const failing = loaded("export default () => { throw new Error('no database'); };");
  await expect(failing).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(/^STEPWAY_SERVICES: .*services\.ts could not be loaded: /),
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
