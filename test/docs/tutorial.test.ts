import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { journey } from '../../src/testing/index.ts';
import { blocksOf } from './blocks.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'stepway-tutorial-')));
const stepwayBin = resolve('dist/cli/main.js');
const typescript = resolve('test/docs/run-typescript.mjs');
const children: ChildProcess[] = [];
afterAll(async () => {
  await Promise.all(children.map(stopped));
  rmSync(root, { recursive: true, force: true });
});

let folder = root;

/** As `npm install` would leave it: the packages of this project, and this project as `stepway`. */
function install(): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@types'), { recursive: true });
  symlinkSync(resolve('.'), join(modules, 'stepway'));
  for (const name of [
    'express',
    'express-session',
    'zod',
    '@types/node',
    '@types/express',
    '@types/express-session',
  ]) {
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return String(port);
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((end) => child.once('exit', end));
  child.kill();
  await ended;
}

/** Starts a server, fills the form at its address, and stops it. */
async function serve(args: readonly string[], at: string): Promise<void> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, PORT: port },
    stdio: 'ignore',
  });
  children.push(child);
  const origin = `http://127.0.0.1:${port}`;
  while ((await fetch(origin).catch(() => undefined)) === undefined) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`);
    await new Promise((later) => setTimeout(later, 50));
  }
  await journey(new URL(origin), { at })
    .start('card')
    .answer({ name: 'Ada', born: '1990-12-10' })
    .answer({ kind: 'family' })
    .answer({ people: 4 })
    .submit()
    .expectPath(['you', 'kind', 'family'])
    .expectText('Your card is on its way');
  await stopped(child);
}

const run = (args: readonly string[]) =>
  spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, STEPWAY_DATA: '.stepway' },
  });

/** Runs one line of the page, and gives what it printed. A command that is not known here fails. */
async function command(line: string): Promise<string> {
  const [name = '', ...args] = line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [];
  if (line.startsWith('npx stepway ')) {
    const { stdout, stderr } = run([stepwayBin, ...args.slice(1)]);
    return stdout + stderr;
  }
  if (name === 'cd') {
    folder = join(folder, args[0]!);
    return '';
  }
  if (line === 'npm install') {
    install();
    return '';
  }
  if (line.startsWith('npm install ')) return '';
  if (name === 'rm') return execFileSync('rm', args, { cwd: folder, encoding: 'utf8' });
  if (line === 'npm test') {
    const tests = readdirSync(join(folder, 'test')).map((file) => join('test', file));
    const { status, stdout } = run(['--import', typescript, '--test', ...tests]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('fail 0') });
    return stdout;
  }
  if (line === 'npm start') {
    await serve([stepwayBin, 'start'], '');
    return '';
  }
  if (line === 'npx tsx server.ts') {
    await serve(['--import', typescript, 'server.ts'], '/apply');
    return '';
  }
  throw new Error(`the tutorial has a command that its test does not know: ${line}`);
}

test('every block of the tutorial does what the page says', async () => {
  let printed = '';
  for (const { language, text, file, line } of blocksOf('docs/tutorial.md')) {
    if (file !== undefined) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    } else if (language === 'sh') {
      printed = '';
      for (const each of text.trim().split('\n')) printed += await command(each);
    } else if (language === 'text') {
      expect(`line ${line}\n${printed}`).toContain(text.trim());
    } else {
      throw new Error(`docs/tutorial.md, line ${line}: a block that belongs to no file`);
    }
  }
  expect(readdirSync(join(folder, 'cards')).length).toBeGreaterThan(0);
  expect(await command('npx stepway submissions')).toContain('"people":4');
  const tsc = spawnSync(resolve('node_modules/.bin/tsc'), ['-p', 'tsconfig.json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(tsc.stdout).toBe('');
}, 120_000);
