import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { catalogue } from '../../src/errors.ts';

/** The list as docs/errors.md has to hold it. */
function documented(): string {
  const entries = Object.entries(catalogue).map(
    ([code, { status, title, fix }]) => `- **\`${code}\`** (${status}): ${title}. ${fix}`,
  );
  return `\n\n${entries.join('\n')}\n`;
}

test('docs/errors.md holds the catalogue of errors, entry by entry', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toContain(documented());
});
