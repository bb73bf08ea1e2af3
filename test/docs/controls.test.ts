import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { ownControlShape } from '../../src/controls/own.ts';
import { blocksOf } from './blocks.ts';
import { entriesBelow, namesIn } from './entries.ts';

const folder = 'wizards/controls/stars/';
const files = blocksOf('docs/controls.md').filter(({ file }) => file?.startsWith(folder) === true);

test.each(files.map(({ file, text }) => [basename(file!), text]))(
  '%s of docs/controls.md is the one that the tests run',
  (name, text) => {
    expect(text).toBe(readFileSync(`test/controls/stars/${name}`, 'utf8'));
  },
);

test('docs/controls.md has every file of its example, and an entry for all that control() takes', () => {
  expect(files).toHaveLength(4);
  const page = readFileSync('docs/controls.md', 'utf8');
  const taken = entriesBelow(page, 'What `control` takes').flatMap(({ title }) => namesIn(title));
  expect(taken.toSorted()).toEqual([...Object.keys(ownControlShape), 'schema'].toSorted());
});
