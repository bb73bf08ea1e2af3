import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../../figure.ts';
import { openClient } from '../client.ts';
import { startServer } from '../server-process.ts';
import { openSharedHome } from '../shared-home.ts';
import { answer, openVisitor, stepCount } from '../visitor.ts';

const socketCount = 2_000;
const readerCount = 20;
const healthyCount = 4;
/** Between two answers of a healthy visitor: these are people, not a benchmark. */
const thinkMs = 20;
const p99Ms = 500;

/** A healthy client beside 2,000 that send their request a byte a second, and 20 that take no answer. */
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
    const answerUntil = async (ms: number) => {
      const before = client.times.length;
      const end = performance.now() + ms;
      await Promise.all(
        visitors.map(async (visitor) => {
          for (let n = 0; performance.now() < end; n += 1) {
            await answer({ client, port }, visitor, `s${n % stepCount}`, `value ${n}`);
            await pause(thinkMs);
          }
        }),
      );
      return client.times.slice(before).map(({ ms }) => ms);
    };
    const alone = percentile99(await answerUntil(1_500));
    // Headers have 10 s to arrive, a whole request 20 s; the server looks once a second.
    const slow = await openSlow(port, quick ? 'headers' : 'either');
    // A reader is cut off when nothing has moved for 20 s, after its buffers have filled; Node may look twice at that.
    const readers = quick
      ? []
      : await Promise.all(Array.from({ length: readerCount }, () => openReader(port)));
    const times = await answerUntil(quick ? 12_500 : 55_000);
    // What had been sent before the cut comes first; one that was not cut is served, and kept open for longer than this.
    for (const reader of readers) reader.resume();
    const givesUpAt = performance.now() + 20_000;
    while (readers.some(({ destroyed }) => !destroyed) && performance.now() < givesUpAt) await pause(100);
    const p99 = percentile99(times);
    const all = [...slow, ...readers];
    const open = all.filter(({ destroyed }) => !destroyed).length;
    for (const socket of all) socket.destroy();
    client.close();
    await server.stop();
    await home.close();
    const { broken: cut, statuses } = client.seen;
    const unwell = [...statuses].reduce((sum, [status, n]) => (status < 400 ? sum : sum + n), cut);
    const failed = open + unwell + (p99 < p99Ms ? 0 : 1);
    const note = `p99 ${alone.toFixed(1)} ms alone, then ${p99.toFixed(1)} ms over ${times.length} answers; ${all.length - open} of ${all.length} slow sockets cut off`;
    return { tried: all.length, failed, note };
  },
};

function percentile99(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.99)] ?? Infinity;
}

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
  const started = part === 'headers' ? head : `${head}Content-Length: 1000\r\n\r\nvalue=`;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(started);
      const dripping = setInterval(() => socket.write(part === 'headers' ? 'x' : 'a'), 1_000);
      socket.once('close', () => clearInterval(dripping));
      resolve(socket);
    });
    socket.resume();
    socket.on('error', reject);
  });
}

/** Asks for a file again and again and reads none of it, so that answers wait at the server. */
async function openReader(port: number): Promise<Socket> {
  const page = await (await fetch(`http://127.0.0.1:${port}/many/s0`)).text();
  // Out of memory and large: what is tried is the reader, not the pages.
  const file = /"([^"]+\.css)"/.exec(page)?.[1];
  if (file === undefined) throw new Error('the page has no style sheet');
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${file} HTTP/1.1\r\nHost: chaos\r\n\r\n`.repeat(4_000));
      resolve(socket);
    });
    // A cut can come as a reset, which shows as a close too.
    let isOpen = false;
    socket.once('connect', () => (isOpen = true));
    socket.on('error', (error) => {
      if (!isOpen) reject(error);
    });
    socket.on('data', () => {});
    socket.pause();
  });
}
