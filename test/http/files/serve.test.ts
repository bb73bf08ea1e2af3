import { setTimeout as delay } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { openedWithin } from '../../../src/http/files/serve.ts';

test("a file's content that comes after its request is over is closed again", async () => {
  const content = Readable.from(['late']);
  let arrive: (content: Readable) => void = () => {};
  const opening = new Promise<Readable>((resolve) => (arrive = resolve));
  await expect(openedWithin(1, () => opening)).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
  arrive(content);
  await delay(0);
  expect(content.destroyed).toBe(true);
});

test("a file's content that comes in time is open", async () => {
  const content = Readable.from(['early']);
  expect(await openedWithin(1_000, async () => content)).toBe(content);
  expect(content.destroyed).toBe(false);
});
