import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { newFileId } from '../../src/completion/file-store.ts';
import { journalWithFiles } from '../../src/completion/journal-with-files.ts';
import type { Submission } from '../../src/completion/journal.ts';
import { sweepFiles } from '../../src/completion/sweep-files.ts';
import { memoryFiles } from '../../src/storage/memory/files.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';

const facts = { name: 'a.pdf', type: 'application/pdf', bytes: 1, sha256: 'ab' };

function world() {
  const files = memoryFiles();
  const journal = journalWithFiles(memoryJournal(), files);
  const put = async (until: number) => {
    const id = newFileId('run', 5);
    await files.put({ id, owner: 'run', until }, Readable.from([Buffer.from('x')]), () => facts);
    return { ...facts, id };
  };
  const submit = (answers: Submission['answers'], generation = 1) =>
    journal.insert({
      id: `run.${generation}`,
      wizard: 'w',
      version: 1,
      instance: 'run',
      generation,
      reference: 'R',
      answers,
      submittedAt: 1,
      status: 'done',
      settledAt: 1,
      attempt: 1,
      dueAt: 0,
      fence: 0,
    });
  const left = async (ids: readonly { readonly id: string }[]) =>
    Promise.all(ids.map(async ({ id }) => (await files.find(id)) !== undefined));
  const sweep = (now: number) => sweepFiles({ files, journal, now: () => now });
  return { files, journal, put, submit, left, sweep };
}

test('a file that no submission names is swept when its time is over, and not before', async () => {
  const { put, left, sweep } = world();
  const [old, young] = [await put(100), await put(300)];
  expect(await sweep(200)).toBe(1);
  expect(await left([old, young])).toEqual([false, true]);
});

test('a file lives as long as the submission that names it', async () => {
  const { put, submit, left, sweep, journal } = world();
  const [named, replaced] = [await put(100), await put(100)];
  await submit({ proof: { scan: named, more: ['x', 1, null] } });
  await sweep(200);
  expect(await left([named, replaced])).toEqual([true, false]);
  await journal.purge(1_000);
  await sweep(300);
  expect(await left([named])).toEqual([false]);
});

test('a file that only a later generation names lives too', async () => {
  const { put, submit, left, sweep } = world();
  const [first, second] = [await put(100), await put(100)];
  await submit({ proof: { scan: first } }, 1);
  await submit({ proof: { scan: second } }, 2);
  await sweep(200);
  expect(await left([first, second])).toEqual([true, true]);
});

test('erasing a submission removes its files, but for those that another generation names', async () => {
  const { put, submit, left, journal } = world();
  const [own, shared] = [await put(100), await put(100)];
  await submit({ proof: { scans: [own, shared] } }, 1);
  await submit({ proof: { scans: [shared] } }, 2);
  expect(await journal.erase('run.1', 5)).toBe(true);
  expect(await left([own, shared])).toEqual([false, true]);
  expect(await journal.erase('run.2', 5)).toBe(true);
  expect(await left([shared])).toEqual([false]);
});

test('the files of a submission that cannot be erased now stay', async () => {
  const { put, submit, left, journal } = world();
  const file = await put(100);
  await submit({ proof: { scan: file } });
  expect(
    await journalWithFiles({ ...journal, erase: async () => false }, memoryFiles()).erase('run.1', 5),
  ).toBe(false);
  expect(await left([file])).toEqual([true]);
});
