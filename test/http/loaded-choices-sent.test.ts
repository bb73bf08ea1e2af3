import { afterAll, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import {
  choice,
  choiceFrom,
  email,
  memoryStorage,
  stepway,
  text,
  wizard,
  type CopyMail,
} from '../../src/index.ts';
import { silentLog } from '../../src/log.ts';
import { textOf, visitor } from '../support/visitor.ts';

let isDown = false;
let towns: { readonly value: string; readonly label: string }[] = [];
let loads = 0;
beforeEach(() => {
  isDown = false;
  towns = [{ value: 't-1', label: 'Bergen' }];
  loads = 0;
});

function loaded<Option>(options: () => readonly Option[]) {
  loads += 1;
  if (isDown) throw new Error('the service is down');
  return options();
}

const move = wizard({ id: 'move', title: 'Move house', version: 1, start: false })
  .step('where', {
    title: 'Where to?',
    fields: {
      country: choice('Country', { ie: 'Ireland', no: 'Norway' }),
      firm: choiceFrom('Firm', async () => loaded(() => [{ value: 'f-1', label: 'Swift Vans' }]), {
        cacheMs: 1,
      }),
    },
  })
  .step('town', {
    title: 'Which town?',
    fields: {
      town: choiceFrom('Town', async () => loaded(() => towns), {
        dependsOn: (earlier) => [earlier.where.country],
        cacheMs: 1,
      }),
    },
  })
  .step('you', { title: 'You', fields: { name: text('Name'), email: email('Email') } })
  .complete({ action: 'Move', receipt: { copyTo: (e) => e.you.email } });

const mails: CopyMail[] = [];
const storage = memoryStorage();
const served = () =>
  stepway({ wizards: [move], storage, log: silentLog, sendCopy: (mail) => void mails.push(mail) });
let forms = served();
afterAll(() => forms.close(0));
const app = express()
  .use(session({ store: storage.sessions, secret: 's', resave: false, saveUninitialized: false }))
  .use((req, res, next) => forms(req, res, next));

async function moved() {
  const ann = visitor(app);
  await ann.answer('/move/where', { country: 'no', firm: 'f-1' });
  await ann.answer('/move/town', { town: 't-1' });
  await ann.answer('/move/you', { name: 'Ann', email: 'ann@example.com' });
  return { ann, receipt: await ann.answer('/move/check') };
}

test('a receipt, its JSON and its copy call loaded choices by their labels', async () => {
  const { ann, receipt } = await moved();
  const page = textOf((await ann.open(receipt)).text);
  const { summary } = (await ann.agent.get(receipt).accept('application/json')).body as { summary: unknown };
  await ann.agent.post(`${receipt}/copy`);
  for (const shown of [page, JSON.stringify(summary), JSON.stringify(mails)]) {
    expect(shown).toContain('Swift Vans');
    expect(shown).toContain('Bergen');
  }
});

test('an answer that was sent stays on the receipt when it is no longer among the options', async () => {
  const { ann, receipt } = await moved();
  towns = [{ value: 't-2', label: 'Oslo' }];
  const page = textOf((await ann.open(receipt)).text);
  expect(page).toContain('t-1');
  expect(page).toContain('ann@example.com');
});

test('a receipt is there whatever becomes of a load, and shows what was chosen', async () => {
  const { ann, receipt } = await moved();
  isDown = true;
  // As after a restart: nothing was loaded yet.
  await forms.close(0);
  forms = served();
  const { status, text: html } = await ann.open(receipt);
  expect(status).toBe(200);
  for (const shown of ['Norway', 'f-1', 't-1', 'ann@example.com']) expect(textOf(html)).toContain(shown);
});

test('who sees no answers on a receipt has nothing loaded', async () => {
  const { receipt } = await moved();
  loads = 0;
  expect((await visitor(app).open(receipt)).status).toBe(200);
  expect(loads).toBe(0);
});
