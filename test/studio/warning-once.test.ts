import { expect, test } from '@jest/globals';
import type { Log } from '../../src/log.ts';
import { warningOnce } from '../../src/studio/warning-once.ts';

test('a warning of a loading is said once, one of other facts again, and one of a request each time', () => {
  const lines: string[] = [];
  const note = (facts: object, message: string) => void lines.push(`${message} ${JSON.stringify(facts)}`);
  const under: Log = { debug: note, info: note, warn: note, error: note };
  let isLoading = true;
  const log = warningOnce(under, () => isLoading);
  for (const wizard of ['a', 'b', 'a']) log.warn({ wizard }, 'no services');
  isLoading = false;
  log.warn({ wizard: 'a' }, 'no services');
  expect(lines).toEqual([
    'no services {"wizard":"a"}',
    'no services {"wizard":"b"}',
    'no services {"wizard":"a"}',
  ]);
});
