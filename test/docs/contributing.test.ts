import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { controlNames } from '../../src/controls/all.ts';
import { holds } from '../../src/definition/condition/compare.js';
import { operators } from '../../src/definition/condition/operators.ts';
import { entriesBelow } from './entries.ts';

interface Place {
  readonly what: string;
  readonly write: readonly string[];
  readonly tests: readonly string[];
  readonly docs: readonly string[];
}

const read = (file: string) => readFileSync(file, 'utf8');

/** What of a line is a path in the tree. */
const pathsIn = (line: string) =>
  [...line.matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path).filter((path) => /\/|\.md$/.test(path));

const places: readonly Place[] = entriesBelow(read('docs/contributing.md'), 'Where to add what').map(
  ({ title, below }) => {
    const pathsOf = (label: string) =>
      pathsIn(below.find((line) => line.startsWith(`${label}: `))?.slice(label.length) ?? '');
    return { what: title, write: pathsOf('Write'), tests: pathsOf('Its test'), docs: pathsOf('Its docs') };
  },
);

function placeOf(what: string): Place {
  const found = places.find((each) => each.what === what);
  if (found === undefined) throw new Error(`no entry says where to add ${what}`);
  return found;
}

/** The files that these paths stand for when something is called so. */
const namedBy = (paths: readonly string[], name: string) =>
  paths.filter((path) => path.includes('<name>')).map((path) => path.replace('<name>', name));

const missing = (paths: readonly string[]) => paths.filter((path) => !existsSync(path));

test('it says where to add what people add most', () => {
  expect(places.length).toBeGreaterThanOrEqual(12);
  for (const { what, write, docs } of places) expect([what, write.length, docs.length]).not.toContain(0);
});

test.each(places)('$what: every file that is named is there', ({ write, tests, docs }) => {
  const fixed = [...write, ...tests, ...docs].filter((path) => !path.includes('<name>'));
  // `compare.js` and the like, named again without their folder, are no paths.
  expect(missing(fixed)).toEqual([]);
});

describe('what there is stands where its entry says', () => {
  test('every control has its file and its test', () => {
    const { write, tests } = placeOf('a control');
    expect(missing(controlNames.flatMap((name) => namedBy([...write, ...tests], name)))).toEqual([]);
  });

  test('every operator is in the table, in what the page runs, in the calls and in the docs', () => {
    expect(Object.keys(operators).toSorted()).toEqual(Object.keys(holds).toSorted());
    const calls = Object.values(operators).map(({ written }) => written);
    expect(calls.filter((call) => !read('src/definition/write/references.ts').includes(call))).toEqual([]);
    expect(calls.filter((call) => !read('docs/conditions.md').includes(call))).toEqual([]);
  });

  test('no other file of the http room has a route', () => {
    const files = readdirSync('src/http', { recursive: true, encoding: 'utf8' });
    const routed = files
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /router\.(get|post|use)\(|new Map<string, Routes>/.test(read(join('src/http', name))),
      );
    expect(routed).toEqual(['router.ts']);
  });

  test('every kind of page has its view', () => {
    const kinds = [...read('src/render/pages/page.ts').matchAll(/readonly kind: '([a-z-]+)'/g)];
    const names = kinds.map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(missing(names.flatMap((name) => namedBy(placeOf('a kind of page').write, name)))).toEqual([]);
  });

  test('every store has its folder and runs the contract suite', () => {
    const names = readdirSync('src/storage', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const { write, tests } = placeOf('a store');
    expect(missing(names.flatMap((name) => namedBy([...write, ...tests], name)))).toEqual([]);
  });

  test('every command has its file', () => {
    const main = read('src/cli/main.ts');
    const names = [...main.matchAll(/^program\s+\.command\('([a-z]+)'\)/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(4);
    expect(missing(names.flatMap((name) => namedBy(placeOf('a command').write, name)))).toEqual([]);
  });

  test('every sample wizard is checked by its test', () => {
    const [standing = ''] = placeOf('a sample wizard').tests;
    const samples = readdirSync('wizards').filter((name) => name.endsWith('.ts'));
    expect(samples.filter((name) => !read(standing).includes(`wizards/${name}`))).toEqual([]);
  });

  test.each([
    ['test/chaos/figures', 'test/chaos/figures.ts'],
    ['test/chaos/processes/figures', 'test/chaos/processes/process-figures.ts'],
  ])('every chaos figure of %s is in its list and in the docs', (folder, list) => {
    const files = readdirSync(folder);
    expect(files.filter((name) => !read(list).includes(`/${name}'`))).toEqual([]);
    const names = files.flatMap((file) =>
      [...read(join(folder, file)).matchAll(/^  name: '([a-z-]+)'/gm)].map(([, name = '']) => name),
    );
    expect(names.length).toBeGreaterThan(4);
    expect(names.filter((name) => !read('docs/reliability.md').includes(`\n- **\`${name}\`**: `))).toEqual(
      [],
    );
  });
});
