import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { date, fragment, integer, stepway, text, wizard } from '../../../src/index.ts';
import { walk } from '../../../src/flow/walk.ts';
import { memoryStorage } from '../../../src/storage/memory/storage.ts';
import { viewOf } from '../../../src/render/pages/view-of.ts';
import { visitor } from '../../support/visitor.ts';
import { frame, stepPage } from './sample.ts';
import { findStep } from '../../../src/definition/place.ts';

const place = fragment()
  .step('country', { title: 'Country', fields: { country: text('Country') } })
  .step('town', {
    title: 'Town',
    fields: { town: text('Town') },
    helpers: ({ country }) => ({ example: country.country === 'FR' ? 'Lyon' : 'Leeds' }),
  });

const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false })
  .step('stay', { title: 'Stay', fields: { from: date('From'), nights: integer('Nights') } })
  .include('home', place)
  .step('price', {
    title: 'Price',
    helpers: ({ stay, home }) => ({
      total: stay.nights * 80,
      inWords: (each: string) => `${stay.nights} nights, ${each} from ${home.town.town}`,
    }),
  })
  .step('broken', {
    title: 'Broken',
    helpers: () => {
      throw new Error('no');
    },
  })
  .step('late', { title: 'Late', helpers: async () => ({}) })
  .complete({ action: 'Book' });

const answers = {
  stay: { from: '2027-05-01', nights: 3 },
  'home/country': { country: 'FR' },
  'home/town': { town: 'Lyon' },
  price: {},
};

function viewAt(key: string) {
  const place = findStep(trip, key)!;
  return viewOf(stepPage(place.step, { definition: trip, place, walk: walk(trip, answers) }), frame);
}

test("a step's helpers are made from the answers of earlier steps", () => {
  const { helpers } = viewAt('price');
  expect(helpers['total']).toBe(240);
  expect((helpers['inWords'] as (each: string) => string)('£80 each')).toBe('3 nights, £80 each from Lyon');
});

test('inside a part they see its own answers', () => {
  expect(viewAt('home/town').helpers).toEqual({ example: 'Lyon' });
});

test('a step without helpers gives its view none', () => {
  expect(viewAt('stay').helpers).toEqual({});
});

test('helpers that throw, or are async, are an error that names the step', () => {
  expect(() => viewAt('broken')).toThrow('wizard "trip", step "broken": its helpers threw');
  expect(() => viewAt('late')).toThrow('its helpers must return an object');
});

const views = await mkdtemp(join(tmpdir(), 'stepway-helpers-'));
const storage = memoryStorage();
const forms = stepway({ wizards: [trip], storage, views, log: pino({ level: 'silent' }) });
afterAll(async () => {
  await forms.close(0);
  await rm(views, { recursive: true });
});

test("the step's own view calls them", async () => {
  await mkdir(join(views, 'trip', 'steps'), { recursive: true });
  await writeFile(
    join(views, 'trip', 'steps', 'price.ejs'),
    '<p><%= wizard.helpers.total %>, <%= wizard.helpers.inWords("all in") %></p>',
  );
  const host = express();
  host.use(
    session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }),
    forms,
  );
  const someone = visitor(host);
  await someone.answer('/trip/stay', {
    'from-day': '1',
    'from-month': '5',
    'from-year': '2027',
    nights: '3',
  });
  await someone.answer('/trip/home/country', { country: 'FR' });
  await someone.answer('/trip/home/town', { town: 'Lyon' });
  expect((await someone.open('/trip/price')).text).toContain('<p>240, 3 nights, all in from Lyon</p>');
});
