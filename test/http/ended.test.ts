import { afterAll, expect, test } from '@jest/globals';
import request from 'supertest';
import feedback from '../../wizards/feedback.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

let now = Date.now();
const { app, forms } = memoryApp([feedback], memoryStorage({ now: () => now }));
afterAll(() => forms.close(0));

const pages = ['', '/start', '/visit', '/missing', '/contact?return=check', '/check', '/saved'];

test.each(pages)('/feedback%s says once that the time ran out, and when', async (page) => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  now += 31 * 60_000;
  const told = await someone.open(`/feedback${page}`);
  expect([told.status, headingOf(told.text)]).toEqual([410, 'Your time ran out']);
  const at = new Date(/<time datetime="([^"]*)" data-moment="ended"/.exec(told.text)?.[1] ?? '');
  expect(Math.round((now - at.getTime()) / 60_000)).toBe(1);
  const after = await someone.open('/feedback/visit');
  expect([after.status, headingOf(after.text)]).toEqual([200, 'Did you find what you came for?']);
});

test('a front end is told too', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  now += 31 * 60_000;
  const told = await someone.agent.get('/feedback/missing').accept('json');
  expect(told.body).toMatchObject({ kind: 'expired', status: 410, links: { resume: '/feedback' } });
});

test('a browser that keeps no cookies is told so, with what it typed, and no session is made', async () => {
  const page = await request(app).get('/feedback/visit');
  const sent = await request(app)
    .post('/feedback/visit')
    .type('form')
    .send({ ...hiddenOf(page.text), found: 'no' });
  expect([sent.status, headingOf(sent.text)]).toEqual([400, 'Your browser keeps no cookies']);
  expect(textOf(sent.text)).toContain('Did you find it? No');
  expect(String(sent.headers['set-cookie'])).not.toMatch(/stepway=/);
  const agent = request.agent(app);
  agent.jar.setCookie('stepway-cookies=1');
  const again = await agent
    .post('/feedback/visit')
    .type('form')
    .send({ ...hiddenOf(sent.text), found: 'no' });
  expect(again.headers['location']).toBe('/feedback/missing');
});

test('a front end that forgot its cookies is told what to do', async () => {
  const page = await request(app).get('/feedback/visit').accept('json');
  const { stamp } = page.body as { readonly stamp: object };
  const sent = await request(app)
    .post('/feedback/visit')
    .accept('json')
    .send({ ...stamp, found: 'no' });
  expect(sent.body).toMatchObject({ kind: 'no-cookies', typed: { found: 'no' }, stamp });
  expect(String((sent.body as { detail: string }).detail)).toContain("credentials: 'include'");
});
