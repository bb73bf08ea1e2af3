import grant from '../../../wizards/grant.ts';
import { foundAddress } from './addresses.ts';
import { answerAhead } from '../ahead.ts';
import { atHeading, type Journey } from '../forms.ts';
import type { Visit, VisitOptions } from '../visit.ts';
import type { State } from './state.ts';

/** A server of the sample that is a list of tasks. */
export const withGrant: VisitOptions = { wizards: [grant] };

/** Its sections, each with valid answers; the costs are one item whose id is the test's own. */
export const sections = {
  group: [
    ['kind', { kind: 'club' }],
    ['name', { name: 'The Oaks', founded: '1998', members: '12' }],
    ['home/find', { how: 'find', postcode: 'NT1 1AA' }],
    ['home/pick', { address: foundAddress }],
  ],
  project: [
    ['idea', { title: 'A garden', summary: 'We plant trees.', together: 'yes' }],
    ['dates', { starts: '1 5 2090', ends: '2 5 2090' }],
  ],
  money: [
    ['costs/a/cost', { what: 'Trees', amount: '500' }],
    ['costs', { _more: 'no' }],
    ['asked', { amount: '400' }],
  ],
  partner: [['together', { name: 'The Elms', does: 'They dig.' }]],
  contact: [['person', { name: 'Ann Lee', email: 'ann@example.com', phone: '' }]],
} as const satisfies { readonly [section: string]: Journey };

/** Opens the list of tasks with some of them done. */
export async function atTasks(visit: Visit, ...done: readonly Journey[]): Promise<void> {
  await answerAhead(visit, 'grant', done.flat());
  await visit.open('/grant/tasks');
  await atHeading(visit.page, 'Apply for a community grant');
}

const { group, project, money, partner, contact } = sections;

/** The list of tasks, a page of one of them, and check-your-answers by section. */
export const tasks: readonly State[] = [
  { name: 'tasks-none', options: withGrant, reach: (visit) => atTasks(visit) },
  {
    name: 'tasks-some',
    options: withGrant,
    reach: (visit) => atTasks(visit, group.slice(0, 2), contact),
  },
  {
    name: 'tasks-done',
    options: withGrant,
    reach: (visit) => atTasks(visit, group, project, money, partner, contact),
  },
  {
    name: 'task-page',
    options: withGrant,
    reach: async (visit) => {
      await atTasks(visit, project.slice(0, 1));
      await visit.open('/grant/dates');
    },
  },
  {
    name: 'tasks-check',
    options: withGrant,
    reach: async (visit) => {
      await atTasks(visit, group, project, money, partner, contact);
      await visit.open('/grant/check');
    },
  },
];
