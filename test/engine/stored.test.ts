// The documents under stored/ are what the code of commit c3bd884 (version 0.1.0) left in its stores, driven by HTTP and
// read out as it lay there, under the session ids that say what each is. They are never written again: a later Stepway
// has to open, resume and submit them as they are. Their clock stands in 2090, so that no sweeper finds them ended.
import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { stepway, type Stepway } from '../../src/index.ts';
import type { SubmissionStatus } from '../../src/completion/journal.ts';
import { describeWithMongo } from '../support/mongo-server.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';
import { startEmbedded, startMongo, type StoredBackend, type StoredBackends } from './stored/backends.ts';
import { trip, type Answer, type Call } from './stored/trip.ts';

const secret = 'stored';
/** A minute after the last document was written: every lease is over, and what waits is due. */
const now = Date.UTC(2090, 0, 1, 0, 1);

describe('in LMDB', () => storedDocuments(startEmbedded));
describeWithMongo('in MongoDB', 'any', () => storedDocuments(startMongo));

function storedDocuments(start: () => Promise<StoredBackends>) {
  let backends: StoredBackends;
  let backend: StoredBackend;
  let forms: Stepway;
  let app: Express;
  let calls: Call[];

  beforeAll(async () => {
    backends = await start();
  });
  afterAll(() => backends.stop());
  beforeEach(async () => {
    calls = [];
    backend = await backends.open(() => now);
    serve({ worker: false });
  });
  afterEach(async () => {
    await forms.close(0);
    await backend.close();
  });

  function serve({ worker }: { readonly worker: boolean }) {
    const handle = async (call: Call): Promise<Answer> => void calls.push(call);
    forms = stepway({
      wizards: [trip(handle)],
      storage: backend.storage,
      log: pino({ level: 'silent' }),
      now: () => now,
      worker,
      context: () => ({ user: 'ann' }),
    });
    app = express();
    app.use(session({ store: backend.storage.sessions, secret, resave: false, saveUninitialized: false }));
    app.get('/theme', (req, res) => {
      res.json(req.session.theme);
    });
    app.use(forms);
  }

  /** The visitor whose session has this id. */
  function owner(id: string) {
    const signature = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
    const someone = visitor(app);
    someone.agent.jar.setCookie(`connect.sid=${encodeURIComponent(`s:${id}.${signature}`)}`);
    return someone;
  }

  async function resumeOf(someone: ReturnType<typeof visitor>): Promise<string | undefined> {
    return (await someone.agent.get('/trip')).headers['location'];
  }

  async function submit(someone: ReturnType<typeof visitor>) {
    expect(headingOf((await someone.open('/trip/check')).text)).toBe('Check your answers');
    const sent = await someone.post('/trip/check');
    expect(sent.headers['location']).toMatch(/^\/trip\/done\//);
    const reference = sent.headers['location']?.split('/').pop() ?? '';
    return backend.storage.submissions.findByReference(reference);
  }

  test('a session midway resumes at its step, with what was typed there and what its closed branch keeps', async () => {
    const someone = owner('midway');
    expect(await resumeOf(someone)).toBe('/trip/wishes');
    expect((await someone.open('/trip/wishes')).text).toContain('value="noonish"');
    await someone.open('/trip/kind?return=check');
    const reopened = await someone.post('/trip/kind', { kind: 'work', nights: '3' });
    expect(reopened.headers['location']).not.toBe('/trip/job');
    expect((await someone.open('/trip/job')).text).toContain('value="Ärzte &amp; Söhne"');
    expect((await someone.agent.get('/theme')).body).toBe('dark');
  });

  test('a session midway is answered to its end and submitted, without its closed branch', async () => {
    const someone = owner('midway');
    await someone.answer('/trip/wishes', {
      meals: ['lunch'],
      from: '12:00',
      weight: '3',
      isFirst: 'no',
    });
    const born = { 'born-day': '1', 'born-month': '2', 'born-year': '2003' };
    await someone.answer('/trip/you', { name: 'Ann', ...born });
    expect(await someone.answer('/trip/truth', { agreed: 'true' })).toBe('/trip/check');
    const submission = await submit(someone);
    expect(submission?.answers).toEqual({
      kind: { kind: 'fun', nights: 3 },
      'home/country': { country: 'US' },
      'home/state': { state: 'Ohio' },
      wishes: { meals: ['lunch'], from: '12:00', weight: 3, isFirst: false },
      you: { name: 'Ann', born: '2003-02-01' },
      truth: { agreed: true },
    });
  });

  test('a session that is complete, with a part, shows every answer and hands them over', async () => {
    const someone = owner('complete');
    expect(await resumeOf(someone)).toBe('/trip/check');
    const page = textOf((await someone.open('/trip/check')).text);
    for (const answer of ['Work', 'Ärzte', 'United States', 'Ohio', 'Breakfast', '7.5', '27 March 1990']) {
      expect(page).toContain(answer);
    }
    await forms.close(0);
    serve({ worker: true });
    const submission = await submit(someone);
    await settled(submission?.id ?? '');
    const mine = calls.find(({ idempotencyKey }) => idempotencyKey === submission?.id);
    expect(mine).toMatchObject({
      answers: {
        kind: { kind: 'work', nights: 3 },
        job: { employer: 'Ärzte & Söhne', pay: 1200.5 },
        home: { country: { country: 'US' }, state: { state: 'Ohio' } },
        you: { name: 'Ann', born: new Date('1990-03-27') },
      },
      context: { user: 'ann' },
    });
  });

  test('a session that its handler sent back shows the messages and what else was typed, and is sent again', async () => {
    const someone = owner('sent-back');
    expect(textOf((await someone.open('/trip/you')).text)).toContain('We know nobody of this name');
    expect((await someone.open('/trip/job')).text).toContain('value="a lot"');
    const born = { 'born-day': '27', 'born-month': '3', 'born-year': '1990' };
    await someone.answer('/trip/you', { name: 'Ann', ...born });
    await someone.answer('/trip/job', { employer: 'Someone else', pay: '900' });
    expect(await submit(someone)).toMatchObject({ generation: 2, status: 'pending' });
  });

  test('a session whose submission was rejected meanwhile opens again, with every branch', async () => {
    const someone = owner('rejected');
    await someone.open('/trip');
    expect(textOf((await someone.open('/trip/you')).text)).toContain('We know nobody of this name');
    expect((await someone.open('/trip/job')).text).toContain('value="1200.50"');
  });

  test('a session of version 1 is migrated, and keeps what still fits', async () => {
    const someone = owner('older-version');
    expect(await resumeOf(someone)).toBe('/trip/wishes');
    expect(textOf((await someone.open('/trip/home/country')).text)).toContain('Great Britain');
  });

  test('a submitted session says so, leads to its receipt, and can start again', async () => {
    const someone = owner('done');
    expect(headingOf((await someone.open('/trip/you')).text)).toContain('already sent');
    expect((await someone.post('/trip/start')).headers['location']).toBe('/trip/kind');
    expect((await someone.open('/trip/kind')).text).not.toMatch(/value="fun" checked/);
  });

  test('a submitted session whose record was lost in a crash gets it on the next visit', async () => {
    await owner('unrecorded').open('/trip');
    const found = [];
    for await (const each of backend.storage.submissions.list({ status: 'pending' })) found.push(each);
    expect(found).toContainEqual(
      expect.objectContaining({
        answers: expect.objectContaining({ you: expect.objectContaining({ name: 'Unrecorded' }) }),
      }),
    );
  });

  test.each<[SubmissionStatus, number]>([
    ['pending', 2],
    ['running', 1],
    ['done', 1],
    ['rejected', 2],
    ['failed', 1],
    ['discarded', 1],
  ])('a submission that is %s is listed as such', async (status, count) => {
    const found = [];
    for await (const each of backend.storage.submissions.list({ status })) found.push(each);
    expect(found).toHaveLength(count);
  });

  test('a submission that waits, waits again or lost its server is run, with its answers, and no other is', async () => {
    await forms.close(0);
    serve({ worker: true });
    const open = ['waiting', 'again', 'running'];
    while (calls.length < open.length) await new Promise((resolve) => setTimeout(resolve, 20));
    await forms.close(1_000);
    expect(calls.map(({ answers }) => answers.you.name).toSorted()).toEqual(open.toSorted());
    expect(calls[0]).toMatchObject({
      answers: {
        you: { born: new Date('1990-03-27') },
        wishes: { meals: ['breakfast', 'dinner'], weight: 7.5 },
      },
      context: { user: 'ann' },
    });
  });

  test('a submission that failed for good is run after an operator said so', async () => {
    const { submissions } = backend.storage;
    const failed = [];
    for await (const each of submissions.list({ status: 'failed' })) failed.push(each);
    expect(await submissions.resolveFailed(failed[0]?.id ?? '', 'retry', now)).toBe(true);
    await forms.close(0);
    serve({ worker: true });
    await settled(failed[0]?.id ?? '');
    expect(calls.map(({ answers }) => answers.you.name)).toContain('failed');
  });

  test('what was settled is purged, and what is open or failed is not', async () => {
    expect(await backend.storage.submissions.purge(now)).toBe(4);
  });

  async function settled(id: string) {
    while ((await backend.storage.submissions.get(id))?.status !== 'done') {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
