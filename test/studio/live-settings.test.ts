import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { StepwayConfig } from '../../src/index.ts';
import { liveSettings } from '../../src/studio/live-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'stepway-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const env = { STEPWAY_DATA: folder };

/** Services that say when they are disposed of. */
const pool = (name: string, ended: string[]) => ({
  name,
  [Symbol.asyncDispose]: async () => void ended.push(name),
});

/** Settings that are what `say` made them last. */
async function settings(first: StepwayConfig) {
  let own = first;
  const live = await liveSettings(env, { load: async () => own, files: () => ['/p/stepway.config.ts'] });
  return { live, say: (next: StepwayConfig) => void (own = next) };
}

test('only a change to a file of theirs reads the settings again', async () => {
  const { live, say } = await settings({ theme: { name: 'First' } });
  say({ theme: { name: 'Second' } });
  expect(await live.follow(['/p/wizards/a.ts'])).toBeUndefined();
  expect(live.now().config.theme).toEqual({ name: 'First' });
  expect(await live.follow(['/p/stepway.config.ts'])).toBeDefined();
  expect(live.now().config.theme).toEqual({ name: 'Second' });
});

test('the services of before are there until they are ended, and those that are kept stay', async () => {
  const ended: string[] = [];
  const [one, other] = [pool('one', ended), pool('other', ended)];
  const { live, say } = await settings({ services: () => one });
  const endSame = await live.follow(['/p/stepway.config.ts']);
  await endSame?.();
  expect(ended).toEqual([]);
  say({ services: () => other });
  const endOne = await live.follow(['/p/stepway.config.ts']);
  expect([live.now().services, ended]).toEqual([other, []]);
  await endOne?.();
  expect(ended).toEqual(['one']);
  await live.end();
  expect(ended).toEqual(['one', 'other']);
});

test('what is wrong leaves the settings from before, with their services', async () => {
  const ended: string[] = [];
  const { live, say } = await settings({ theme: { name: 'First' }, services: () => pool('one', ended) });
  say({
    theme: { name: 'Second' },
    services: () => {
      throw new Error('no database');
    },
  });
  await expect(live.follow(['/p/stepway.config.ts'])).rejects.toThrow('services: no database');
  expect(live.now()).toMatchObject({ config: { theme: { name: 'First' } }, services: { name: 'one' } });
  expect(ended).toEqual([]);
});
