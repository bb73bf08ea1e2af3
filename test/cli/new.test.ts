import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { projectFiles } from '../../src/cli/templates/project.ts';
import { exampleFiles, skeletonFiles } from '../../src/cli/templates/wizard.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'stepway-new-')));
const modules = join(root, 'node_modules');
mkdirSync(modules);
symlinkSync(resolve('.'), join(modules, 'stepway'));
for (const name of ['zod', 'express']) symlinkSync(resolve('node_modules', name), join(modules, name));
writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(root, { recursive: true }));

function run(...args: readonly string[]) {
  // A test file that is run by a test runner's child is not to report to that runner.
  const env = { PATH: process.env['PATH'] };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
  return { status, said: stdout + stderr };
}

test.each([
  ['the first wizard of a project', 'contact', exampleFiles, 3, ['services.ts']],
  ['another wizard', 'hire', skeletonFiles, 1, []],
] as const)('%s has no faults and passes its own tests', async (_, id, filesOf, tests, beside) => {
  const plan = { name: 'us', wizard: id, stepway: '^1.0.0', isLinked: false };
  const config = projectFiles(plan)['stepway.config.ts']!;
  const wizard = filesOf({ id, title: `It's "us"` });
  expect(Object.keys(wizard)).toEqual([`wizards/${id}.ts`, `test/${id}.test.ts`, ...beside]);
  const files = { 'stepway.config.ts': config, ...wizard };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    const style = { ...(await resolveConfig(resolve('src/index.ts'))), parser: 'typescript' };
    expect(content).toBe(await format(content, style));
  }
  const checked = run(resolve('dist/cli/main.js'), 'check', `wizards/${id}.ts`);
  expect(checked).toEqual({ status: 0, said: expect.stringContaining('0 errors, 0 warnings') });
  const loader = resolve('test/docs/run-typescript.mjs');
  const tested = run('--import', loader, '--test', `test/${id}.test.ts`);
  expect(tested.said).toMatch(new RegExp(`[#ℹ] pass ${tests}\n`));
  expect(tested.status).toBe(0);
});

test('every file of a project is as its own formatter writes it', async () => {
  const files = projectFiles({ name: 'my-forms', wizard: 'contact', stepway: '^1.0.0', isLinked: false });
  const style = JSON.parse(files['.prettierrc.json']!) as object;
  const others = Object.keys(files).filter((path) => !/\.(?:json|md|ts|ya?ml)$/.test(path));
  expect(others).toEqual(['.prettierignore', '.gitignore', '.env.example', '.dockerignore', 'Dockerfile']);
  for (const [path, content] of Object.entries(files)) {
    if (!others.includes(path)) expect(content).toBe(await format(content, { ...style, filepath: path }));
  }
});

test('a tarball is asked for by its path from the project on, which holds on another machine', () => {
  writeFileSync(join(root, 'stepway.tgz'), '');
  const made = run(resolve('dist/cli/main.js'), 'new', 'my-forms', '--yes', '--stepway', './stepway.tgz');
  expect(made.status).toBe(0);
  const { dependencies } = JSON.parse(readFileSync(join(root, 'my-forms/package.json'), 'utf8'));
  expect(dependencies.stepway).toBe('file:../stepway.tgz');
});
