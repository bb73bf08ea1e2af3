import { afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { checkDefinition, formatFaults } from '../../src/definition/check/check.ts';
import { email, memoryStorage, secret, stepway, text, wizard, type CopyMail } from '../../src/index.ts';
import { visitor } from '../support/visitor.ts';

const steps = wizard({ id: 'club', title: 'The club', version: 1, start: false }).step('you', {
  title: 'You',
  fields: { name: text('Name'), email: email('Email address').optional(), pin: secret('PIN') },
});
const club = steps.complete({ action: 'Join', receipt: { copyTo: (e) => e.you.email } });

const mails: CopyMail[] = [];
let isDown = false;
let logged: string[] = [];
beforeEach(() => {
  mails.length = 0;
  isDown = false;
  logged = [];
});

const ends: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(ends.splice(0).map((end) => end())));

function site({ sends = true, mailsAMinute = 100 } = {}) {
  const storage = memoryStorage();
  const quiet = () => {};
  const error = (facts: object, words: string) => void logged.push(JSON.stringify([facts, words]));
  const forms = stepway({
    wizards: [club],
    storage,
    log: { debug: quiet, info: quiet, warn: quiet, error },
    rateLimits: { mails: mailsAMinute },
    ...(sends && {
      sendCopy: (mail) => {
        mails.push(mail);
        if (isDown) throw new Error('no mail to ann@example.com');
      },
    }),
  });
  ends.push(() => forms.close(0));
  const app = express();
  app.set('trust proxy', true);
  app.use(session({ store: storage.sessions, secret: 's', resave: false, saveUninitialized: false }));
  return app.use(forms);
}

async function joined(app = site(), values: { [name: string]: string } = { email: 'ann@example.com' }) {
  const ann = visitor(app);
  await ann.answer('/club/you', { name: 'Ann', pin: '1234', ...values });
  const receipt = await ann.answer('/club/check');
  const press = () => ann.agent.post(`${receipt}/copy`).set('X-Forwarded-For', '203.0.113.9');
  return { ann, receipt, press };
}

test('a press on the receipt has a copy sent, without secrets, and says so', async () => {
  const { ann, receipt, press } = await joined();
  expect((await ann.open(receipt)).text).toContain('Send a copy to ann@example.com');
  expect(mails).toEqual([]);
  const pressed = await press();
  expect([pressed.status, pressed.headers['location']]).toEqual([303, `${receipt}?copy=sent`]);
  expect(mails).toEqual([
    {
      to: 'ann@example.com',
      reference: receipt.split('/').at(-1),
      wizard: { id: 'club', title: 'The club' },
      sections: [
        {
          heading: undefined,
          rows: expect.arrayContaining([
            { label: 'Name', lines: ['Ann'] },
            { label: 'Email address', lines: ['ann@example.com'] },
          ]),
        },
      ],
      language: 'en',
      services: undefined,
    },
  ]);
  expect(JSON.stringify(mails)).not.toContain('1234');
  const after = (await ann.open(`${receipt}?copy=sent`)).text;
  expect(after).toContain('We have sent a copy to ann@example.com.');
  expect(after).not.toContain('/copy"');
});

test('it is sent once, however often it is asked for', async () => {
  const { press } = await joined();
  const all = await Promise.all([press(), press(), press()]);
  expect(all.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(mails).toHaveLength(1);
});

test('when it cannot be sent the receipt says so, and one may press again', async () => {
  const { ann, receipt, press } = await joined();
  isDown = true;
  expect((await press()).headers['location']).toBe(`${receipt}?copy=failed`);
  const page = (await ann.open(`${receipt}?copy=failed`)).text;
  expect(page).toContain('We could not send a copy just now.');
  expect(page).toContain('Send a copy to ann@example.com');
  expect(logged).toHaveLength(1);
  expect(logged.join('')).not.toContain('ann@example.com');
  isDown = false;
  expect((await press()).headers['location']).toBe(`${receipt}?copy=sent`);
});

test('nobody else can have one sent', async () => {
  const app = site();
  const { receipt } = await joined(app);
  const stranger = visitor(app);
  expect((await stranger.open(`${receipt}?copy=sent`)).text).not.toContain('a copy to');
  expect((await stranger.agent.post(`${receipt}/copy`)).status).toBe(404);
  expect(mails).toEqual([]);
});

test('none is offered without an address, nor by a host that sends none', async () => {
  const without = await joined(site(), {});
  expect((await without.ann.open(without.receipt)).text).not.toContain('Send a copy');
  expect((await without.press()).status).toBe(404);
  const silent = await joined(site({ sends: false }));
  expect((await silent.ann.open(silent.receipt)).text).not.toContain('Send a copy');
  expect((await silent.press()).status).toBe(404);
});

test('an address that asks for too many is answered with 429', async () => {
  const app = site({ mailsAMinute: 1 });
  const [first, second] = [await joined(app), await joined(app)];
  expect((await first.press()).status).toBe(303);
  expect((await second.press()).status).toBe(429);
  expect(mails).toHaveLength(1);
});

test('a front end is told where to ask, and how it went', async () => {
  const { ann, receipt, press } = await joined();
  const copyOf = async (url: string) => (await ann.agent.get(url).accept('json')).body.copy;
  expect(await copyOf(receipt)).toEqual({ status: 'offered', action: `${receipt}/copy` });
  await press();
  expect(await copyOf(`${receipt}?copy=sent`)).toEqual({ status: 'sent' });
});

test.each<[string, (earlier: Record<string, Record<string, unknown>>) => unknown, string]>([
  ['no answer', () => 'ann@example.com', 'its copyTo must return an answer: copyTo: (e) => e.you.email'],
  ['another kind', (e) => e['you']?.['name'], 'its copyTo is "you.name", which is no email'],
])('%s is refused as the address', (_what, copyTo, message) => {
  const definition = steps.complete({ action: 'Join', receipt: { copyTo: copyTo as never } });
  expect(formatFaults('f', checkDefinition(definition))).toBe(`f: ${message}`);
});
