import { expect, test } from '@jest/globals';
import { ensureRecorded, statusOf } from '../../src/completion/ensure.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';
import { failing, start, submissionNamed } from './samples.ts';

test('recording twice keeps the first record', async () => {
  const journal = memoryJournal();
  await ensureRecorded(journal, submissionNamed('a'));
  await ensureRecorded(journal, submissionNamed('a', { reference: 'other' }));
  expect((await journal.get('a.1'))?.reference).toBe('REF-a');
});

test('recording again after a write of unknown outcome is safe', async () => {
  const journal = failing(memoryJournal());
  journal.fault = 'after';
  await expect(ensureRecorded(journal, submissionNamed('a'))).rejects.toThrow();
  journal.fault = 'none';
  await ensureRecorded(journal, submissionNamed('a'));
  expect(await statusOf(journal, 'a.1')).toEqual({ status: 'pending' });
});

test('a submission that is not recorded has no status', async () => {
  expect(await statusOf(memoryJournal(), 'a.1')).toBeUndefined();
});

test('a rejected submission says what was sent back', async () => {
  const journal = memoryJournal();
  const rejection = { item: { size: 'Sold out' } };
  await journal.insert(submissionNamed('a', { status: 'rejected', settledAt: start, rejection }));
  expect(await statusOf(journal, 'a.1')).toEqual({ status: 'rejected', rejection });
});
