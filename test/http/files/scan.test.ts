import { expect, test } from '@jest/globals';
import { memoryStorage } from '../../../src/storage/memory/storage.ts';
import { memoryApp } from '../../support/memory-app.ts';
import { atProof, papers, pdf } from '../../support/papers.ts';

test('a scan that never answers is cut: the file is not kept, and what was typed stays', async () => {
  const storage = memoryStorage();
  const signals: AbortSignal[] = [];
  const { app } = memoryApp([papers()], storage, {
    scanTimeoutMs: 20,
    scan: ({ signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    },
  });
  const visitor = await atProof(app);
  const scan = { name: 'passport.pdf', content: pdf() };
  const sent = await visitor.send('/papers/proof', { note: 'Typed', scan, more: 'kept' });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('Scan of your passport could not be checked just now. Choose it again');
  expect(sent.text).toContain('value="Typed"');
  expect(sent.text).toContain('value="kept"');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  const left = [];
  for await (const each of storage.files!.list()) left.push(each);
  expect(left).toEqual([]);
});
