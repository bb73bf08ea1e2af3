import { expect, test } from '@jest/globals';
import { placeOfError } from '../../src/app/load-error.ts';

test('an error stands where a parser says, else at the first place that is no library', () => {
  const parse = new Error('Unexpected token\n /app/wizards/a.ts:2:56');
  expect(placeOfError(parse)).toEqual({ file: '/app/wizards/a.ts', line: 2, column: 56 });
  const thrown = Object.assign(new Error('x is undefined'), {
    stack:
      'TypeError: x\n    at f (/app/node_modules/zod/a.js:1:2)\n    at g (file:///app/wizards/parts/b.ts:4:3)',
  });
  expect(placeOfError(thrown)).toEqual({ file: '/app/wizards/parts/b.ts', line: 4, column: 3 });
  expect(placeOfError('not an error')).toBeUndefined();
});
