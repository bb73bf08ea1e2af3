import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { journey } from '../../src/testing/index.ts';
import { packInto, temporaryFolder } from './pack.ts';

const { folder, remove } = temporaryFolder();
let tarball = '';
const project = join(folder, 'project');
let server: ChildProcess | undefined;

afterAll(async () => {
  if (server !== undefined && server.exitCode === null) {
    const ended = new Promise((end) => server?.once('exit', end));
    server.kill();
    await ended;
  }
  remove();
});

const runIn = (cwd: string, command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const run = (command: string, ...args: string[]) => runIn(project, command, ...args);

/** The README's example, word for word. */
function readmeWizard(): string {
  const block = /```ts\n(\/\/ wizards\/feedback\.ts\n[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'));
  if (block?.[1] === undefined) throw new Error('README.md has no wizards/feedback.ts');
  return block[1];
}

beforeAll(() => {
  mkdirSync(join(project, 'wizards'), { recursive: true });
  ({ tarball } = packInto(folder));
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'mine', private: true, type: 'module' }),
  );
  run('npm', 'install', '--no-audit', '--no-fund', tarball, 'express', 'zod');
  writeFileSync(join(project, 'wizards', 'feedback.ts'), readmeWizard());
});

test('the example has at most 25 lines', () => {
  expect(readmeWizard().trim().split('\n').length).toBeLessThanOrEqual(25);
});

test('one copy of express and of zod is installed', () => {
  const found = readdirSync(join(project, 'node_modules'), { recursive: true, encoding: 'utf8' });
  for (const name of ['express', 'zod']) {
    const copies = found.filter((path) => new RegExp(`(^|node_modules/)${name}/package\\.json$`).test(path));
    expect(copies).toEqual([`${name}/package.json`]);
  }
});

test('the check finds no fault', () => {
  expect(run('npx', 'stepway', 'check', 'wizards')).toContain('1 wizard, 0 errors');
});

test('the server starts with nothing else, and the form is filled to its receipt over HTTP', async () => {
  const bin = join(project, 'node_modules', '.bin', 'stepway');
  server = spawn(bin, ['start', 'wizards'], {
    cwd: project,
    env: { ...process.env, PORT: '0', NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((found, failed) => {
    let out = '';
    server?.once('exit', (code) => failed(new Error(`the server ended with ${code}: ${out}`)));
    server?.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0];
      if (address !== undefined) found(address);
    });
  });
  const page = await journey(new URL(url))
    .start('feedback')
    .answer({ found: 'no' })
    .answer({ what: 'a map' })
    .answer({ email: 'ann' })
    .expectIssue('email')
    .answer({ email: 'ann@example.com' })
    .submit()
    .expectPath(['visit', 'missing', 'contact']);
  expect(page.reference).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
});

test('the types are found by a program of the author’s, and know the answers', () => {
  const program = `
    import { stepway, type InferAnswers } from 'stepway';
    import { connect, cookieFetch } from 'stepway/client';
    import { journey, memoryStorage, walk } from 'stepway/testing';
    import feedback from './wizards/feedback.ts';
    const found: 'yes' | 'partly' | 'no' = ({} as InferAnswers<typeof feedback>).visit.found;
    // @ts-expect-error -- the step is conditional
    ({} as InferAnswers<typeof feedback>).missing.what;
    const page = await connect<typeof feedback>({ base: 'http://localhost', id: 'feedback', fetch: cookieFetch() }).open();
    if (page.kind === 'step' && page.stepId === 'visit') await page.send({ found: 'no' });
    // @ts-expect-error -- there is no such answer
    if (page.kind === 'step' && page.stepId === 'visit') await page.send({ found: 'perhaps' });
    export const all = [found, stepway({ wizards: [feedback], storage: memoryStorage() }), walk(feedback), journey];
  `;
  writeFileSync(join(project, 'program.ts'), program);
  const config = {
    compilerOptions: {
      module: 'NodeNext',
      target: 'ES2023',
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      skipLibCheck: false,
      types: ['node'],
    },
    files: ['program.ts'],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
  expect(run(resolve('node_modules/.bin/tsc'), '-p', 'tsconfig.json')).toBe('');
});

test('the test kit runs under node:test', () => {
  const program = `
    import test from 'node:test';
    import { choice, wizard } from 'stepway';
    import { coverage, journey, walk } from 'stepway/testing';
    const form = wizard({ id: 'form', title: 'Form', version: 1 })
      .step('one', { title: 'One', fields: { it: choice('It', { a: 'A', b: 'B' }) } })
      .step('two', { title: 'Two', when: (earlier) => earlier.one.it.is('b') })
      .complete({ action: 'Send' });
    test('every path', async () => {
      const seen = coverage(form);
      for (const path of (await walk(form)).paths) {
        await journey({ wizards: [form] }, { coverage: seen }).follow('form', path).expectPath(path.steps);
      }
      await seen.expectComplete();
    });
  `;
  writeFileSync(join(project, 'form.test.js'), program);
  expect(run(process.execPath, '--test', 'form.test.js')).toMatch(/# pass 1|ℹ pass 1/);
});

test('a project of stepway new installs, checks and passes its own test', () => {
  run('npx', 'stepway', 'new', 'scaffold', '--title', 'Contact us', '--yes', '--stepway', tarball);
  const scaffold = join(project, 'scaffold');
  runIn(scaffold, 'npm', 'install', '--no-audit', '--no-fund');
  expect(runIn(scaffold, 'npm', 'run', 'check')).toContain('0 errors');
  expect(runIn(scaffold, 'npm', 'test')).toMatch(/[#ℹ] fail 0/);
});
