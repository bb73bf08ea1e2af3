import { expect, test } from '@jest/globals';
import { memoryStorage, stepway, text, wizard } from '../../src/index.ts';
import { submissionNamed } from '../support/submission.ts';

const order = wizard({ id: 'order', title: 'Order', version: 1 })
  .step('item', { title: 'Item', fields: { size: text('Size') } })
  .complete({ action: 'Send' });

test('a host erases what somebody sent, by its reference', async () => {
  const storage = memoryStorage();
  const forms = stepway({ wizards: [order], storage, worker: false });
  await storage.submissions.insert(submissionNamed('a', { status: 'done', settledAt: 5 }));
  await storage.submissions.insert(submissionNamed('b', { status: 'running' }));
  expect(await forms.erase('REF-a')).toBe('erased');
  expect(await storage.submissions.get('a.1')).toMatchObject({ status: 'done', answers: {} });
  expect(await forms.erase('REF-b')).toBe('running');
  expect(await forms.erase('REF-c')).toBe('unknown');
  await forms.close(0);
});
