import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { afterAll, expect, test } from '@jest/globals';
import { joinModules, readModules } from '../../src/controls/join-modules.ts';

const folder = mkdtempSync(join(tmpdir(), 'stepway-modules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): URL {
  writeFileSync(join(folder, name), text);
  return pathToFileURL(join(folder, name));
}

test('modules run as one script, each once and in a scope of its own, without their comments', () => {
  file('one.js', '// Counts.\nlet n = 0;\nexport const next = () => (n += 1); /* here */\n');
  const two = file(
    'two.js',
    "import { next as more } from './one.js';\nconst n = 10;\nexport function two() { return n + more(); }\n",
  );
  const three = file('three.js', "import { next } from './one.js';\nexport const three = () => next();\n");
  const joined = joinModules([two, three]);
  const calls = `[${joined.nameOf(two)}.two(), ${joined.nameOf(three)}.three()]`;
  expect(vm.runInNewContext(`${joined.script}${calls}`)).toEqual([11, 2]);
  expect(joined.script).not.toMatch(/Counts|here/);
  expect(joined.exportsOf(two)).toEqual(['two']);
});

test('a module is read with all that it imports', () => {
  file('one.js', 'export const one = 1;\n');
  file('two.js', "import {\n  one,\n} from\n  './one.js';\nexport const two = one;\n");
  const three = file('three.js', "import{two}from'./two.js';import './two.js'; // from './gone.js'\n");
  expect([...readModules([three]).keys()].map((each) => each.split('/').at(-1))).toEqual([
    'three.js',
    'two.js',
    'one.js',
  ]);
});

test.each([
  ['export default 1;', 'export functions and constants by their names'],
  ["\nimport { z } from 'zod';", 'a page cannot import "zod"; import a file beside it, by a relative path'],
  ["import * as all from './one.js';", 'import by names: { … }'],
  ['const a = ;', 'Unexpected token'],
])('%j is refused with its place', (text, why) => {
  const module = file('wrong.js', text);
  expect(() => joinModules([module])).toThrow(`wrong.js:${text.startsWith('\n') ? 2 : 1}: ${why}`);
});
