import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { importFaults } from '../../src/app/import-faults.ts';
import { createLoader } from '../../src/app/load-wizards.ts';

const root = mkdtempSync(join(tmpdir(), 'stepway-imports-'));
afterAll(() => rmSync(root, { recursive: true }));

/** What is found in `main.ts`, after it was loaded as a program does. */
async function foundIn(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(root, 'project-'));
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
  const loader = createLoader();
  const main = join(folder, 'main.ts');
  await loader.import(main);
  const { early, late } = await importFaults(main, loader);
  return { folder, messages: [...early, ...late].map(({ message }) => message) };
}

/** A file that leaves another one behind when it is run. */
const traced = `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('./was-run', import.meta.url), '');
export interface Row { readonly id: string }
export const send = 1;`;

test.each([
  ['in a comment', `// import { send } from './other.ts';\n/** @import { Row } from './other.ts' */`],
  [
    'of what is used as a type',
    `import { Row } from './other.ts';\nexport const first = (row: Row) => row.id;`,
  ],
  [
    'that is written out in a handler',
    `export const run = async () => { const { send } = await import('./other.ts'); return send; };`,
  ],
])('an import %s runs nothing', async (_name, source) => {
  const { folder, messages } = await foundIn({ 'main.ts': source, 'other.ts': traced });
  expect([messages, existsSync(join(folder, 'was-run'))]).toEqual([[], false]);
});

test('what a file imports only when it is called for is not run to look at it', async () => {
  const { folder } = await foundIn({
    'main.ts': `export const run = () => import('./late.ts');`,
    'late.ts': `import { send } from './other.ts';\nexport const late = send;`,
    'other.ts': traced,
  });
  expect(existsSync(join(folder, 'was-run'))).toBe(false);
});

test('a name that is not there is found in the files that are imported, too', async () => {
  const { messages } = await foundIn({
    'main.ts': `import { part } from './part.ts';\nexport default part;`,
    'part.ts': `import { sned } from './other.ts';\nexport const part = () => sned;`,
    'other.ts': traced,
  });
  expect(messages).toEqual([expect.stringContaining('did you mean "send"?')]);
});

test.each([
  ['a parameter', '(days: number[]) => days.length > 3'],
  ['a part of a parameter', '({ days }: { days: number[] }) => days.length > 3'],
  ['a variable', '() => { const days = [1]; return days.length > 3; }'],
  ['an error', '() => { try { return 1; } catch (days) { return days.message; } }'],
])('%s with the name of an import is not taken for that module', async (_what, written) => {
  const { messages } = await foundIn({
    'main.ts': `import * as days from './days.ts';\nexport const inAll = () => days.all;\nexport const isLong = ${written};`,
    'days.ts': 'export const all = 7;',
  });
  expect(messages).toEqual([]);
});

test('a name that a whole module does not have is found', async () => {
  const { messages } = await foundIn({
    'main.ts': `import * as days from './days.ts';\nexport const inAll = () => days.al;`,
    'days.ts': 'export const all = 7;',
  });
  expect(messages).toEqual([expect.stringContaining('did you mean "all"?')]);
});

test.each([
  ['in a try', "export const own = async () => { try { await import('./own.ts'); } catch { return; } };"],
  ['with a catch', "export const own = () => import('./own.ts').catch(() => undefined);"],
])('a file that is imported %s need not be there', async (_how, source) => {
  expect((await foundIn({ 'main.ts': source })).messages).toEqual([]);
});

test('a file that is imported where nothing catches is to be there', async () => {
  const source = `export const own = async () => {
    try { return 1; } catch { await import('./one.ts'); } finally { await import('./two.ts'); }
  };`;
  const { messages } = await foundIn({ 'main.ts': source });
  expect(messages).toEqual([expect.stringContaining('one.ts'), expect.stringContaining('two.ts')]);
});

test('a type is passed on as a name is, and the files of names that are passed on are looked at', async () => {
  const { messages } = await foundIn({
    'main.ts': `export { Row, send } from './other.ts';`,
    'other.ts': `import { sned } from './sender.ts';\nexport interface Row { readonly id: string }\nexport const send = () => sned;`,
    'sender.ts': 'export const send = 1;',
  });
  expect(messages).toEqual([expect.stringContaining('did you mean "send"?')]);
});
