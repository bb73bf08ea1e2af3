import type { Page } from 'playwright-core';
import { choices, choice, fromGroup, text, wizard } from 'stepway';
import { answerAhead } from '../ahead.ts';
import { atHeading, type Journey } from '../forms.ts';
import type { Visit, VisitOptions } from '../visit.ts';
import type { State } from './state.ts';
import { withGrant } from './tasks.ts';

/** Costs of the sample, whose ids are the test's own. */
export function cost(id: string, what: string, amount: string): Journey {
  return [[`costs/${id}/cost`, { what, amount }]];
}

/** Opens the rows with costs in them. */
export async function atRows(visit: Visit, ...costs: readonly Journey[]): Promise<void> {
  await answerAhead(visit, 'grant', costs.flat());
  await visit.open('/grant/costs');
  await atHeading(visit.page, 'Your costs');
}

/** Presses a button of the page. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

const trees = cost('a', 'Forty young trees from the nursery at the river', '480.50');
const spades = cost('b', 'Spades', '120');

const trip = wizard({ id: 'trip', title: 'A trip', version: 1, start: false })
  .repeat('children', { title: 'Your children', item: '{about.name}' }, (child) =>
    child.step('about', { title: 'About the child', fields: { name: text('Name') } }),
  )
  .step('travel', {
    title: 'Who travels?',
    fields: {
      travels: choices(
        'Who travels with you?',
        fromGroup((e) => e.children),
      ),
      eldest: choice(
        'Who is the eldest?',
        fromGroup((e) => e.children),
      ),
    },
  })
  .complete({ action: 'Send' });

/** A server of a wizard whose options are the items of a list. */
export const withTrip: VisitOptions = { wizards: [trip] };

/** Opens the page whose options are children. */
export async function atTravel(visit: Visit, ...names: readonly string[]): Promise<void> {
  const children = names.map((name, at) => [`children/c${at}/about`, { name }] as const);
  await answerAhead(visit, 'trip', [...children, ['children', { _more: 'no' }]]);
  await visit.open('/trip/travel');
}

/** A list as rows on one page, and a choice among the items of a list. */
export const rows: readonly State[] = [
  { name: 'rows-empty', options: withGrant, reach: (visit) => atRows(visit) },
  { name: 'rows-some', options: withGrant, reach: (visit) => atRows(visit, trees, spades) },
  {
    name: 'rows-error',
    options: withGrant,
    reach: async (visit) => {
      await atRows(visit, trees, spades);
      await visit.page.locator('[name="a.amount"]').fill('many');
      await visit.page.locator('[name="b.what"]').fill('');
      await press(visit.page, 'Continue');
      await visit.page.locator('.stepway-errors').waitFor();
    },
  },
  {
    name: 'rows-removed',
    options: withGrant,
    reach: async (visit) => {
      await atRows(visit, trees, spades);
      await press(visit.page, 'Remove Cost 1');
      await visit.page.locator('.stepway-notice').waitFor();
    },
  },
  { name: 'from-group', options: withTrip, reach: (visit) => atTravel(visit, 'Ben', 'Cleo') },
  { name: 'from-group-none', options: withTrip, reach: (visit) => atTravel(visit) },
];
