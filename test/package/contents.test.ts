import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { packInto, temporaryFolder } from './pack.ts';

const { folder, remove } = temporaryFolder();
afterAll(remove);

let files: readonly string[] = [];
beforeAll(() => {
  files = packInto(folder).files;
});

test('the package holds what is built, the views, the docs, the three texts, and nothing else', () => {
  const asWritten = /^src\/(controls\/reading|definition\/condition)\/[\w-]+\.js$/;
  const others = files.filter(
    (file) => !/^(dist|views)\/|^docs\/(decisions\/)?[\w-]+\.md$/.test(file) && !asWritten.test(file),
  );
  expect(others.toSorted()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
});

test('every built file comes from sources, which its source map names', () => {
  const built = files.filter((file) => file.startsWith('dist/') && file.endsWith('.js'));
  const sources = built.flatMap((file) => {
    const map = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: readonly string[] };
    return map.sources.map((source) => join(dirname(file), source));
  });
  expect(files).toEqual(expect.arrayContaining(built.map((file) => `${file}.map`)));
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.filter((source) => !source.startsWith('src/') || !existsSync(source))).toEqual([]);
  expect(files.filter((file) => file.startsWith('dist/') && !/\.(js|d\.ts|js\.map)$/.test(file))).toEqual([]);
});

test('every file of types comes from a source, and every entry has them', () => {
  const types = files.filter((file) => file.startsWith('dist/') && file.endsWith('.d.ts'));
  // What the page's script reads too is plain JavaScript in the source as well.
  const sourcesOf = (file: string) =>
    ['.ts', '.js'].map((extension) => file.replace(/^dist/, 'src').replace(/\.d\.ts$/, extension));
  expect(types.filter((file) => !sourcesOf(file).some((source) => existsSync(source)))).toEqual([]);
  expect(types).toEqual(
    expect.arrayContaining(['dist/index.d.ts', 'dist/client/index.d.ts', 'dist/testing/index.d.ts']),
  );
});

test('every page of the docs is in it, and their links lead to files that are too', () => {
  const pages = files.filter((file) => file.endsWith('.md'));
  const docs = readdirSync('docs').filter((file) => file.endsWith('.md'));
  expect(pages).toEqual(expect.arrayContaining(docs.map((file) => `docs/${file}`)));
  const broken = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/(?<!!\[[^\]]*)\]\((?!https?:|#)([^)#\s]+)/g)]
      .map((link) => join(dirname(page), link[1]!))
      .filter((target) => !files.some((file) => file === target || file.startsWith(`${target}/`)))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('the default views and their assets are in it', () => {
  for (const file of ['views/step.ejs', 'views/layout.ejs', 'views/fields/date.ejs'])
    expect(files).toContain(file);
  expect(files.filter((file) => /^views\/assets\/(style|script)\//.test(file)).length).toBeGreaterThan(5);
});
