import { expect, test } from '@jest/globals';
import {
  embeddedStorage,
  memoryStorage,
  mongoStorage,
  type EmbeddedOptions,
  type MongoOptions,
} from '../../src/index.ts';

const refusal = (message: string) =>
  expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(message) });

test.each<[object, string]>([
  [
    { folde: '.data' },
    'unknown property "folde" in the options of embeddedStorage(); did you mean "folder"?',
  ],
  [
    { folde: '.data' },
    '"folder" is missing in the options of embeddedStorage(); it must be the path of a folder',
  ],
  [
    { folder: '.data', idleMs: '30m' },
    '"idleMs" in the options of embeddedStorage() must be a number of milliseconds',
  ],
  [{ folder: '.data', sweepMs: 30 * 86_400_000 }, '"sweepMs" in the options of embeddedStorage()'],
  [{ folder: '.data', sweepMs: Number.NaN }, '"sweepMs" in the options of embeddedStorage()'],
  [{ folder: '.data', maxBytes: -1 }, '"maxBytes" in the options of embeddedStorage()'],
  [{ folder: '.data', absoluteMs: Infinity }, '"absoluteMs" in the options of embeddedStorage()'],
])('the embedded storage refuses %j', async (options, message) => {
  await expect(embeddedStorage(options as EmbeddedOptions)).rejects.toEqual(refusal(message));
});

test('the memory storage refuses a time that is a text', () => {
  const options = { idleMs: '30m' } as unknown as { idleMs: number };
  expect(() => memoryStorage(options)).toThrow(refusal('"idleMs" in the options of memoryStorage()'));
});

test.each<[object, string]>([
  [{}, 'mongoStorage() needs a "url", or a "client"'],
  [
    { uri: 'mongodb://127.0.0.1' },
    'unknown property "uri" in the options of mongoStorage(); did you mean "url"?',
  ],
  [
    { url: 'mongodb://127.0.0.1', connectTimeoutMs: 2 ** 31 },
    '"connectTimeoutMs" in the options of mongoStorage() must be a number of milliseconds',
  ],
])('the MongoDB storage refuses %j', async (options, message) => {
  await expect(mongoStorage(options as MongoOptions)).rejects.toEqual(refusal(message));
});
