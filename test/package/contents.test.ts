import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { packInto, temporaryFolder } from './pack.ts';

const { folder, remove } = temporaryFolder();
afterAll(remove);

let files: readonly string[] = [];
beforeAll(() => {
  files = packInto(folder).files;
});

test('the package holds what is built, the views, the three texts, and nothing else', () => {
  const others = files.filter((file) => !/^(dist|views)\//.test(file));
  expect(others.toSorted()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
});

test('every built file comes from a source, with its types and its source map', () => {
  const built = files.filter((file) => file.startsWith('dist/') && file.endsWith('.js'));
  expect(built.length).toBeGreaterThan(100);
  for (const file of built) {
    expect(files).toContain(file.replace(/\.js$/, '.d.ts'));
    expect(files).toContain(`${file}.map`);
    expect(existsSync(file.replace(/^dist/, 'src').replace(/\.js$/, '.ts'))).toBe(true);
  }
  expect(files.filter((file) => file.startsWith('dist/') && !/\.(js|d\.ts|js\.map)$/.test(file))).toEqual([]);
});

test('the default views and their assets are in it', () => {
  for (const file of ['views/step.ejs', 'views/layout.ejs', 'views/fields/date.ejs'])
    expect(files).toContain(file);
  expect(files.filter((file) => /^views\/assets\/(style|script)\//.test(file)).length).toBeGreaterThan(5);
});
