import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import config from '../../stepway.config.ts';
import { journey } from '../../src/testing/index.ts';
import permit from '../../wizards/permit.ts';
import registration from '../../wizards/registration.ts';
import stay from '../../wizards/stay.ts';
import { dayFromNow } from '../support/day.ts';

/** A visitor of the samples as `npm start` serves them. */
const visitor = (services = config.services()) =>
  journey({ ...config, services, wizards: [permit, registration, stay] });

test('the banner asks about cookies until its question is answered, and leads back', async () => {
  await using someone = visitor();
  const before = await someone.start('registration').expectText('Cookies on these samples').page();
  expect(before.url).toBe('/registration/ticket');
  const form = { cookies: 'reject', return: '/registration/ticket' };
  const after = await someone.visit('/cookies', { form }).expectStep('ticket').page();
  expect(after.text).not.toContain('Cookies on these samples');
  const elsewhere = await someone.visit('/cookies', { form: { ...form, return: '//evil.example' } });
  expect(elsewhere.url).toBe('/');
});

test('a page of another site answers nothing about cookies', async () => {
  const router = express.Router();
  // Only what begins a permit uses the second one.
  config.routes(router, {} as never);
  const app = express().use(router);
  const foreign = await request(app).post('/cookies').set('Sec-Fetch-Site', 'cross-site').type('form');
  expect(foreign.status).toBe(403);
  expect(foreign.headers['set-cookie']).toBeUndefined();
});

test('a form without its fields begins a permit all the same', async () => {
  await using someone = visitor();
  await someone.visit('/renew', { form: {} }).expectStep('vehicle');
});

test('a link to the registration brings the ticket along', async () => {
  await using someone = visitor();
  const page = await someone.visit('/registration/ticket?ticket=online');
  expect(page.held).toContainEqual(['kind', 'online']);
});

test('a page of the host begins a permit with the vehicle that it knows', async () => {
  await using someone = visitor();
  const page = await someone.visit('/renew.html').send().expectStep('vehicle');
  expect(Object.fromEntries(page.held)).toMatchObject({ plate: 'AB12CDE', kind: 'car' });
});

test.each([
  [312, '312 guests take part so far.'],
  [1, 'One guest takes part so far.'],
])('the rooms are those of the house, and the draw says that %i take part', async (count, said) => {
  await using someone = visitor({ draw: { entries: async () => count } });
  const days = { from: dayFromNow(-28), to: dayFromNow(-24) };
  await someone
    .start('stay')
    .answer('when', { house: 'H1013', days, guests: 2, kids: 0 })
    .answer('how', {
      room: 'The attic',
      whole: 5,
      parts: { room: 'good', food: 'good', staff: 'good' },
    })
    .answer('you', { country: 'IE', born: '1980-02-03' })
    .expectStep('draw')
    .expectText(said);
});
