import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from '@jest/globals';
import { blocksOf } from './blocks.ts';

const folder = mkdtempSync(join(tmpdir(), 'stepway-curl-'));
let child: ChildProcess | undefined;
afterAll(async () => {
  const ended = new Promise((end) => child?.once('exit', end));
  child?.kill();
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

/** Serves the samples as `npm start` does, at a free port. */
async function serveSamples(): Promise<string> {
  cpSync('wizards', join(folder, 'wizards'), { recursive: true });
  cpSync('stepway.config.ts', join(folder, 'stepway.config.ts'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  child = spawn(process.execPath, [resolve('dist/cli/main.js'), 'start'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((found) => {
    createInterface({ input: child!.stdout! }).on('line', (line) => {
      const url = /open (http:\/\/[\w.:]+)/.exec(line)?.[1];
      if (url !== undefined) found(url);
    });
  });
}

test('the example with curl sends a whole form when it is copied', async () => {
  const url = await serveSamples();
  const block = blocksOf('docs/front-ends.md').find(({ language }) => language === 'sh')!;
  const script = block.text.replace('http://127.0.0.1:3000', url);
  expect(script).toContain(url);
  const printed = execFileSync('bash', ['-euc', script], { cwd: folder, encoding: 'utf8' });
  const pages = printed.replaceAll('}{', '}\n{').split('\n');
  expect(pages.map((page) => (JSON.parse(page) as { kind: string }).kind)).toEqual(['step', 'step', 'done']);
}, 60_000);
