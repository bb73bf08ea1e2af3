import permit from '../../../wizards/permit.ts';
import registration from '../../../wizards/registration.ts';
import { openCheck } from '../ahead.ts';
import { answer, atHeading, atStep, send, submit } from '../forms.ts';
import { holiday, pleased, volunteer, work } from '../journeys.ts';
import { atMissing, atVisa, type State } from './state.ts';
import type { Visit } from '../visit.ts';
import { failing, working } from '../wizards.ts';

const withPermit = { wizards: [registration, permit], public: 'wizards/public' };

/** To a receipt that leads on to another wizard. */
async function registered(visit: Visit): Promise<void> {
  await openCheck(visit, 'registration', volunteer);
  await submit(visit.page);
  await visit.page.getByRole('button', { name: 'Buy a parking permit' }).waitFor();
}

/** What stands before and after the steps. */
export const journeyPages: readonly State[] = [
  { name: 'list', reach: ({ open }) => open('/') },
  {
    name: 'list-begun',
    reach: async (visit) => {
      await openCheck(visit, 'feedback', pleased);
      await submit(visit.page);
      await atVisa(visit, 'purpose');
      await visit.open('/');
    },
  },
  { name: 'start', reach: ({ open }) => open('/visa') },
  {
    name: 'start-in-progress',
    reach: async (visit) => {
      await atVisa(visit, 'purpose');
      await visit.open('/visa/start');
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
    name: 'receipt-offers',
    options: withPermit,
    reach: registered,
  },
  {
    name: 'started-already',
    options: withPermit,
    reach: async (visit) => {
      const { page } = visit;
      const press = async () => page.getByRole('button', { name: 'Buy a parking permit' }).click();
      await registered(visit);
      await press();
      await atStep(page, '/permit/vehicle');
      await page.goBack();
      await press();
      await atHeading(page, 'You have started “Buy a parking permit” already');
    },
  },
  {
    name: 'check',
    reach: async (visit) => {
      await openCheck(visit, 'visa', work);
    },
  },
  {
    name: 'check-step-list',
    reach: async (visit) => {
      await openCheck(visit, 'registration', volunteer);
    },
  },
  {
    name: 'done',
    reach: async (visit) => {
      await openCheck(visit, 'visa', holiday);
      await submit(visit.page);
    },
  },
  {
    name: 'done-answers',
    reach: async (visit) => {
      await openCheck(visit, 'visa', work);
      await submit(visit.page);
      await visit.page.getByText('The answers that you sent').click();
    },
  },
  {
    name: 'done-working',
    options: { wizards: [working] },
    reach: async (visit) => {
      await openCheck(visit, 'working', [['only', { name: 'Ann' }]]);
      await submit(visit.page);
    },
  },
  {
    name: 'done-failed',
    options: { wizards: [failing], mayFail: true },
    reach: async (visit) => {
      await openCheck(visit, 'failing', [['only', { name: 'Ann' }]]);
      await submit(visit.page);
    },
  },
  {
    name: 'submitted',
    reach: async (visit) => {
      await openCheck(visit, 'feedback', pleased);
      await submit(visit.page);
      await visit.open('/feedback/check');
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
];
