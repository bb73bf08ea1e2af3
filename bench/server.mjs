import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const report = new URL('./report.mjs', import.meta.url).href;
const folder = fileURLToPath(new URL('.', import.meta.url));

/** express-session says so of its own store, which is what we mean to measure. */
const memoryStoreWarning = /MemoryStore is not|designed for a production|memory, and will not scale/;

/**
 * Starts a server in a process of its own, in production mode.
 *
 * @param args what Node runs, from this folder
 * @param env what the server reads besides
 * @returns its address once it listens, and how to ask and end it
 */
export async function startServer(args, env) {
  const child = spawn(process.execPath, ['--import', report, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', PORT: '0', ...env },
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (!memoryStoreWarning.test(line)) console.error(line);
  });
  const url = await addressOf(child);
  const ask = async (question) => {
    child.send(question);
    const [answer] = await once(child, 'message');
    return answer;
  };
  return {
    url,
    pid: child.pid,
    ask,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The address in the first line that has one. */
async function addressOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/[\w.:[\]-]+/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return url;
  }
  throw new Error(`the server ended before it listened (${child.spawnargs.slice(1).join(' ')})`);
}
