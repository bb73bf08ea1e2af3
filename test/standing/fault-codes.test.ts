import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { faultCodes } from '../../src/fault.ts';

/** The codes that the table of docs/cli.md has, and which of them it calls a warning. */
const documented = readFileSync('docs/cli.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `') && !line.includes('`stepway '))
  .flatMap((line) => {
    const [, codes = '', found = ''] = line.split('|');
    return [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => ({ code: code!, found }));
  });

test('every code of a fault stands in the docs of check, and no other', () => {
  expect(documented.map(({ code }) => code).toSorted()).toEqual(Object.keys(faultCodes).toSorted());
});

test('the docs say which of them are warnings', () => {
  const warnings = documented.filter(({ found }) => /\bwarning\b/i.test(found)).map(({ code }) => code);
  const known = Object.entries(faultCodes).filter(([, severity]) => severity === 'warning');
  // One row names an error and a warning.
  expect(warnings.filter((code) => code !== 'no-view').toSorted()).toEqual(
    known.map(([code]) => code).toSorted(),
  );
});
