import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Submission } from '../../src/completion/journal.ts';
import { embeddedStorage } from '../../src/storage/embedded/storage.ts';
import { submissionNamed } from '../support/submission.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-stray-'));
});
afterEach(() => rm(folder, { recursive: true }));

const data = () => join(folder, 'data');

/** A server of one wizard with this handler, which finds one submission waiting; ended once it said all these words. */
async function served(run: string, words: readonly string[], signal: NodeJS.Signals | undefined) {
  const source = `import { text, wizard } from 'stepway';
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    export default wizard({ id: 'order', title: 'Order', version: 1 })
      .step('item', { title: 'Item', fields: { size: text('Size') } })
      .complete({ action: 'Send', maxAttempts: 1, run: ${run} });`;
  await writeFile(join(folder, 'order.mjs'), source);
  const before = await embeddedStorage({ folder: data() });
  await before.submissions.insert(submissionNamed('a', { answers: { item: { size: 'MY-ANSWER' } } }));
  await before.close();
  const env = { PATH: process.env['PATH'], PORT: '0', STEPWAY_DATA: folder };
  const child = spawn(process.execPath, ['dist/cli/main.js', 'start', folder], { env });
  const said: string[] = [];
  const missing = new Set(words);
  const ended = once(child, 'close');
  const heard = new Promise<void>((resolve) => {
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        said.push(line);
        for (const each of missing) if (line.includes(each)) missing.delete(each);
        if (missing.size === 0) resolve();
      });
    }
  });
  await Promise.race([heard, ended]);
  if (signal !== undefined) child.kill(signal);
  const [code] = (await ended) as [number | null];
  return { code, said: said.join('\n') };
}

async function stored(): Promise<Submission | undefined> {
  const storage = await embeddedStorage({ folder: data() });
  const submission = await storage.submissions.get('a.1');
  await storage.close();
  return submission;
}

test.each([
  ['at once', '() => { void Promise.reject(new Error("no mail: MY-ANSWER")); }'],
  [
    'while it goes on',
    'async () => { void pause(20).then(() => { throw new Error("no mail: MY-ANSWER"); }); await pause(200); }',
  ],
])('a promise of the handler that fails %s fails its attempt, and the server goes on', async (_, run) => {
  const { code, said } = await served(run, ['Submission failed for good'], 'SIGTERM');
  expect(code).toBe(0);
  expect(said).toContain('the attempt of its submission has failed: look for a missing await');
  expect(said).toMatch(/"error":"Error".*order\.mjs/);
  expect(said).not.toContain('MY-ANSWER');
  expect(await stored()).toMatchObject({ status: 'failed', error: 'no mail: MY-ANSWER' });
});

test('a promise that fails after its handler has ended is logged, and the server goes on', async () => {
  const run = '() => { setTimeout(() => Promise.reject(new Error("too late")), 300); }';
  const { code, said } = await served(run, ['whose attempt had ended already'], 'SIGTERM');
  expect(code).toBe(0);
  expect(said).not.toContain('too late');
  expect(await stored()).toMatchObject({ status: 'done' });
});

test('an error that nothing can catch stops the server gracefully, with exit code 1 and no message', async () => {
  const run =
    'async () => { setTimeout(() => { throw new Error("thrown: MY-ANSWER"); }, 20); await pause(300); }';
  const { code, said } = await served(run, ['"stopped"'], undefined);
  expect(code).toBe(1);
  expect(said).toContain('an error was thrown where nothing catches it');
  expect(said).toContain('"stopping"');
  expect(said).not.toContain('MY-ANSWER');
  expect(await stored()).toMatchObject({ status: 'failed' });
});

test('SIGHUP stops the server as SIGTERM does', async () => {
  const { code, said } = await served('() => {}', ['Submission done'], 'SIGHUP');
  expect(code).toBe(0);
  expect(said).toContain('"stopped"');
});
