import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { WizardDefinition } from '../../src/definition/model.ts';
import { journey } from '../../src/testing/index.ts';
import { describeWithMongo, startMongoServer, type MongoServer } from '../support/mongo-server.ts';
import { readersProject } from './import-block.ts';

const page = 'docs/completing.md';
const project = readersProject(['zod', 'express', 'express-session', 'mongodb']);
afterAll(() => project.remove());

const handlerOf = async (containing: string): Promise<WizardDefinition> =>
  (await project.importBlock(page, containing))['default'] as WizardDefinition;

/** Sends the form once, and calls its handler once more, as after a crash before its end was written down. */
async function sendAndRepeat(
  definition: WizardDefinition,
  services: unknown,
  answers: Readonly<Record<string, string | number>>,
): Promise<void> {
  const seen: Parameters<NonNullable<WizardDefinition['completion']['run']>>[0][] = [];
  const run = definition.completion.run!;
  const watched: WizardDefinition = {
    ...definition,
    completion: {
      ...definition.completion,
      run: (finished) => {
        seen.push(finished);
        return run(finished);
      },
    },
  };
  const someone = journey({ wizards: [watched], services });
  await someone.start(definition.id).answer(answers).submit().expectText('We have received your answers');
  await someone.close();
  expect(seen).toHaveLength(1);
  await run({ ...seen[0]!, attempt: 2 });
}

test('the webhook of docs/completing.md sends the same key twice, and throws what failed', async () => {
  const got: { readonly key: unknown; readonly body: unknown }[] = [];
  let status = 200;
  const server: Server = createServer((req, res) => {
    let body = '';
    req.on('data', (part: Buffer) => (body += part.toString()));
    req.on('end', () => {
      got.push({ key: req.headers['idempotency-key'], body: JSON.parse(body) as unknown });
      res.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const contact = await handlerOf("id: 'contact'");
  await sendAndRepeat(contact, { webhook }, { email: 'ann@example.com', message: 'Hello' });
  expect(got).toHaveLength(2);
  expect(got[1]).toEqual(got[0]);
  expect(got[0]!.body).toMatchObject({ answers: { you: { message: 'Hello' } } });

  status = 500;
  const finished = { answers: {}, reference: 'R', idempotencyKey: 'K', services: { webhook } };
  const run = contact.completion.run as (finished: unknown) => Promise<void>;
  await expect(run(finished)).rejects.toThrow('the webhook answered 500');
  await new Promise((closed) => server.close(closed));
});

describeWithMongo('the handlers of docs/completing.md that use a database', 'any', () => {
  let server: MongoServer;
  let client: MongoClient;
  beforeAll(async () => {
    server = await startMongoServer();
    client = new MongoClient(server.url);
  });
  afterAll(async () => {
    await client.close();
    await server.stop();
  });

  test('a row is written once', async () => {
    await sendAndRepeat(await handlerOf("id: 'booking'"), { db: client.db() }, { name: 'Ann', people: 2 });
    const rows = await client.db().collection('bookings').find().toArray();
    expect(rows).toEqual([expect.objectContaining({ name: 'Ann', people: 2 })]);
  });

  test('an email is sent once', async () => {
    const mails: { readonly to: string; readonly messageId: string }[] = [];
    const sendMail = async (mail: (typeof mails)[number]) => void mails.push(mail);
    const services = { db: client.db(), sendMail };
    await sendAndRepeat(await handlerOf("id: 'question'"), services, {
      email: 'ann@example.com',
      question: 'Why?',
    });
    expect(mails).toEqual([expect.objectContaining({ to: 'ann@example.com' })]);
    expect(mails[0]!.messageId).toMatch(/^<[\w-]+\.1@forms\.example>$/);
  });
});
