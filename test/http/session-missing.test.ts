import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { stepway } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import feedback from '../../wizards/feedback.ts';
import { headingOf, textOf } from '../support/visitor.ts';

const forms = stepway({ wizards: [feedback], storage: memoryStorage(), log: pino({ level: 'silent' }) });
afterAll(() => forms.close(0));
// No session middleware before it: the host's mistake, which no visitor can wait out.
const host = express().use('/apply', forms);

test('without a session the page says that waiting does not help, and offers no other try', async () => {
  const page = await request(host).get('/apply/feedback/visit');
  expect([page.status, headingOf(page.text)]).toEqual([500, 'Sorry, this form is not working']);
  expect(textOf(page.text)).toContain(
    'It is not your fault. The people who run this website have to fix it.',
  );
  expect(page.text).not.toMatch(/Wait a moment|<a[^>]*>Try again/);
});

test('without a session what was typed is held, and the page says that it is not saved', async () => {
  const page = await request(host).post('/apply/feedback/missing').type('form').send({ what: 'a map' });
  expect([page.status, headingOf(page.text)]).toEqual([500, 'Sorry, this form is not working']);
  expect(textOf(page.text)).toContain('a map');
  expect(textOf(page.text)).toContain('What you typed is still on this page, but it is not saved.');
  expect(page.text).not.toContain('Wait a moment');
});

test('without a session the finishing POST does not say that something is held', async () => {
  const page = await request(host).post('/apply/feedback/check').type('form').send({});
  expect([page.status, headingOf(page.text)]).toEqual([500, 'Sorry, this form is not working']);
  expect(page.text).not.toMatch(/Wait a moment|<p>What you typed is still/);
});
