import { afterAll, expect, test } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import { sweepFiles } from '../../../src/completion/sweep-files.ts';
import type { Finished } from '../../../src/index.ts';
import { memoryStorage } from '../../../src/storage/memory/storage.ts';
import { testConfig } from '../../support/memory-app.ts';
import { atProof, heldIn, papers, pdf, uploader } from '../../support/papers.ts';

const dayMs = 86_400_000;
let now = Date.parse('2026-11-28T09:00:00Z');
const clock = () => now;
const storage = memoryStorage({ now: clock });
const handed: Finished[] = [];
const wizards = [papers((finished) => void handed.push(finished), { keepFor: { days: 30 } })];
const log = pino({ level: 'silent' });
const { app, forms } = createApp({ config: testConfig, wizards, storage, log, now: clock });
afterAll(() => forms.close(0));

const sweep = () => sweepFiles({ files: storage.files!, journal: storage.submissions, now: clock });
const countFiles = async () => {
  let count = 0;
  for await (const _ of storage.files!.list()) count += 1;
  return count;
};

/** Uploads a file, saves the run, and gives the path of its link. */
async function savedWithFile(): Promise<string> {
  const visitor = await atProof(app);
  const sent = await visitor.send('/papers/proof', {
    note: 'A',
    scan: { name: 'pass.pdf', content: pdf('kept') },
  });
  expect(sent.status).toBe(303);
  await visitor.agent.post('/papers/saved');
  const page = await visitor.open('/papers/saved');
  return new URL(/data-copy="([^"]+)"/.exec(page.text)?.[1] ?? '').pathname;
}

test('the files of a saved run rest as long as it does, and go on with it to the handler', async () => {
  const link = await savedWithFile();
  now += 29 * dayMs;
  await sweep();
  const other = uploader(app);
  await other.agent.post(link);
  await other.open('/papers/others');
  await sweep();
  expect((await other.agent.get('/papers/proof/scan/1')).status).toBe(200);
  await other.send('/papers/others');
  const { text } = await other.open('/papers/check');
  const sent = await other.agent
    .post('/papers/check')
    .type('form')
    .send(Object.fromEntries(heldIn(text)));
  expect(sent.headers['location']).toContain('/papers/done/');
  // Longer than any session lives: they are the submission's now.
  now += 40 * dayMs;
  await sweep();
  const { scan } = handed[0]!.answers['proof'] as unknown as { scan: { open(): AsyncIterable<Buffer> } };
  expect((await buffer(scan.open())).equals(pdf('kept'))).toBe(true);
});

test('the files of a saved run that nobody opened go after it', async () => {
  const before = await countFiles();
  await savedWithFile();
  now += 32 * dayMs;
  await sweep();
  expect(await countFiles()).toBe(before);
});

test('erasing a saved run erases its files', async () => {
  const before = await countFiles();
  const link = await savedWithFile();
  const { hashOfToken } = await import('../../../src/completion/saving.ts');
  const found = await storage.saved!.find({ link: hashOfToken(link.split('/').at(-1)!) }, now);
  expect(await countFiles()).toBe(before + 1);
  expect(await forms.erase(found!.reference)).toBe('erased');
  expect(await countFiles()).toBe(before);
});
