import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { MongoClient } from 'mongodb';
import { pino } from 'pino';
import type { Storage } from '../../src/completion/storage.ts';
import type { CompletionJournal } from '../../src/completion/journal.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { clientOptions } from '../../src/storage/mongo/client.ts';
import { mongoStorage } from '../../src/storage/mongo/storage.ts';
import { longText, stepway, wizard } from '../../src/index.ts';
import { describeWithMongo, startMongoServer, type MongoServer } from '../support/mongo-server.ts';
import { visitor } from '../support/visitor.ts';

const note = wizard({ id: 'note', title: 'Leave a note', version: 1, start: false })
  .step('one', { title: 'One', fields: { what: longText('What') } })
  .step('two', { title: 'Two', fields: { what: longText('What') } })
  // Kept, with no handler to run: the worker's own calls are not the request's.
  .complete({ action: 'Send' });

async function appWithoutWorker(storage: Storage) {
  const forms = stepway({ wizards: [note], storage, worker: false, log: pino({ level: 'silent' }) });
  // Its look at the store is none of a request’s.
  await forms.ready;
  const app = express();
  app.use(session({ store: storage.sessions, secret: 'counted', resave: false, saveUninitialized: false }));
  app.use(forms);
  return { app, forms };
}

/** A home whose calls are counted. */
interface Counted {
  readonly storage: Storage;
  /** The calls since the last time this was asked, in order. */
  readonly calls: () => readonly string[];
}

/** What each kind of request costs; `names` say what a home calls a read, an insert, a write, the record's insert and its read. */
function costs(names: Record<'read' | 'insert' | 'write' | 'record' | 'find', string>, home: () => Counted) {
  test('a GET reads once and writes nothing; without a cookie it does not even read', async () => {
    const { storage, calls } = home();
    const { app, forms } = await appWithoutWorker(storage);
    const someone = visitor(app);
    calls();
    await someone.open('/note/one');
    expect(calls()).toEqual([]);
    await someone.open('/');
    expect(calls()).toEqual([]);
    await someone.answer('/note/one', { what: 'a' });
    calls();
    await someone.open('/note/two');
    expect(calls()).toEqual([names.read]);
    expect((await someone.open('/')).text).toContain('In progress');
    expect(calls()).toEqual([names.read]);
    await forms.close(0);
  });

  test('a POST reads once and writes once, the first one inserts, an invalid one writes nothing', async () => {
    const { storage, calls } = home();
    const { app, forms } = await appWithoutWorker(storage);
    const someone = visitor(app);
    await someone.open('/note/one');
    calls();
    await someone.post('/note/one', { what: 'a' });
    expect(calls()).toEqual([names.insert]);
    await someone.open('/note/two');
    calls();
    await someone.post('/note/two', { what: '' });
    expect(calls()).toEqual([names.read]);
    await someone.post('/note/two', { what: 'b' });
    expect(calls()).toEqual([names.read, names.write]);
    await forms.close(0);
  });

  test('the finishing POST reads once, writes the session and the record; its receipt reads each of them once', async () => {
    const { storage, calls } = home();
    const { app, forms } = await appWithoutWorker(storage);
    const someone = visitor(app);
    await someone.answer('/note/one', { what: 'a' });
    await someone.answer('/note/two', { what: 'b' });
    await someone.open('/note/check');
    calls();
    const sent = await someone.post('/note/check');
    expect(sent.status).toBe(303);
    expect(calls()).toEqual([names.read, names.write, names.record]);
    expect((await someone.open(sent.headers['location'] ?? '')).status).toBe(200);
    expect(calls()).toEqual([names.read, names.find]);
    await forms.close(0);
  });
}

describe('in memory', () => {
  costs({ read: 'read', insert: 'insert', write: 'replace', record: 'record', find: 'find' }, () => {
    let seen: string[] = [];
    const storage = memoryStorage({
      onOperation: (operation, moment) => {
        if (moment === 'before') seen.push(operation);
      },
    });
    const submissions: CompletionJournal = {
      ...storage.submissions,
      insert: (submission) => {
        seen.push('record');
        return storage.submissions.insert(submission);
      },
      get: (id) => {
        seen.push('find');
        return storage.submissions.get(id);
      },
      findByReference: (reference) => {
        seen.push('find');
        return storage.submissions.findByReference(reference);
      },
    };
    const calls = () => {
      const since = seen;
      seen = [];
      return since;
    };
    return { storage: { ...storage, submissions }, calls };
  });
});

describeWithMongo('on MongoDB, by the events of its driver', 'any', () => {
  let server: MongoServer;
  let client: MongoClient;
  let storage: Storage;
  let seen: string[] = [];

  beforeAll(async () => {
    server = await startMongoServer();
    client = new MongoClient(server.url, { ...clientOptions, monitorCommands: true });
    client.on('commandStarted', ({ commandName, command }) => {
      if (['find', 'insert', 'update', 'delete', 'findAndModify'].includes(commandName)) {
        const collection: unknown = command[commandName];
        seen.push(`${commandName} ${typeof collection === 'string' ? collection : ''}`);
      }
    });
    storage = await mongoStorage({ client });
  });
  afterAll(async () => {
    await storage.close();
    await client.close();
    await server.stop();
  });

  costs(
    {
      read: 'find sessions',
      insert: 'insert sessions',
      write: 'update sessions',
      record: 'insert submissions',
      find: 'find submissions',
    },
    () => ({
      storage,
      calls: () => {
        const since = seen;
        seen = [];
        return since;
      },
    }),
  );
});
