import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const preload = new URL('./report-usage.mjs', import.meta.url).href;

/** Starts the wizard of bench/wizards on Stepway's own server, with a data folder of its own. */
export function startStepway() {
  return startServer(['dist/cli/main.js', 'start', 'bench/wizards']);
}

/** Starts the same form as written by hand. */
export function startByHand() {
  return startServer(['bench/by-hand.mjs']);
}

async function startServer(args) {
  const data = await mkdtemp(join(tmpdir(), 'stepway-bench-'));
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: '0',
      STEPWAY_DATA: data,
      SESSION_SECRET: 'only-for-measuring-only-for-measuring',
      // Production cookies are Secure: the load says that TLS ended before us.
      TRUST_PROXY: '1',
    },
  });
  const url = await addressOf(child);
  const startMs = performance.now() - begun;
  return {
    url,
    startMs,
    usage: async () => {
      child.send('usage');
      const [{ cpu, memory }] = await once(child, 'message');
      return { cpuMicros: cpu.user + cpu.system, memoryBytes: memory };
    },
    stop: async () => {
      if (child.exitCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        await exit;
      }
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The address in the first log line that has one. */
async function addressOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\w.:[\]-]+/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return url;
  }
  throw new Error(`the server ended before it listened (${child.spawnargs.slice(1).join(' ')})`);
}
