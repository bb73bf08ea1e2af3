import { expect, test } from '@jest/globals';
import request from 'supertest';
import { secret, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';

const club = wizard({ id: 'club', title: 'Join the club', version: 1, start: false })
  .step('you', { title: 'About you', fields: { name: text('Name'), nick: text('Nickname').optional() } })
  .step('key', { title: 'Your key', fields: { pin: secret('PIN') } })
  .complete({ action: 'Join' });

const { app, forms, storage } = memoryApp([club]);

/** Somebody who has sent the form, and the address of their receipt. */
async function sent() {
  const someone = visitor(app);
  await someone.open('/club/you');
  const first = await someone.post('/club/you', { name: 'Ann' });
  const cookie = String(first.headers['set-cookie']).split(';')[0]!;
  await someone.answer('/club/key', { pin: '4711-0815' });
  const receipt = await someone.answer('/club/check');
  return {
    someone,
    receipt,
    cookie,
    json: () => someone.agent.get(receipt).set('Accept', 'application/json'),
  };
}

test('who has sent a form finds the answers on the receipt, with nothing to change, and no secret', async () => {
  const { someone, receipt, json } = await sent();
  const { text: html } = await someone.open(receipt);
  const said = textOf(html);
  expect(said).toContain('The answers that you sent');
  expect(said).toContain('About you Name Ann Nickname Not provided');
  expect(said).toMatch(/Only this browser shows them, until \d\d:\d\d/);
  expect(said).not.toMatch(/Change|PIN|4711|••/);
  expect(html).toContain('href="/club/end"');
  expect((await json()).body).toMatchObject({ answers: { you: { name: 'Ann' }, key: {} }, items: {} });
});

test('anybody else who opens the address is told where the answers are to be seen', async () => {
  const { receipt } = await sent();
  const stranger = visitor(app);
  const said = textOf((await stranger.open(receipt)).text);
  expect(said).not.toContain('Ann');
  expect(said).toContain('in the browser that sent them');
  const { body } = await stranger.agent.get(receipt).set('Accept', 'application/json');
  expect(body).toMatchObject({ kind: 'done', answers: null, erased: false });
});

test('whose copy is deleted, or who has begun anew, sees the answers no more', async () => {
  const one = await sent();
  await one.someone.open('/club/end');
  await one.someone.post('/club/end');
  expect((await one.json()).body).toMatchObject({ submission: 'done', answers: null });

  const other = await sent();
  await other.someone.open('/club/you');
  await other.someone.post('/club/start');
  await other.someone.answer('/club/you', { name: 'Bob' });
  expect((await other.json()).body).toMatchObject({ submission: 'done', answers: null });
});

test('what an operator has erased is shown no more, although the session still holds it', async () => {
  const { someone, receipt, json } = await sent();
  await forms.erase(receipt.split('/').at(-1)!);
  const said = textOf((await someone.open(receipt)).text);
  expect(said).not.toContain('Ann');
  expect(said).toContain('The answers that you sent have been erased');
  expect((await json()).body).toMatchObject({ answers: null, erased: true });
});

test('answers of a version that is no more are not shown in the words of another', async () => {
  const { receipt, cookie } = await sent();
  const next = wizard({ id: 'club', title: 'Join the club', version: 2, start: false })
    .step('you', { title: 'About you', fields: { name: text('Name of your dog') } })
    .complete({ action: 'Join' });
  const { text: html } = await request(memoryApp([next], storage).app)
    .get(receipt)
    .set('Cookie', cookie);
  expect(textOf(html)).toContain('in the browser that sent them');
  expect(textOf(html)).not.toContain('Ann');
});
