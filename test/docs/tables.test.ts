import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** As much of a line as an editor shows without wrapping it. */
const widest = 160;

const pages = [
  'cli',
  'completing',
  'contributing',
  'controls',
  'definitions',
  'errors',
  'external',
  'fields',
  'files',
];

test.each(pages)('no table of docs/%s.md is too wide to be read as it is written', (page) => {
  const lines = readFileSync(`docs/${page}.md`, 'utf8').split('\n');
  const wide = lines.filter((line) => /^\s*\|/.test(line) && line.length > widest);
  expect(wide).toEqual([]);
});
