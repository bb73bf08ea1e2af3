import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** As much of a line as an editor shows without wrapping it. */
const widest = 160;

const pages = ['docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`),
);

test.each(['README.md', ...pages])('no table of %s is too wide to be read as it is written', (page) => {
  const lines = readFileSync(page, 'utf8').split('\n');
  const wide = lines.filter((line) => /^\s*\|/.test(line) && line.length > widest);
  expect(wide).toEqual([]);
});
