import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { faultCodes } from '../../src/fault.ts';
import { entriesBelow } from '../docs/entries.ts';

/** The codes that the list of docs/cli.md has, and which of them it calls a warning. */
const documented = entriesBelow(readFileSync('docs/cli.md', 'utf8'), 'check').flatMap(({ title, notes }) =>
  [...title.matchAll(/`([a-z-]+)`/g)].map(([, code]) => ({
    code: code!,
    severity: notes.some((note) => note.startsWith('warning')) ? 'warning' : 'error',
  })),
);

test('every code of a fault stands in the docs of check, and no other', () => {
  expect(documented.map(({ code }) => code).toSorted()).toEqual(Object.keys(faultCodes).toSorted());
});

test('the docs say which of them are warnings', () => {
  expect(Object.fromEntries(documented.map(({ code, severity }) => [code, severity]))).toEqual(faultCodes);
});
