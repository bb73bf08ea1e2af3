import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import supertest from 'supertest';
import { pino } from 'pino';
import { createApp } from '../../src/app/server.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import feedback from '../../wizards/feedback.ts';
import { standingClock } from '../support/clock.ts';
import { testConfig } from '../support/memory-app.ts';

test('a form that takes long to arrive, as on a bad line, is kept all the same', async () => {
  const clock = standingClock();
  let onRead = () => {};
  const storage = memoryStorage({
    now: clock.now,
    onOperation: (operation, moment) => {
      if (operation === 'read' && moment === 'after') onRead();
    },
  });
  const log = pino({ level: 'silent' });
  const { app, forms } = createApp({ config: testConfig, wizards: [feedback], storage, log, now: clock.now });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const first = await supertest(server).post('/feedback/visit').type('form').send({ found: 'no' });

  const body = 'what=a+map';
  const sending = request({
    port: (server.address() as AddressInfo).port,
    method: 'POST',
    path: '/feedback/missing',
    headers: {
      cookie: String(first.headers['set-cookie']).split(';')[0],
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    },
  });
  const isLoaded = new Promise<void>((resolve) => (onRead = resolve));
  sending.flushHeaders();
  await isLoaded;
  // What follows a read in memory is done by the next turn of the event loop: the request waits for its body.
  await new Promise(setImmediate);
  clock.advance(10_000);
  sending.end(body);
  const [answer] = (await once(sending, 'response')) as [{ statusCode: number; resume(): void }];
  answer.resume();
  expect(answer.statusCode).toBe(303);
  server.close();
  await forms.close(0);
});
