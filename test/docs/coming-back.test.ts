import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { text as textOfStream } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { SMTPServer } from 'smtp-server';
import { stepway, text, wizard, type LinkMail } from '../../src/index.ts';
import { memoryStorage } from '../../src/testing/index.ts';
import { visitor } from '../support/visitor.ts';
import { readersProject } from './import-block.ts';

const project = readersProject(['nodemailer']);
const mails: { readonly to: string; readonly text: string }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, { envelope }, done) {
    void textOfStream(stream).then((text) => {
      mails.push({ to: envelope.rcptTo.map(({ address }) => address).join(), text });
      done();
    });
  },
});

beforeAll(async () => {
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  process.env['SMTP_URL'] = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise<void>((resolve) => {
    smtp.close(resolve);
  });
  project.remove();
});

const grant = wizard({
  id: 'grant',
  title: 'Apply for a grant',
  version: 1,
  start: false,
  keepFor: { days: 30 },
})
  .step('you', { title: 'About you', fields: { name: text('Full name') } })
  .complete({ action: 'Send' });

test('the recipe of docs/coming-back.md sends a link over SMTP, which opens the form on another device', async () => {
  const { send } = await project.importBlock('docs/coming-back.md', 'nodemailer');
  const storage = memoryStorage();
  const forms = stepway({
    wizards: [grant],
    storage,
    origin: 'https://forms.example',
    send: send as (mail: LinkMail) => Promise<void>,
  });
  const app = express();
  app.use(session({ store: storage.sessions, secret: 'a test', resave: false, saveUninitialized: false }));
  app.use(forms, forms.onError);
  const someone = visitor(app);
  await someone.answer('/grant/you', { name: 'Ann Lee' });
  await someone.post('/grant/saved');
  await someone.open('/grant/saved');
  const sent = await someone.post('/grant/saved/mail', { email: ' ann@example.org' });
  expect(sent.headers['location']).toBe('/grant/saved?mailed');
  expect(mails).toHaveLength(1);
  expect(mails[0]?.to).toBe('ann@example.org');
  const whole = mails[0]!.text.replaceAll('=\r\n', '');
  const link = /https:\/\/forms\.example(\/grant\/saved\/[\w-]{27})/.exec(whole)?.[1] ?? '';
  const other = visitor(app);
  await other.open(link);
  await other.post(link);
  expect((await other.open('/grant/you')).text).toContain('value="Ann Lee"');
  await forms.close(0);
});

test('the page says what the recipe names', () => {
  const page = readFileSync('docs/coming-back.md', 'utf8');
  for (const property of ['to', 'link', 'wizard', 'keptUntil', 'language', 'services'])
    expect(page).toContain(`\`${property}\``);
});
