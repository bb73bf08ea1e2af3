import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mistakes } from './mistakes.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'stepway-mistakes-')));
afterAll(() => rmSync(root, { recursive: true }));

let said: { readonly [folder: string]: readonly string[] } = {};

beforeAll(() => {
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  mistakes.forEach(({ files }, index) => {
    for (const [name, text] of Object.entries(files)) {
      const file = join(root, String(index), name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  });
  const child = spawnSync(process.execPath, [resolve('test/definition/check/load-mistakes.mjs')], {
    cwd: root,
    input: JSON.stringify(mistakes.map((_, index) => String(index))),
    encoding: 'utf8',
  });
  expect(child.stderr).toBe('');
  said = JSON.parse(child.stdout);
}, 60_000);

test.each(mistakes.map(({ name, says }, index) => [name, says, index] as const))(
  '%s is said in one line, with file, place and fix',
  (_, says, index) => {
    expect(said[String(index)]?.map((line) => line.replaceAll(`${index}/`, ''))).toEqual(says);
  },
);

test('no message holds a stack trace, or a path of this machine', () => {
  for (const line of Object.values(said).flat()) {
    expect(line).not.toMatch(/\n|\bat .*:\d+:\d+/);
    expect(line).not.toContain(root);
  }
});
