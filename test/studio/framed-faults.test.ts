import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { isShown } from '../../src/studio/framed-faults.ts';

const root = mkdtempSync(join(tmpdir(), 'stepway-source-'));
const project = join(root, 'project');
afterAll(() => rmSync(root, { recursive: true }));

function put(...path: readonly string[]): string {
  const file = join(root, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'x');
  return file;
}

test.each([['wizards', 'a.ts'], ['views', 'a', 'one.ejs'], ['services.mjs']])(
  'code of the project is shown: %s %s %s',
  (...path) => {
    expect(isShown(put('project', ...path), [project])).toBe(true);
  },
);

test.each([
  ['project', '.stepway', 'session-secret'],
  ['project', '.env'],
  ['project', 'keys.json'],
  ['project', '.git', 'hook.js'],
  ['project', 'node_modules', 'a', 'index.js'],
  ['project-of-another', 'a.ts'],
])('nothing else is: %s %s %s %s', (...path) => {
  expect(isShown(put(...path), [project])).toBe(false);
});

test('a link does not lead out of the project, and a way up neither', () => {
  const outside = put('elsewhere', 'secret.ts');
  put('project', 'a.ts');
  symlinkSync(outside, join(project, 'link.ts'));
  expect(isShown(join(project, 'link.ts'), [project])).toBe(false);
  expect(isShown(`${project}/../elsewhere/secret.ts`, [project])).toBe(false);
  expect(isShown(join(project, 'missing.ts'), [project])).toBe(false);
});
