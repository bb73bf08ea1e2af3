import type { Visit, VisitOptions } from '../visit.ts';
import { answer, atStep, fill, search, send, toCheck, until } from '../forms.ts';
import { displeased, volunteer, work } from '../journeys.ts';
import { atMissing, atRegistration, atVisa, refuse, texts, withEverything, type State } from './state.ts';
import permit from '../../../wizards/permit.ts';
import stay from '../../../wizards/stay.ts';
import { kinds, long, moving } from '../wizards.ts';

async function atParts({ page, open }: Visit): Promise<void> {
  await open('/kinds/grades');
  await answer(page, 'kinds', [['grades', { stay: '4', room: '3', home: 'IE' }]]);
  await atStep(page, '/kinds/parts');
}

async function atAddress({ page, open }: Visit, postcode: string): Promise<void> {
  await open('/moving/home/find');
  await answer(page, 'moving', [['home/find', { how: 'find', postcode }]]);
  await atStep(page, '/moving/home/pick');
}

/** Steps' forms, as they are, with errors, and right to left. */
export const questions: readonly State[] = [
  { name: 'step-select', reach: ({ open }) => open('/visa/nationality') },
  { name: 'step-radios', reach: (visit) => atVisa(visit, 'purpose') },
  { name: 'step-date', reach: (visit) => atVisa(visit, 'travel') },
  { name: 'step-mixed', reach: (visit) => atVisa(visit, 'job', work) },
  { name: 'step-consent', reach: (visit) => atVisa(visit, 'checks') },
  { name: 'step-list', reach: (visit) => atRegistration(visit, 'workshops') },
  { name: 'step-divider', reach: (visit) => visit.open('/registration/ticket') },
  {
    name: 'step-lookup-open',
    options: { wizards: [stay] },
    reach: async ({ page, open }) => {
      await open('/stay/when');
      await page.getByRole('combobox', { name: 'Which of our houses' }).pressSequentially('mill');
      await page.getByRole('option').nth(3).waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'step-lookup-faulty',
    options: { wizards: [stay] },
    reach: async ({ page, open }) => {
      await open('/stay/when');
      await page.getByRole('combobox', { name: 'Which of our houses' }).fill('nowhere');
      await page.keyboard.press('Tab');
      await send(page);
      await page.locator('#stepway-errors').waitFor();
      await page.getByRole('combobox', { name: 'Which of our houses' }).waitFor();
    },
  },
  {
    name: 'step-pictures',
    options: { wizards: [permit], public: 'wizards/public' },
    reach: async ({ page, open }) => {
      await open('/permit/vehicle');
      await fill(page, { kind: 'van' });
    },
  },
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
  {
    name: 'address-find',
    options: { wizards: [moving] },
    reach: async ({ page, open }) => {
      await open('/moving/home/find');
      await fill(page, { how: 'find', postcode: 'LS1 1AA' });
    },
  },
  {
    name: 'address-pick',
    options: { wizards: [moving] },
    reach: (visit) => atAddress(visit, 'LS1 1AA'),
  },
  {
    name: 'address-none',
    options: { wizards: [moving] },
    reach: (visit) => atAddress(visit, 'ZZ9 9ZZ'),
  },
  {
    name: 'address-hand',
    options: { wizards: [moving] },
    reach: async (visit) => {
      await visit.open('/moving/home/find');
      await answer(visit.page, 'moving', [['home/find', { how: 'hand' }]]);
      await atStep(visit.page, '/moving/home/hand');
      await refuse(visit);
    },
  },
  {
    name: 'kinds-grades',
    options: { wizards: [kinds] },
    reach: async ({ page, open }) => {
      await open('/kinds/grades');
      await fill(page, { stay: '4', room: '3' });
      await search(page).first().fill('land');
    },
  },
  {
    name: 'kinds-grades-faulty',
    options: { wizards: [kinds] },
    reach: async (visit) => {
      await visit.open('/kinds/grades');
      await search(visit.page).first().fill('Atlantis');
      await refuse(visit);
      await search(visit.page).first().waitFor();
    },
  },
  { name: 'kinds-parts', options: { wizards: [kinds] }, reach: atParts },
  {
    name: 'kinds-parts-faulty',
    options: { wizards: [kinds] },
    reach: async (visit) => {
      await atParts(visit);
      await fill(visit.page, { stay: '31 2 2027 4 3 2027', liked: ['good'] });
      await refuse(visit);
    },
  },
  { name: 'step-long-words', options: { wizards: [long] }, reach: ({ open }) => open('/long/long') },
  {
    name: 'step-saved',
    reach: async (visit) => {
      await atMissing(visit);
      await fill(visit.page, { what: 'A map of the building' });
      await until(visit.page, `document.querySelector('.stepway-saved').textContent !== ''`);
    },
  },
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
    properties: { '--stepway-accent': 'light-dark(#6a1b6e, #e6a8ea)' },
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
