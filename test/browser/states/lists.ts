import { integer, text, wizard } from 'stepway';
import household from '../../../wizards/household.ts';
import { foundAddress } from './addresses.ts';
import { answerAhead } from '../ahead.ts';
import { atHeading, send, type Journey } from '../forms.ts';
import type { Visit, VisitOptions } from '../visit.ts';
import { refuse, type State } from './state.ts';

/** A server of the sample that has a list. */
export const withHousehold: VisitOptions = { wizards: [household] };

/** What comes before the list of the sample. */
export const beforeList: Journey = [
  ['you', { name: 'Ann Lee' }],
  ['home/find', { how: 'find', postcode: 'NT1 1AA' }],
  ['home/pick', { address: foundAddress }],
];

/** Somebody who lives with the visitor; the id is the test's own. */
export function person(id: string, name: string, does = 'works'): Journey {
  return [[`people/${id}/about`, { name, born: '1 2 1990', does }]];
}

/** Opens the list with people on it. */
export async function atList(visit: Visit, ...people: readonly Journey[]): Promise<void> {
  await answerAhead(visit, 'household', [...beforeList, ...people.flat()]);
  await visit.open('/household/people');
}

const cars = wizard({ id: 'cars', title: 'Your cars', version: 1, start: false })
  .repeat('cars', { title: 'Your cars', item: '{plate.plate}', min: 1, max: 2 }, (car) =>
    car
      .step('plate', { title: 'Its plate', fields: { plate: text('Registration number') } })
      .step('age', { title: 'How old is it?', fields: { age: integer('Age'), miles: integer('Miles') } }),
  )
  .complete({ action: 'Send' });

/** The list of a group, the pages of its items, and what asks before one is removed. */
export const lists: readonly State[] = [
  { name: 'items-none', options: withHousehold, reach: (visit) => atList(visit) },
  {
    name: 'items-some',
    options: withHousehold,
    reach: (visit) =>
      atList(visit, person('b', 'Ben Lee'), person('c', 'Cleo Maria de la Cruz y Fernández', 'studies')),
  },
  {
    name: 'items-error',
    options: withHousehold,
    reach: async (visit) => {
      await atList(visit, person('b', 'Ben Lee'));
      await refuse(visit);
    },
  },
  {
    name: 'items-removed',
    options: withHousehold,
    reach: async (visit) => {
      await atList(visit, person('b', 'Ben Lee'), person('c', 'Cleo Lee'));
      await visit.open('/household/people?remove=b');
      await send(visit.page);
      await visit.page.locator('.stepway-notice').waitFor();
    },
  },
  {
    name: 'items-full',
    options: { wizards: [cars] },
    reach: async (visit) => {
      const car = (id: string): Journey => [
        [`cars/${id}/plate`, { plate: `AB ${id}` }],
        [`cars/${id}/age`, { age: '3', miles: '100' }],
      ];
      await answerAhead(visit, 'cars', [...car('1'), ...car('2')]);
      await visit.open('/cars/cars');
    },
  },
  {
    name: 'item-page',
    options: withHousehold,
    reach: async (visit) => {
      await atList(visit, person('c', 'Cleo Lee', 'studies'));
      await visit.open('/household/people/c/course');
    },
  },
  {
    name: 'remove-item',
    options: withHousehold,
    reach: async (visit) => {
      await atList(visit, person('b', 'Ben Lee'));
      await visit.open('/household/people?remove=b');
      await atHeading(visit.page, 'Do you want to remove Ben Lee?');
    },
  },
  {
    name: 'check-items',
    options: withHousehold,
    reach: async (visit) => {
      await answerAhead(visit, 'household', [
        ...beforeList,
        ...person('b', 'Ben Lee'),
        ...person('c', 'Cleo Lee', 'studies'),
        ['people/c/course', { school: 'Hill School', hours: '20' }],
        ['people', { _more: 'no' }],
        ['bill', {}],
        ['more', {}],
      ]);
      await visit.open('/household/check');
    },
  },
];
