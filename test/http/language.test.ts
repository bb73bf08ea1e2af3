import { afterAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app/server.ts';
import { country, date, decimal, longText, money, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/testing/index.ts';
import { testConfig } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';

const reise = wizard({
  id: 'reise',
  title: 'Eine Reise',
  version: 1,
  start: false,
  words: { tooBig: '{subject}: höchstens {limit}' },
})
  .step('plan', {
    title: 'Ihre Reise',
    words: { 'tooBig.exclusive': '{subject}: weniger als {limit}' },
    fields: {
      hin: date('Hinreise', { after: '2026-03-01' }),
      rueck: date('Rückreise'),
      preis: money('Preis', { currency: 'EUR' }).max(1200.5),
      strecke: decimal('Strecke').lt(1234.5),
      notiz: longText('Notiz').max(1000),
    },
  })
  .complete({ action: 'Senden' });

const words = {
  'tooEarly.after': '{subject} muss nach dem {limit} liegen',
  'invalid.date.noSuchDay': '{subject}: {month} hat {days} Tage',
  tooLong: '{subject}: höchstens {count} Zeichen',
  tooBig: 'nie gesagt',
};

const { app, forms } = createApp({
  config: { ...testConfig, theme: { language: 'de', words } },
  wizards: [reise],
  storage: memoryStorage(),
  log: pino({ level: 'silent' }),
});
afterAll(() => forms.close(0));

const typed = {
  'hin-day': '1',
  'hin-month': 'März',
  'hin-year': '2026',
  'rueck-day': '30',
  'rueck-month': '2',
  'rueck-year': '2027',
  preis: '2000',
  strecke: '2000',
  notiz: 'a'.repeat(1001),
};

const said = [
  'Hinreise muss nach dem 1. März 2026 liegen',
  'Rückreise: Februar 2027 hat 28 Tage',
  'Preis: höchstens 1.200,50 €',
  'Strecke: weniger als 1.234,5',
  'Notiz: höchstens 1.000 Zeichen',
];

test('messages on a page are in the language and the words of theme, wizard and step', async () => {
  const someone = visitor(app);
  await someone.open('/reise/plan');
  const page = await someone.post('/reise/plan', typed);
  expect(page.status).toBe(422);
  const text = textOf(page.text).replaceAll('\u00a0', ' ');
  expect(said.filter((message) => !text.includes(message))).toEqual([]);
});

test('messages to a front end are in the same language and words', async () => {
  const page = await request(app)
    .post('/reise/plan')
    .set('Accept', 'application/json')
    .send({ hin: '2026-03-01', rueck: '2027-02-30', preis: 2000, strecke: 2000, notiz: typed.notiz });
  const { issues } = page.body as { issues: readonly { field: string; code: string; message: string }[] };
  expect(issues.map(({ message }) => message.replaceAll('\u00a0', ' '))).toEqual(said);
  expect(issues.map(({ code }) => code)).toEqual(['tooEarly', 'invalid', 'tooBig', 'tooBig', 'tooLong']);
  expect(Object.keys(issues[0]!)).toEqual(['field', 'code', 'message']);
});

test('the message for one field that was left is in the same language and words', async () => {
  const answer = await request(app)
    .post('/reise/plan')
    .set('X-Stepway-Validate', 'strecke')
    .type('form')
    .send(typed);
  expect(answer.body).toEqual({ message: 'Strecke: weniger als 1.234,5' });
});

test('a front end gets the names of countries in the language of the pages, in its order', async () => {
  const anfrage = wizard({ id: 'anfrage', title: 'Anfrage', version: 1, start: false })
    .step('land', { title: 'Land', fields: { land: country('Land', { only: ['AT', 'DE', 'EG'] }) } })
    .complete({ action: 'Senden' });
  const { app: german, forms: own } = createApp({
    config: { ...testConfig, theme: { language: 'de' } },
    wizards: [anfrage],
    storage: memoryStorage(),
    log: pino({ level: 'silent' }),
  });
  const { body } = await request(german).get('/anfrage/land').set('Accept', 'application/json');
  const names = (schema: { properties: { land: { options: { label: string }[] } } }) =>
    schema.properties.land.options.map(({ label }) => label);
  expect(names(body.schema)).toEqual(['Ägypten', 'Deutschland', 'Österreich']);
  const { body: openApi } = await request(german).get('/_stepway/openapi.json');
  expect(names(openApi.components.schemas['anfrage.land'])).toEqual(['Ägypten', 'Deutschland', 'Österreich']);
  await own.close(0);
});
