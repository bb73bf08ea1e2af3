import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Fault } from '../../src/fault.ts';
import { check } from '../../src/cli/check.ts';
import { UsageError } from '../../src/cli/run.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-check-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function checked(files: Readonly<Record<string, string>>, json = true) {
  await mkdir(join(folder, 'wizards'), { recursive: true });
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, 'wizards', name), content);
  const out = new PassThrough();
  const fine = await check([join(folder, 'wizards')], { json }, out);
  out.end();
  const lines = (await textOf(out)).split('\n').filter((line) => line !== '');
  return {
    fine,
    lines,
    faults: json ? lines.map((line) => JSON.parse(line) as Fault & { file: string }) : [],
  };
}

const wizard = (id: string, title = 'Name') => `import { wizard, text } from 'stepway';
export default wizard({ id: '${id}', title: 'T', version: 1 })
  .step('one', { title: 'One', fields: { name: text('${title}') } })
  .complete({ action: 'Send' });
`;

test('a folder without faults is fine, and nothing is found', async () => {
  expect(await checked({ 'a.ts': wizard('a') })).toEqual({ fine: true, lines: [], faults: [] });
});

test('a fault is found with its line, step, field, code and fix', async () => {
  const { fine, faults } = await checked({ 'a.ts': wizard('a', '') });
  expect(fine).toBe(false);
  expect(faults).toEqual([
    expect.objectContaining({
      line: 3,
      step: 'one',
      field: 'name',
      code: 'no-label',
      severity: 'error',
      message: expect.stringContaining('use a maker'),
    }),
  ]);
});

test('a file that cannot be parsed is one fault, with its line and without a stack', async () => {
  const { faults } = await checked({ 'a.ts': 'export default wizard({\n  id: 1 2\n})' });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ code: 'unloadable', line: 2 });
  expect(faults[0]!.message).not.toContain('\n');
});

test('two wizards of one id are a fault of the second', async () => {
  const { faults } = await checked({ 'a.ts': wizard('same'), 'b.ts': wizard('same') });
  expect(faults.map(({ code, file }) => [code, file.endsWith('b.ts')])).toEqual([['duplicate-wizard', true]]);
});

test('for people a line each, and the counts at the end', async () => {
  const { lines } = await checked({ 'a.ts': wizard('a', '') }, false);
  expect(lines[0]).toMatch(/a\.ts:3:\d+, step "one", field "name": has no label.* \[no-label\]$/);
  expect(lines.at(-1)).toBe('1 wizard, 1 error, 0 warnings');
});

test('a path that is not there is a wrong call', async () => {
  await expect(check([join(folder, 'none')], {}, new PassThrough())).rejects.toThrow(UsageError);
});

const branching = (comment: string) => `import { choice, wizard } from 'stepway';
export default wizard({ id: 'a', title: 'T', version: 1 })
  .step('home', {
    title: 'Home',
    fields: {
      ${comment}
      kind: choice('Kind', { house: 'House', flat: 'Flat', boat: 'Boat' }),
    },
  })
  .step('garden', { title: 'Garden', when: (e) => e.home.kind.is('house') })
  .step('floor', { title: 'Floor', when: (e) => e.home.kind.is('flat') })
  .complete({ action: 'Send' });
`;

test('advice is a warning with its line, which a comment before the line allows', async () => {
  const { fine, faults } = await checked({ 'a.ts': branching('// nothing') });
  expect(fine).toBe(true);
  expect(faults).toEqual([
    expect.objectContaining({
      line: 7,
      code: 'idle-value',
      severity: 'warning',
      step: 'home',
      field: 'kind',
    }),
  ]);
  const allowed = await checked({ 'a.ts': branching('// boats need nothing: stepway-allow idle-value') });
  expect(allowed.faults).toEqual([]);
});

test('a file with an error gets no advice yet', async () => {
  const { faults } = await checked({ 'a.ts': branching('// nothing').replace("title: 'T'", "titel: 'T'") });
  expect(faults.map(({ code }) => code)).toEqual(['unknown-option']);
});

async function keep(files: Readonly<Record<string, string>>) {
  await checked(files);
  await check([join(folder, 'wizards')], { keep: true }, new PassThrough());
}

test('a kept version is what later ones are checked against', async () => {
  await keep({ 'a.ts': wizard('a') });
  expect(await readdir(join(folder, 'wizards', '.versions'))).toEqual(['a.1.json']);
  expect((await checked({ 'a.ts': wizard('a') })).faults).toEqual([]);

  const renamed = wizard('a').replace("'one'", "'two'");
  const same = await checked({ 'a.ts': renamed });
  expect(same.faults).toEqual([
    expect.objectContaining({ severity: 'error', code: 'changed-without-version' }),
  ]);
  const next = await checked({ 'a.ts': renamed.replace('version: 1', 'version: 2') });
  expect(next.faults).toEqual([expect.objectContaining({ severity: 'warning', code: 'migration-gap' })]);
});

test('keeping again says that nobody has filled in the version yet', async () => {
  await keep({ 'a.ts': wizard('a') });
  await keep({ 'a.ts': wizard('a').replace("'one'", "'two'") });
  expect((await checked({})).faults).toEqual([]);
});

test('a wizard with an error is not kept', async () => {
  await keep({ 'a.ts': wizard('a', '') });
  await expect(readdir(join(folder, 'wizards', '.versions'))).rejects.toThrow('ENOENT');
});

test('a file among the kept versions that is none is an error of its own', async () => {
  await keep({ 'a.ts': wizard('a') });
  await writeFile(join(folder, 'wizards', '.versions', 'b.1.json'), '{}');
  const { faults } = await checked({});
  expect(faults).toEqual([
    expect.objectContaining({ code: 'version-unreadable', file: expect.stringContaining('b.1.json') }),
  ]);
});

test('a wrong or misspelt variable of the environment is said as start says it', async () => {
  await mkdir(join(folder, 'wizards'));
  const out = new PassThrough();
  const env = { PORT: 'abc', IDLE_MINUTES: '30m', SESION_SECRET: 'x', NODE_ENV: 'production', HOME: '/' };
  expect(await check([join(folder, 'wizards')], { env }, out)).toBe(false);
  out.end();
  expect((await textOf(out)).split('\n')).toEqual([
    'environment: PORT: must be a number [wrong-setting]',
    'environment: IDLE_MINUTES: must be a number [wrong-setting]',
    "environment: warning: SESION_SECRET is no setting of Stepway's; did you mean SESSION_SECRET? [doubtful-setting]",
    '0 wizards, 2 errors, 1 warning',
    '',
  ]);
});
