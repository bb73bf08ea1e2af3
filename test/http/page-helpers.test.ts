import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { choice, date, fragment, integer, stepway, text, wizard, yesNo } from '../../src/index.ts';
import { withFacts } from '../../src/definition/facts.ts';
import { findStep } from '../../src/definition/place.ts';
import { walk } from '../../src/flow/walk.ts';
import { withHelpers } from '../../src/http/page-helpers.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { rememberLog } from '../../src/testing/remember-log.ts';
import type { Page } from '../../src/render/pages/page.ts';
import { hiddenOf, textOf, visitor } from '../support/visitor.ts';

/** What the host has: rates of exchange, which come later. */
interface Rates {
  of(currency: string, signal: AbortSignal): Promise<number>;
}

const place = fragment()
  .step('country', { title: 'Country', fields: { country: text('Country') } })
  .step('town', {
    title: 'Town',
    fields: { town: text('Town') },
    helpers: ({ country }) => ({ example: country.country === 'FR' ? 'Lyon' : 'Leeds' }),
  });

const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false, timeZone: 'Pacific/Auckland' })
  .uses<Rates>()
  .facts({ currency: choice('Currency', { GBP: 'Pounds', EUR: 'Euros' }).optional() })
  .step('stay', { title: 'Stay', fields: { from: date('From'), nights: integer('Nights') } })
  .include('home', place)
  .step('price', {
    title: 'Price',
    fields: { agreed: yesNo('Agreed?') },
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
  .step('asked', {
    title: 'Asked',
    fields: { note: text('Note') },
    helpers: async ({ stay, facts }, { services, signal, now, today }) => {
      const rate = await services.of(facts.currency ?? 'GBP', signal);
      return { total: stay.nights * rate, today, now };
    },
  })
  .step('single', {
    title: 'Single',
    helpers: (_earlier, { services, signal }) => ({
      pounds: services.of('GBP', signal),
      euros: services.of('EUR', signal),
      plain: 1,
      // As queries of database libraries are: no promise of the language, and begun when somebody waits.
      // oxlint-disable-next-line unicorn/no-thenable -- this is what such a library has
      query: { then: (resolve: (rows: readonly string[]) => void) => resolve(['a row']) },
    }),
  })
  .complete({ action: 'Book' });

const answers = {
  stay: { from: '2027-05-01', nights: 3 },
  'home/country': { country: 'FR' },
  'home/town': { town: 'Lyon' },
  price: { agreed: true },
  broken: {},
  asked: { note: 'None' },
};

let of: Rates['of'] = async (currency) => (currency === 'EUR' ? 90 : 80);
const services: Rates = { of: (currency, signal) => of(currency, signal) };
const noon = Date.UTC(2027, 4, 1, 12);
const asking = { now: () => noon, services, timeZone: 'UTC' };

async function withRates<Result>(rates: Rates['of'], work: () => Promise<Result>): Promise<Result> {
  const before = of;
  of = rates;
  try {
    return await work();
  } finally {
    of = before;
  }
}

const stamp = { instance: 'i', generation: 1, seen: '', page: 'p', onward: 'next' } as const;

function pageAt(key: string): Page {
  const definition = withFacts(trip, {});
  const at = { definition, place: findStep(definition, key)!, walk: walk(definition, answers), stamp };
  return { kind: 'step', status: 200, ...at, raw: {}, issues: [] };
}

const made = (key: string, ms = 1_000) => withHelpers(asking, pageAt(key), () => ms);

async function helpersAt(key: string) {
  const page = await made(key);
  return page.kind === 'step' ? page.helpers : undefined;
}

test("a step's helpers are made from the answers of earlier steps", async () => {
  const helpers = (await helpersAt('price')) ?? {};
  expect(helpers['total']).toBe(240);
  expect((helpers['inWords'] as (each: string) => string)('£80 each')).toBe('3 nights, £80 each from Lyon');
});

test('inside a part they see its own answers', async () => {
  expect(await helpersAt('home/town')).toEqual({ example: 'Lyon' });
});

test('no promise is made for helpers that are there at once, also where no time is left', () => {
  expect(made('price', 0)).not.toBeInstanceOf(Promise);
});

test('the page of a step without helpers is as it was', () => {
  const page = pageAt('stay');
  expect(withHelpers(asking, page, () => 1_000)).toBe(page);
});

test('they may ask services, and know the moment and the day in the wizard’s time zone', async () => {
  expect(await helpersAt('asked')).toEqual({ total: 240, today: '2027-05-02', now: new Date(noon) });
});

test('each of them may come by itself', async () => {
  expect(await helpersAt('single')).toEqual({ pounds: 80, euros: 90, plain: 1, query: ['a row'] });
});

test('helpers that throw at once are a fault of the author that names the step', () => {
  expect(() => made('broken')).toThrow('wizard "trip", step "broken": its helpers threw');
});

test('what is not there in time is given up: the signal aborts, and the log can name the one that was late', async () => {
  let aborted = false;
  const never = (currency: string, signal: AbortSignal) =>
    currency === 'GBP'
      ? Promise.resolve(80)
      : new Promise<number>(() => {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
        });
  await withRates(never, async () => {
    await expect(made('single', 5)).rejects.toMatchObject({
      code: 'HELPERS_UNAVAILABLE',
      message: 'wizard "trip", step "single": its helper "euros" did not come within 5 ms',
    });
  });
  expect(aborted).toBe(true);
});

const views = await mkdtemp(join(tmpdir(), 'stepway-helpers-'));
for (const id of ['trip', 'direct']) await mkdir(join(views, id, 'steps'), { recursive: true });
await writeFile(
  join(views, 'trip', 'steps', 'price.ejs'),
  '<p><%= wizard.helpers.total %>, <%= wizard.helpers.inWords("all in") %></p>',
);
await writeFile(
  join(views, 'direct', 'steps', 'rate.ejs'),
  "<p>Rate: <%= wizard.helpers.rate %></p><%- include('parts/form') %>",
);
const storage = memoryStorage();
const { log, take } = rememberLog({ debug() {}, info() {}, warn() {}, error() {} });
const direct = wizard({ id: 'direct', title: 'Direct', version: 1, start: false })
  .uses<Rates>()
  .step('rate', {
    title: 'Rate',
    fields: { note: text('Note') },
    helpers: async (_earlier, { services: rates, signal }) => ({
      rate: await rates.of('EUR', signal),
      say: () => 'for views',
      nested: { at: new Date(noon), say: () => 'for views' },
    }),
  })
  .step('big', { title: 'Big', helpers: () => ({ big: 10n }) })
  .complete({ action: 'Book' });
const forms = stepway({ wizards: [trip, direct], services, storage, views, log });
const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.use(forms, forms.onError);
afterAll(async () => {
  await forms.close(0);
  await rm(views, { recursive: true });
});

test("the step's own view calls them", async () => {
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

const isDown = async () => {
  throw new Error('the rates of 10.0.0.7 are down');
};

test('when a service fails, the page answers 503 and the log names the wizard, the step and the helpers', async () => {
  const someone = visitor(host);
  take();
  const page = await withRates(isDown, () => someone.open('/direct/rate'));
  expect([page.status, page.headers['retry-after']]).toEqual([503, '2']);
  expect(take()).toEqual([
    expect.objectContaining({
      level: 'warn',
      code: 'HELPERS_UNAVAILABLE',
      said: 'wizard "direct", step "rate": its helpers could not be made',
      detail: 'the rates of 10.0.0.7 are down',
    }),
  ]);
  expect((await someone.open('/direct/rate')).text).toContain('<p>Rate: 90</p>');
});

test('after a POST that is not accepted, what was typed still stands on the page that says so', async () => {
  const someone = visitor(host);
  const long = 'A note that is far too long. '.repeat(400);
  await someone.open('/direct/rate');
  const refused = await withRates(isDown, () => someone.post('/direct/rate', { note: long }));
  expect(refused.status).toBe(503);
  expect(textOf(refused.text)).toContain('A note that is far too long.');
  const again = await someone.post('/direct/rate', { note: 'Short' }, hiddenOf(refused.text));
  expect(again.headers['location']).toBe('/direct/big');
});

test('a front end gets those that JSON can hold', async () => {
  const { agent } = visitor(host);
  const page = await agent.get('/direct/rate').accept('json');
  expect(page.body).toMatchObject({
    kind: 'step',
    helpers: { rate: 90, nested: { at: '2027-05-01T12:00:00.000Z' } },
  });
  expect(Object.keys(page.body.helpers as object)).toEqual(['rate', 'nested']);
  expect((await agent.get('/trip/stay').accept('json')).body).not.toHaveProperty('helpers');
});

test('one that JSON cannot hold is a fault that names it', async () => {
  const { agent } = visitor(host);
  const { body } = await agent.get('/direct/rate').accept('json');
  await agent
    .post('/direct/rate')
    .accept('json')
    .send({ ...body.stamp, note: 'Short' });
  take();
  expect((await agent.get('/direct/big').accept('json')).status).toBe(500);
  expect(take()[0]?.said).toContain(
    'wizard "direct", step "big": its helper "big" cannot be written as JSON',
  );
});
