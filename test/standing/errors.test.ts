import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { catalogue } from '../../src/errors.ts';

/** The table as docs/errors.md has to hold it. */
function documented(): string {
  const rows = Object.entries(catalogue).map(
    ([code, { status, title, fix }]) => `| \`${code}\` | ${status} | ${title} | ${fix} |`,
  );
  return ['| code | status | what happened | what to do |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

test('docs/errors.md holds the catalogue of errors, row by row', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toContain(documented());
});
