import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../../figure.ts';
import { openClient } from '../client.ts';
import { startServer } from '../server-process.ts';
import { openSharedHome } from '../shared-home.ts';
import { answer, openVisitor, stepCount } from '../visitor.ts';

const socketCount = 2_000;
const healthyCount = 4;
/** Between two answers of a healthy visitor: these are people, not a benchmark. */
const thinkMs = 20;
const p99Ms = 500;

/** A healthy client beside 2,000 that send their request a byte a second. */
export const slowSockets: Figure = {
  name: 'slow-sockets',
  must: `p99 of a healthy client beside ${socketCount} slow sockets under ${p99Ms} ms, and every slow socket cut off when its time is over`,
  breaks: ['arrival-limits'],
  async run({ quick, broken }) {
    const home = await openSharedHome('lmdb');
    const server = await startServer({ ...home.settings, STEPWAY_CHAOS_BREAK: broken });
    const { port } = server;
    const client = openClient();
    const trying = { client, portFor: () => port };
    const visitors = await Promise.all(
      Array.from({ length: healthyCount }, (_, index) => openVisitor(`healthy-${index}`, trying)),
    );
    // Headers have 10 s to arrive, a whole request 20 s; the server looks once a second.
    const slow = await openSlow(port, quick ? 'headers' : 'either');
    const before = client.times.length;
    const over = new AbortController();
    const healthy = visitors.map(async (visitor) => {
      for (let n = 0; !over.signal.aborted; n += 1) {
        await answer({ client, port }, visitor, `s${n % stepCount}`, `value ${n}`);
        await pause(thinkMs);
      }
    });
    await pause(quick ? 12_500 : 23_000);
    over.abort();
    await Promise.all(healthy);
    const times = client.times.slice(before).toSorted((one, other) => one - other);
    const p99 = times[Math.floor(times.length * 0.99)] ?? Infinity;
    const open = slow.filter(({ destroyed }) => !destroyed).length;
    for (const socket of slow) socket.destroy();
    client.close();
    await server.stop();
    await home.close();
    const unwell = client.seen.broken + times.length - (client.seen.statuses.get(303) ?? 0);
    const failed = open + (p99 < p99Ms ? 0 : 1) + Math.max(0, unwell);
    const note = `p99 ${p99.toFixed(1)} ms over ${times.length} answers; ${slow.length - open} of ${slow.length} slow sockets cut off`;
    return { tried: slow.length, failed, note };
  },
};

/** Opens the sockets, half of them in the middle of their headers and half in their body, or all in their headers. */
async function openSlow(port: number, where: 'headers' | 'either'): Promise<readonly Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < socketCount) {
    // A hundred at a time, so that none is refused for want of a place in the queue.
    const batch = Array.from({ length: 100 }, (_, n) =>
      openOne(port, where === 'either' && n % 2 === 1 ? 'body' : 'headers'),
    );
    sockets.push(...(await Promise.all(batch)));
  }
  return sockets;
}

function openOne(port: number, part: 'headers' | 'body'): Promise<Socket> {
  const head = 'POST /many/s0 HTTP/1.1\r\nHost: chaos\r\nContent-Type: application/x-www-form-urlencoded\r\n';
  const begun = part === 'headers' ? head : `${head}Content-Length: 1000\r\n\r\nvalue=`;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(begun);
      const dripping = setInterval(() => socket.write(part === 'headers' ? 'x' : 'a'), 1_000);
      socket.once('close', () => clearInterval(dripping));
      resolve(socket);
    });
    socket.resume();
    socket.on('error', reject);
  });
}
