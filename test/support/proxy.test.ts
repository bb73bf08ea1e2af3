import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startProxy, type Proxy } from './proxy.ts';

/** What the server behind the proxy has received, and a server that answers each word with its capitals. */
let received: string[];
let server: Server;
let proxy: Proxy;
let client: Socket;

beforeEach(async () => {
  received = [];
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received.push(chunk.toString());
      socket.write(chunk.toString().toUpperCase());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startProxy((server.address() as AddressInfo).port);
  client = await open();
});
afterEach(async () => {
  client.destroy();
  await proxy.close();
  server.close();
});

async function open(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  return socket;
}

/** What the client gets until it has so many characters, or until its connection ends. */
async function reply(length: number): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    const keep = (chunk: Buffer) => {
      text += chunk.toString();
      if (text.length < length) return;
      client.off('data', keep);
      resolve(text);
    };
    client.on('data', keep);
    client.once('error', () => undefined).once('close', () => resolve(`${text}|`));
  });
}

async function arrived(word: string): Promise<void> {
  while (!received.includes(word)) await new Promise(setImmediate);
}

test('passes requests and replies on', async () => {
  client.write('hello');
  expect(await reply(5)).toBe('HELLO');
});

test('refuses: open connections end, new ones are not taken, and it listens again afterwards', async () => {
  const ended = once(client, 'close');
  await proxy.set('refuse');
  await ended;
  const refused = await open().catch((error: NodeJS.ErrnoException) => error.code);
  expect(refused).toBe('ECONNREFUSED');
  await proxy.set('pass');
  client = await open();
  client.write('back');
  expect(await reply(4)).toBe('BACK');
});

test('stalls both ways, and passes on late what was sent meanwhile', async () => {
  await proxy.set('stall');
  client.write('late');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(received).toEqual([]);
  await proxy.set('pass');
  expect(await reply(4)).toBe('LATE');
});

test('drips: the request arrives at once, the reply a few bytes at a time', async () => {
  await proxy.set('drip');
  client.write('a'.repeat(40));
  const [first] = (await once(client, 'data')) as [Buffer];
  expect(first.length).toBeLessThan(40);
  expect(await reply(40 - first.length)).toBe('A'.repeat(40 - first.length));
});

test('cuts in the middle of a reply', async () => {
  await proxy.set('cut');
  client.write('abcdef');
  expect(await reply(6)).toBe('ABC|');
  expect(received).toEqual(['abcdef']);
});

test('drops replies only: the request took effect, and the connection ends when the fault is over', async () => {
  await proxy.set('drop');
  const got = reply(1);
  client.write('lost');
  await arrived('lost');
  await new Promise((resolve) => setTimeout(resolve, 30));
  await proxy.set('pass');
  client.write('next');
  expect(await got).toBe('|');
});
