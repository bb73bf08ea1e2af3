import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function stepway(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = folder): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd, env: { PATH: process.env['PATH'], ...env } };
    const child = execFile(process.execPath, [main, ...args], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

test('a wrong call ends with 2, says why in a line, and shows no stack', async () => {
  const calls = [
    ['chekc'],
    ['check', 'nowhere'],
    ['submissions', 'list', '--status', 'lost'],
    ['submissions', '--where', 'email'],
    ['submissions', '--limit', 'all'],
    ['submissions', '--since', 'yesterday'],
    ['submissions', 'find'],
    ['submissions', 'find', ' '],
    ['submissions', 'find', 'ada', '--csv', '--json'],
    ['submissions', 'erase'],
  ];
  for (const ended of await Promise.all(calls.map((call) => stepway(call)))) {
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/^error: .+\n/);
    expect(ended.stderr).not.toContain('    at ');
  }
});

test.each([
  [
    'remove',
    'there is no command "submissions remove"; erase does that to one submission, purge to those of some age',
  ],
  ['lst', 'there is no command "submissions lst"; did you mean "list"?'],
  ['K7PM-3WQX-9HTD-T2RF', 'K7PM-3WQX-9HTD-T2RF: to see it alone, write --reference K7PM-3WQX-9HTD-T2RF'],
])('submissions %s is told what to write', async (word, said) => {
  const ended = await stepway(['submissions', word]);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(said);
});

test('help ends with 0 and shows examples', async () => {
  const ended = await stepway(['submissions', 'purge', '--help']);
  expect(ended.code).toBe(0);
  expect(ended.stdout).toContain('Examples:\n  stepway submissions purge --older-than 90d');
});

test('a fault ends with 1', async () => {
  await writeFile(join(folder, 'bad.mjs'), 'export default 1;');
  const ended = await stepway(['check', 'bad.mjs']);
  expect(ended).toMatchObject({ code: 1, stderr: '' });
  expect(ended.stdout).toContain('bad.mjs: has no wizard as its default export');
});

test('loading leaves nothing in the shared temporary folder: what lies there could be of any other account', async () => {
  const shared = join(folder, 'shared-tmp');
  await mkdir(shared);
  await writeFile(join(folder, 'typed.ts'), 'const one: number = 1;\nexport default one;\n');
  await stepway(['check', 'typed.ts'], { TMPDIR: shared });
  expect(await readdir(shared)).toEqual([]);
});

test('looking at submissions needs no secret in production, and makes none', async () => {
  const STEPWAY_DATA = join(folder, 'looked-at');
  await mkdir(STEPWAY_DATA);
  const ended = await stepway(['submissions'], { STEPWAY_DATA, NODE_ENV: 'production' });
  expect(ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(await readdir(STEPWAY_DATA)).toEqual(['data']);
});

test('looking at submissions makes no store', async () => {
  const ended = await stepway(['submissions']);
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toContain('.stepway: there is no store here');
});

test('a new project has a sound wizard, a test and what they need, and asks nothing without a terminal', async () => {
  const made = await stepway(['new', 'my-forms', '--title', `It's "us"`]);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const cwd = join(folder, 'my-forms');
  const manifest = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8')) as Record<string, object>;
  expect(manifest).toMatchObject({
    name: 'my-forms',
    type: 'module',
    dependencies: { zod: expect.any(String) },
  });

  expect(await stepway(['new', 'wizard', 'visa'], {}, cwd)).toMatchObject({ code: 0 });
  const checked = await stepway(['check'], {}, cwd);
  expect(checked).toMatchObject({ code: 0, stdout: '2 wizards, 0 errors, 0 warnings\n' });
});

test('nothing that is there is written over', async () => {
  await writeFile(join(folder, 'taken.txt'), 'mine');
  expect(await stepway(['new', '.'])).toMatchObject({ code: 2 });
  expect(await readFile(join(folder, 'taken.txt'), 'utf8')).toBe('mine');
  expect(await stepway(['new', 'wizard', 'visa'])).toMatchObject({ code: 2 });
});
