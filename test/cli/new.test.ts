import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
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
import { exampleFiles } from '../../src/cli/templates/wizard.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'stepway-new-')));
const modules = join(root, 'node_modules');
mkdirSync(join(modules, '@types'), { recursive: true });
symlinkSync(resolve('.'), join(modules, 'stepway'));
for (const name of ['zod', 'express', '@types/node'])
  symlinkSync(resolve('node_modules', name), join(modules, name));
writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(root, { recursive: true }));

const plan = { name: 'us', wizard: 'contact', stepway: '^1.0.0', isLinked: false };

let made = 0;
/** A project that finds this one as `stepway`. */
function projectWith(files: { readonly [path: string]: string }): string {
  const folder = join(root, `project-${(made += 1)}`);
  for (const [path, content] of Object.entries({ ...files, 'package.json': '{ "type": "module" }' })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const run = (...args: readonly string[]) => runIn(root, ...args);

function runIn(cwd: string, ...args: readonly string[]) {
  // A test file that is run by a test runner's child is not to report to that runner.
  const env = { PATH: process.env['PATH'] };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env });
  return { status, said: stdout + stderr };
}

async function expectFormatted(path: string) {
  const content = readFileSync(path, 'utf8');
  const style = { ...(await resolveConfig(resolve('src/index.ts'))), parser: 'typescript' };
  expect(content).toBe(await format(content, style));
}

test('the first wizard of a project comes with what it uses', async () => {
  const wizard = exampleFiles({ id: 'contact', title: `It's "us"` });
  expect(Object.keys(wizard)).toEqual(['wizards/contact.ts', 'test/contact.test.ts', 'services.ts']);
  const folder = projectWith({ ...wizard, 'stepway.config.ts': projectFiles(plan)['stepway.config.ts']! });
  for (const path of Object.keys(wizard)) await expectFormatted(join(folder, path));
});

const services = `export interface Services extends AsyncDisposable { readonly tell: () => Promise<void> }
export async function createServices(): Promise<Services> {
  const open = setInterval(() => {}, 60_000);
  return { tell: async () => {}, [Symbol.asyncDispose]: async () => clearInterval(open) };
}
`;
const config = (rest: string) =>
  `import { defineConfig } from 'stepway';\n${rest.includes('createServices') ? "import { createServices } from './services.ts';\n" : ''}export default defineConfig({ ${rest} });\n`;

test.each([
  ['has nothing else', {}, []],
  [
    'has the services of the first wizard',
    {
      ...exampleFiles({ id: 'contact', title: 'Contact' }),
      'stepway.config.ts': config('services: createServices'),
    },
    ['...config, services, wizards', 'await config.services()'],
  ],
  [
    'has services that are to be ended, and a log-in',
    {
      'services.ts': services,
      'stepway.config.ts': config(`services: createServices, guard: () => '/login'`),
    },
    ['...config, services, guard: () => undefined, wizards', 'after(() => services[Symbol.asyncDispose]());'],
  ],
  [
    'has services that its settings do not make',
    { 'services.ts': services, 'stepway.config.ts': config('') },
    ['...config, wizards', 'walk(definition)'],
  ],
] as const)('another wizard of a project that %s uses it', async (_, files, used) => {
  const folder = projectWith({ 'wizards/.keep': '', ...files });
  const made = runIn(folder, resolve('dist/cli/main.js'), 'new', 'wizard', 'hire', '--title', `It's "us"`);
  expect(made).toEqual({ status: 0, said: 'made wizards/hire.ts\nmade test/hire.test.ts\n' });
  for (const path of ['wizards/hire.ts', 'test/hire.test.ts']) await expectFormatted(join(folder, path));
  const [wizard, own] = ['wizards/hire.ts', 'test/hire.test.ts'].map((path) =>
    readFileSync(join(folder, path), 'utf8'),
  );
  expect(wizard!.includes('.uses<Services>()')).toBe(used.some((line) => line.includes('services, ')));
  for (const line of used) expect(own).toContain(line);
});

test('what was made has no faults, has right types, and passes its own tests', () => {
  const projects = readdirSync(root).filter((name) => name.startsWith('project-'));
  // One of each: others have the same ids.
  const checked = run(resolve('dist/cli/main.js'), 'check', 'project-1/wizards', 'project-4/wizards');
  expect(checked).toEqual({ status: 0, said: expect.stringContaining('2 wizards, 0 errors, 0 warnings') });
  writeFileSync(join(root, 'tsconfig.json'), projectFiles(plan)['tsconfig.json']!);
  expect(run(resolve('node_modules/.bin/tsc'), '-p', root)).toEqual({ status: 0, said: '' });
  const tests = projects.flatMap((name) =>
    readdirSync(join(root, name, 'test')).map((file) => join(name, 'test', file)),
  );
  const { status, said } = run('--import', resolve('test/docs/run-typescript.mjs'), '--test', ...tests);
  // Three of the first wizard, in each of the two projects that have it, and one of each other.
  expect(said).toMatch(/[#ℹ] pass 10\n/);
  expect(status).toBe(0);
}, 120_000);

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
