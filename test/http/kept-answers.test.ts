import { afterAll, expect, test } from '@jest/globals';
import { secret, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const club = wizard({ id: 'club', title: 'Join the club', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Name'), pin: secret('PIN') } })
  .step('why', { title: 'Why?', fields: { why: text('Why') } })
  .complete({ action: 'Join' });

const { app, forms } = memoryApp([club]);
afterAll(() => forms.close(0));

const json = { Accept: 'application/json' };

test('a secret is in no JSON answer: not stored, typed, sent, in conflict or to be checked', async () => {
  const someone = visitor(app);
  await someone.answer('/club/who', { name: 'Ann', pin: 'PLAIN-PIN' });
  const conflict = await someone.agent
    .post('/club/who')
    .set(json)
    .send({
      ...(await someone.agent.get('/club/who').set(json)).body.stamp,
      _seen: 'x',
      _page: 'y',
      name: 'Bob',
      pin: 'PLAIN-PIN-2',
    });
  expect(conflict.status).toBe(409);
  const refused = await someone.agent.post('/club/who').set(json).send({ name: '', pin: 'PLAIN-PIN' });
  await someone.answer('/club/why', { why: 'Because' });
  const shown = await someone.agent.get('/club/who').set(json);
  const checked = await someone.agent.get('/club/check').set(json);
  expect(shown.body.values).toEqual({ name: 'Ann' });
  expect(checked.body.answers).toEqual({ who: { name: 'Ann' }, why: { why: 'Because' } });
  const all = [conflict, refused, shown, checked].map(({ text: body }) => body).join('');
  expect(all).not.toContain('PLAIN-PIN');
});

test('after sending, deleting says what stays, and takes nothing back', async () => {
  const someone = visitor(app);
  await someone.answer('/club/who', { name: 'Ann', pin: '1234' });
  await someone.answer('/club/why', { why: 'Because' });
  await someone.open('/club/check');
  const receipt = (await someone.post('/club/check')).headers['location'] ?? '';
  const reference = receipt.split('/').at(-1) ?? '';
  const asked = await someone.open('/club/end');
  expect(textOf(asked.text)).toContain(`What you sent under ${reference} stays with us`);
  expect(asked.text).not.toContain('We will delete all');
  const sent = await someone.post('/club/end');
  expect(sent.headers['location']).toBe('/club/end?deleted=sent');
  const done = await someone.open('/club/end?deleted=sent');
  expect(headingOf(done.text)).toBe('This copy of your answers is deleted');
  expect(textOf(done.text)).toContain('stays with us');
});

test('an open form that is deleted is gone, and the page says so', async () => {
  const someone = visitor(app);
  await someone.answer('/club/who', { name: 'Ann', pin: '1234' });
  await someone.open('/club/end');
  expect((await someone.post('/club/end')).headers['location']).toBe('/club/end?deleted');
});

test('a session that would hold more than it may is answered with 413, and what was typed', async () => {
  const someone = visitor(app);
  await someone.answer('/club/who', { name: 'Ann', pin: '1234' });
  const carry = (name: string) => someone.post('/club/who', { _carry: '1', name });
  expect((await carry('z'.repeat(200_000))).status).toBe(303);
  const refused = await carry(`typed-${'z'.repeat(300_000)}`);
  expect(refused.status).toBe(413);
  expect(refused.text).toContain('value="typed-z');
});
