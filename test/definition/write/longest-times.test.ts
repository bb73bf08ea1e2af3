import { expect, test } from '@jest/globals';
import { checkDefinition } from '../../../src/definition/check/check.ts';
import { choiceFrom, text, wizard } from '../../../src/index.ts';

const days30 = 30 * 86_400_000;
const load = async () => [];
const found = (times: { check?: number; run?: number; load?: number }) =>
  checkDefinition(
    wizard({ id: 'w', title: 'W', version: 1 })
      .step('one', {
        title: 'One',
        fields: { a: text('A'), b: choiceFrom('B', load, { timeoutMs: times.load ?? 1 }) },
        checkTimeoutMs: times.check ?? 1,
      })
      .complete({ action: 'Send', timeoutMs: times.run ?? 1 }),
    { lookForView: () => ({ isThere: true, lookedFor: [] }) },
  ).map(({ code, message }) => `${code}: ${message}`);

test('a time that a timer can keep is fine', () => {
  expect(found({ check: 2 ** 31 - 1, run: 2 ** 31 - 1, load: 2 ** 31 - 1 })).toEqual([]);
});

test.each([{ check: days30 }, { run: days30 }, { load: 2 ** 31 }])(
  'a time that a timer would take for 1 ms is refused: %j',
  (times) => {
    expect(found(times).join('\n')).toMatch(/imeoutMs.* must be at most 2147483647/);
  },
);
