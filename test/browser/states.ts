import { choice, text, wizard } from 'stepway';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import type { Visit, VisitOptions } from './visit.ts';
import { answer, atHeading, atStep, fill, send, submit, toCheck, until } from './forms.ts';
import { before, displeased, holiday, pleased, volunteer, work } from './journeys.ts';
import { everything } from './wizards.ts';

/** One state of one page: what is looked at by axe, and by a designer in `npm run screenshots`. */
export interface State {
  readonly name: string;
  readonly options?: VisitOptions;
  readonly reach: (visit: Visit) => Promise<void>;
}

const texts = { name: 'Ann Lee', email: 'ann@example.com', pin: '1234', age: '30', born: '1 1 1990' };
const withEverything: VisitOptions = { wizards: [everything] };

/** Whose handler never comes to an end, or fails at once. */
const ends = (id: string, run: () => Promise<void>) =>
  wizard({ id, title: 'A slow handler', version: 1, start: false })
    .step('only', { title: 'What is your name?', fields: { name: text('What is your name?') } })
    .complete({ action: 'Send', maxAttempts: 1, run });

const working = ends('working', () => new Promise(() => undefined));
const failing = ends('failing', async () => {
  throw new Error('the handler fails');
});

const long = wizard({
  id: 'long',
  title: 'Tell us about everything that happened to you on your way to the Municipal Offices',
  version: 1,
  start: false,
})
  .step('long', {
    title: 'What did the representative of the Department of Unnecessarily Long Names tell you?',
    section: 'Your conversation with the representative',
    intro: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch is a place whose name does not break.',
    fields: {
      what: choice('Which of these is nearest to what you were told, in your own opinion?', {
        a: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        b: 'That the form would be looked at within 15 working days of the day on which it was received',
      }),
      who: text('Name of the representative', {
        hint: 'If you remember it. It stands on the letter that you were sent, at the top right.',
      }).optional(),
    },
  })
  .complete({ action: 'Send what I was told' });

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

async function atMissing({ page, open }: Visit): Promise<void> {
  await open('/feedback/visit');
  await answer(page, 'feedback', before(displeased, 'missing'));
  await atStep(page, '/feedback/missing');
}

async function atVisa({ page, open }: Visit, step: string, journey = holiday): Promise<void> {
  await open('/visa/nationality');
  await answer(page, 'visa', before(journey, step));
  await atStep(page, `/visa/${step}`);
}

async function atRegistration({ page, open }: Visit, step: string): Promise<void> {
  await open('/registration/ticket');
  await answer(page, 'registration', before(volunteer, step));
  await atStep(page, `/registration/${step}`);
}

async function refuse({ page }: Visit): Promise<void> {
  await send(page);
  await page.locator('#stepway-errors').waitFor();
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

/** Every state there is. */
export const states: readonly State[] = [
  { name: 'list', reach: ({ open }) => open('/') },
  { name: 'start', reach: ({ open }) => open('/visa') },
  {
    name: 'start-in-progress',
    reach: async (visit) => {
      await atVisa(visit, 'purpose');
      await visit.open('/visa/start');
    },
  },
  { name: 'step-select', reach: ({ open }) => open('/visa/nationality') },
  { name: 'step-radios', reach: (visit) => atVisa(visit, 'purpose') },
  { name: 'step-date', reach: (visit) => atVisa(visit, 'travel') },
  { name: 'step-mixed', reach: (visit) => atVisa(visit, 'job', work) },
  { name: 'step-consent', reach: (visit) => atVisa(visit, 'truth') },
  { name: 'step-list', reach: (visit) => atRegistration(visit, 'workshops') },
  { name: 'step-divider', reach: (visit) => visit.open('/registration/ticket') },
  {
    name: 'step-long-text',
    reach: async (visit) => {
      await atMissing(visit);
      await fill(visit.page, { what: 'A map of the building, with the lifts on it.' });
    },
  },
  { name: 'step-texts', options: withEverything, reach: ({ open }) => open('/everything/texts') },
  {
    name: 'step-choices',
    options: withEverything,
    reach: async ({ page, open }) => {
      await open('/everything/texts');
      await answer(page, 'everything', [['texts', texts]]);
      await atStep(page, '/everything/choices');
      await fill(page, { colour: 'green', pets: ['cat'], other: 'yes', agreed: 'yes' });
    },
  },
  {
    name: 'step-information',
    options: withEverything,
    reach: async ({ page, open }) => {
      await open('/everything/texts');
      await answer(page, 'everything', [
        ['texts', texts],
        ['choices', { colour: 'red', pets: ['cat'], other: 'no', agreed: 'yes' }],
      ]);
      await atStep(page, '/everything/news');
    },
  },
  { name: 'step-long-words', options: { wizards: [long] }, reach: ({ open }) => open('/long/long') },
  {
    name: 'error-one',
    reach: async (visit) => {
      await atVisa(visit, 'purpose');
      await refuse(visit);
    },
  },
  {
    name: 'error-date',
    reach: async (visit) => {
      await atVisa(visit, 'travel');
      await fill(visit.page, { arrival: '31 2 2027', departure: '1 1 2020' });
      await refuse(visit);
    },
  },
  {
    name: 'error-texts',
    options: withEverything,
    reach: async (visit) => {
      await visit.open('/everything/texts');
      await fill(visit.page, {
        name: 'Ann',
        age: 'old',
        budget: 'much',
        page: 'no page',
        story: 'x'.repeat(12_001),
      });
      await refuse(visit);
    },
  },
  {
    name: 'error-choices',
    options: withEverything,
    reach: async (visit) => {
      const { page, open } = visit;
      await open('/everything/texts');
      await answer(page, 'everything', [['texts', texts]]);
      await atStep(page, '/everything/choices');
      await refuse(visit);
    },
  },
  {
    name: 'error-rejected',
    reach: async ({ page, open }) => {
      await open('/registration/ticket');
      const full = volunteer.map((step) =>
        step[0] === 'workshops' ? (['workshops', { chosen: ['maps'] }] as const) : step,
      );
      await answer(page, 'registration', full);
      await atStep(page, '/registration/check');
      await send(page);
      await atStep(page, '/registration/workshops');
    },
  },
  {
    name: 'exit',
    reach: async ({ page, open }) => {
      await open('/visa/nationality');
      await answer(page, 'visa', [['nationality', { nationality: 'IE' }]]);
      await atHeading(page, 'You do not need a visa');
    },
  },
  {
    name: 'check',
    reach: async ({ page, open }) => {
      await open('/visa/nationality');
      await toCheck(page, 'visa', work);
    },
  },
  {
    name: 'check-step-list',
    reach: async ({ page, open }) => {
      await open('/registration/ticket');
      await toCheck(page, 'registration', volunteer);
    },
  },
  {
    name: 'done',
    reach: async ({ page, open }) => {
      await open('/visa/nationality');
      await toCheck(page, 'visa', holiday);
      await submit(page);
    },
  },
  {
    name: 'done-working',
    options: { wizards: [working] },
    reach: async ({ page, open }) => {
      await open('/working/only');
      await toCheck(page, 'working', [['only', { name: 'Ann' }]]);
      await submit(page);
    },
  },
  {
    name: 'done-failed',
    options: { wizards: [failing], mayFail: true },
    reach: async ({ page, open }) => {
      await open('/failing/only');
      await toCheck(page, 'failing', [['only', { name: 'Ann' }]]);
      await submit(page);
    },
  },
  {
    name: 'submitted',
    reach: async ({ page, open }) => {
      await open('/feedback/visit');
      await toCheck(page, 'feedback', pleased);
      await submit(page);
      await open('/feedback/check');
    },
  },
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
      await visit.open('/feedback/visit');
      await toCheck(visit.page, 'feedback', pleased);
      visit.server.advance(31);
      await send(visit.page);
      await atHeading(visit.page, 'Your time ran out');
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
    name: 'delete',
    reach: async (visit) => {
      await atMissing(visit);
      await visit.page.getByRole('link', { name: 'Delete my answers' }).click();
      await atHeading(visit.page, 'Do you want to delete your answers?');
    },
  },
  {
    name: 'deleted',
    reach: async (visit) => {
      await atMissing(visit);
      await visit.open('/feedback/end');
      await send(visit.page);
      await atHeading(visit.page, 'Your answers are deleted');
    },
  },
  {
    name: 'saved',
    reach: async (visit) => {
      await atMissing(visit);
      await visit.open('/feedback/saved');
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
  ...rightToLeft(),
];

function rightToLeft(): readonly State[] {
  const words = {
    back: 'رجوع',
    continue: 'متابعة',
    change: 'تغيير',
    problem: 'هناك مشكلة',
    'step-of': 'الخطوة {n} من {total}',
    'step-n': 'الخطوة {n}',
    steps: 'الخطوات',
  };
  const theme = {
    name: 'خدمة',
    language: 'ar',
    direction: 'rtl' as const,
    words,
    footerLinks: [{ label: 'الخصوصية', href: '/privacy' }],
    properties: { '--stepway-accent': '#6a1b6e', '--stepway-accent-dark': '#e6a8ea' },
  };
  const options: VisitOptions = { theme };
  return [
    { name: 'rtl-step', options, reach: (visit) => atVisa(visit, 'job', work) },
    {
      name: 'rtl-error',
      options,
      reach: async (visit) => {
        await atRegistration(visit, 'you');
        await refuse(visit);
      },
    },
    {
      name: 'rtl-check',
      options,
      reach: async ({ page, open }) => {
        await open('/feedback/visit');
        await toCheck(page, 'feedback', displeased);
      },
    },
    { name: 'rtl-list', options, reach: ({ open }) => open('/') },
  ];
}

/** Whether a state shows a step's form; two test files share the states, so that they run side by side. */
export const isQuestion = ({ name }: State): boolean => /^(step|error-|rtl)/.test(name);
