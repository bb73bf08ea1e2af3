import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'stepway-npm-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a server that npm started ends, and lets go of its port, when npm is ended', async () => {
  const start = `node ${resolve('dist/cli/main.js')} start`;
  mkdirSync(join(folder, 'wizards'));
  cpSync('wizards/feedback.ts', join(folder, 'wizards/feedback.ts'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts: { start } }));
  const npm = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', STEPWAY_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  npm.stdout.on('data', (part) => (said += String(part)));
  while (!said.includes('open http://')) await once(npm.stdout, 'data');
  const lines = said.trim().split('\n');
  expect(lines.filter((line) => line.includes('open http://'))).toHaveLength(1);
  const { url } = JSON.parse(lines.at(-1)!) as { readonly url: string };
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  npm.kill('SIGTERM');
  // Its end closes the pipe, whoever holds it.
  await once(npm.stdout, 'close');
  expect(said).toContain('"stopped"');
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
}, 60_000);
