import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Where a server can be told to die, in the order in which a request and its completion pass them. */
export const points = [
  'load:before',
  'load:after',
  'save:before',
  'save:after',
  'record:before',
  'record:after',
  'claim:before',
  'claim:after',
  'effect:before',
  'effect:after',
  'settle:before',
  'settle:after',
  'respond:before',
  'respond:after',
] as const;

/** Those that a visitor passes who goes to another site, and those of coming back: every one of them, each time. */
export const paymentPoints = {
  leaving: ['begin:before', 'begin:after', 'save:before', 'save:after', 'respond:before', 'respond:after'],
  returning: [
    'finish:before',
    'finish:after',
    'save:before',
    'save:after',
    'respond:before',
    'respond:after',
  ],
} as const;

/** When a server kills itself under a visitor who pays: while they leave for the other site, or while they come back. */
export type PaymentMoment = keyof typeof paymentPoints;

export type Point = (typeof points)[number] | (typeof paymentPoints)[PaymentMoment][number];

/** A server in a process of its own, which comes back on the same port. */
export interface ServerProcess {
  readonly port: number;
  /** Tells it to kill itself with SIGKILL when it next reaches the point. */
  arm(point: Point): Promise<void>;
  /** Whether the process has ended. */
  isEnded(): boolean;
  /** Waits for its end for a while; whether it came. */
  endsWithin(ms: number): Promise<boolean>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Starts again after its end. */
  restart(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
}

const entry = fileURLToPath(new URL('server.mjs', import.meta.url));
const usedPorts = new Set<number>();
const running = new Set<ChildProcess>();
// A figure that throws leaves no server behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a server out of build/, and waits until it listens.
 *
 * @param settings environment variables beside the common ones: which home, what is broken
 */
export async function startServer(
  settings: Readonly<Record<string, string | undefined>>,
): Promise<ServerProcess> {
  // Below the ports that the system gives to outgoing connections: nobody takes it while the server is down.
  const port = await freePort();
  let child = await launch(port, settings);
  const isEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = async () => {
    if (!isEnded()) await once(child, 'exit');
  };
  return {
    port,
    isEnded,
    async endsWithin(ms) {
      await Promise.race([ended(), pause(ms, undefined, { ref: false })]);
      return isEnded();
    },
    async arm(point) {
      child.send({ die: point });
      await once(child, 'message');
    },
    async kill() {
      child.kill('SIGKILL');
      await ended();
    },
    async restart() {
      await ended();
      child = await launch(port, settings);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended();
      return child.exitCode;
    },
  };
}

async function launch(
  port: number,
  settings: Readonly<Record<string, string | undefined>>,
): Promise<ChildProcess> {
  const child = fork(entry, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--no-warnings'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      SESSION_SECRET: 'the secret of all servers of the test',
      LOG_LEVEL: process.env['STEPWAY_CHAOS_LOG'] ?? 'silent',
      ...settings,
    },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('the server ended before it listened');
    }),
  ]);
  return child;
}

async function freePort(): Promise<number> {
  for (let port = 31_400 + (process.pid % 400); ; port += 1) {
    if (usedPorts.has(port)) continue;
    usedPorts.add(port);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}
