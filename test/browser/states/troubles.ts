import { openCheck } from '../ahead.ts';
import { atHeading, atStep, fill, send, until } from '../forms.ts';
import { pleased } from '../journeys.ts';
import { atMissing, atVisa, texts, withEverything, type State } from './state.ts';
import { memoryStorage } from '../../../src/storage/memory/storage.ts';

function outage() {
  let isDown = false;
  return {
    options: {
      onOperation: () => {
        if (isDown) throw new Error('the store is down');
      },
    },
    begin: () => {
      isDown = true;
    },
  };
}

const postOutage = outage();
const viewOutage = outage();
const bannerOutage = outage();
const brokenStorage = () => {
  const storage = memoryStorage();
  const findByReference = async () => {
    throw new Error('broken');
  };
  return { ...storage, submissions: { ...storage.submissions, findByReference } };
};

/** What is seen when something goes wrong. */
export const troubles: readonly State[] = [
  {
    name: 'expired',
    reach: async (visit) => {
      await atVisa(visit, 'you');
      await fill(visit.page, { name: 'Ana Lima', born: '31 12 1990', isMinor: 'no' });
      visit.server.advance(31);
      await send(visit.page);
      await atHeading(visit.page, 'Your time ran out');
    },
  },
  {
    name: 'expired-check',
    reach: async (visit) => {
      await openCheck(visit, 'feedback', pleased);
      visit.server.advance(31);
      await send(visit.page);
      await atHeading(visit.page, 'Your time ran out');
    },
  },
  {
    name: 'expired-view',
    reach: async (visit) => {
      await atMissing(visit);
      visit.server.advance(31);
      await visit.page.reload();
      await atHeading(visit.page, 'Your time ran out');
    },
  },
  {
    name: 'no-cookies',
    reach: async ({ page, context, open }) => {
      await open('/feedback/visit');
      await context.clearCookies();
      await fill(page, { found: 'partly' });
      await send(page);
      await atHeading(page, 'Your browser keeps no cookies');
    },
  },
  {
    name: 'conflict',
    reach: async (visit) => {
      const { page, context, open } = visit;
      await atVisa(visit, 'you');
      const other = await context.newPage();
      await open('/visa/you', other);
      await fill(other, { name: 'Ana Lima', born: '31 12 1990', isMinor: 'no' });
      await send(other);
      await atStep(other, '/visa/home/country');
      await other.close();
      await fill(page, { name: 'Ana Maria Lima', born: '31 12 1991', isMinor: 'yes' });
      await send(page);
      await atHeading(page, 'This answer was changed somewhere else');
    },
  },
  {
    name: 'unavailable',
    options: postOutage.options,
    reach: async (visit) => {
      // As it is seen without scripts, but with the timers that axe needs.
      await visit.context.route(/\/_stepway\/htmx\./, (route) => route.abort());
      await atMissing(visit);
      await fill(visit.page, { what: 'A map of the building' });
      postOutage.begin();
      await send(visit.page);
      await atHeading(visit.page, 'Sorry, we could not save your answers just now');
    },
  },
  {
    name: 'unavailable-view',
    options: viewOutage.options,
    reach: async (visit) => {
      await atMissing(visit);
      viewOutage.begin();
      await visit.open('/feedback/missing');
      await atHeading(visit.page, 'Sorry, this page does not work just now');
    },
  },
  {
    name: 'banner',
    options: bannerOutage.options,
    reach: async (visit) => {
      await atMissing(visit);
      await fill(visit.page, { what: 'A map of the building' });
      bannerOutage.begin();
      await send(visit.page);
      await visit.page.locator('#stepway-banner').waitFor();
    },
  },
  {
    name: 'too-many',
    options: { startsPerMinute: 1 },
    reach: async ({ page, context, open }) => {
      await context.setExtraHTTPHeaders({ 'X-Forwarded-For': '203.0.113.1' });
      await open('/feedback/visit');
      await fill(page, { found: 'no' });
      await send(page);
      // The first one's answer has come, with its cookie, before that is taken away.
      await atStep(page, '/feedback/missing');
      await context.clearCookies();
      await open('/feedback/visit');
      await fill(page, { found: 'no' });
      await send(page);
      await atHeading(page, 'Please wait a minute');
    },
  },
  { name: 'not-found', reach: ({ open }) => open('/feedback/nowhere') },
  {
    name: 'error',
    options: { storage: brokenStorage(), mayFail: true },
    reach: ({ open }) => open('/feedback/done/0000-0000-0000-0000'),
  },
  {
    name: 'too-large',
    options: withEverything,
    reach: async ({ page, context, open }) => {
      await context.route(/\/_stepway\/htmx\./, (route) => route.abort());
      await open('/everything/texts');
      await fill(page, { ...texts, story: 'x'.repeat(1_100_000) });
      await send(page);
      await atHeading(page, 'What you sent is too long');
    },
  },
  {
    name: 'bad-request',
    reach: async ({ page, open }) => {
      await open('/feedback/visit');
      await page.evaluate(`const form = document.forms[0]; form.enctype = 'text/plain'; form.submit()`);
      await atHeading(page, 'Sorry, we could not understand what was sent');
    },
  },
  {
    name: 'refused',
    reach: async ({ page, server }) => {
      await page.setContent(`<form method="post" action="${server.url}/feedback/visit"></form>`);
      await page.evaluate('document.forms[0].submit()');
      await atHeading(page, 'This was sent from another website');
    },
  },
  {
    name: 'warning',
    reach: async (visit) => {
      const { page, context, server } = visit;
      await context.clock.install({ time: server.now() });
      await atMissing(visit);
      server.advance(26);
      await context.clock.fastForward('26:00');
      await until(page, `document.querySelector('#stepway-warning').open`);
    },
  },
];
