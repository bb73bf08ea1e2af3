import type { Journey } from './forms.ts';

const nextYear = new Date().getFullYear() + 1;

/** Through `feedback` by its shortest path. */
export const pleased: Journey = [
  ['visit', { found: 'yes' }],
  ['contact', {}],
];

/** Through `feedback` with its branch. */
export const displeased: Journey = [
  ['visit', { found: 'no' }],
  ['missing', { what: 'a map' }],
  ['contact', { email: 'ann@example.com' }],
];

/** The first two steps of `visa`. */
const toTravel: Journey = [
  ['nationality', { nationality: 'FR' }],
  ['purpose', { purpose: 'visit' }],
];

const travel: Journey = [['travel', { arrival: `1 3 ${nextYear}`, departure: `20 3 ${nextYear}` }]];

const person: Journey = [
  ['you', { name: 'Ana Lima', born: '31 12 1990', isMinor: 'no' }],
  ['home/country', { country: 'FR' }],
  ['home/lines', { line1: '1 rue des Lilas', town: 'Lyon', postcode: '69001' }],
  ['passport', { number: 'ab 123 456', expires: `1 1 ${nextYear + 5}` }],
];

const end: Journey = [
  ['history', { wasRefused: 'no' }],
  ['contact', { email: 'ana@example.com' }],
  ['checks', { agreed: 'yes', signed: 'Ana Lima' }],
];

/** Through `visa` for a holiday. */
export const holiday: Journey = [
  ...toTravel,
  ...travel,
  ...person,
  ['funds', { savings: '£2,000', dependants: '0' }],
  ...end,
];

/** Through `visa` to work, with the branches for a job, an address in a state, and money. */
export const work: Journey = [
  ['nationality', { nationality: 'BR' }],
  ['purpose', { purpose: 'work' }],
  ...travel,
  [
    'job',
    {
      employer: 'Quill & Co',
      starts: `4 ${nextYear}`,
      salary: '£42,000.50',
      licence: 'ab-123 4567',
      paysForStay: 'no',
    },
  ],
  person[0]!,
  ['home/country', { country: 'BR' }],
  ['home/lines', { line1: 'Rua do Sol 5', town: 'Recife' }],
  ['home/state', { state: 'Pernambuco' }],
  person[3]!,
  ['company', { hasAny: 'no' }],
  ['papers', {}],
  ['funds', { savings: '3500', dependants: '2' }],
  ['history', { wasRefused: 'yes', details: 'Canada, 2019: a paper was missing.' }],
  end[1]!,
  end[2]!,
];

/** Through `registration`, online and with as little as can be. */
export const online: Journey = [
  ['ticket', { kind: 'online' }],
  ['you', { name: 'Ann Lee', email: 'ann@example.com' }],
  ['field', {}],
  ['workshops', {}],
  ['access', {}],
  ['agree', { conduct: 'yes' }],
];

/** Through `registration` as a volunteer, with every step. */
export const volunteer: Journey = [
  ['ticket', { kind: 'volunteer' }],
  ['you', { name: 'Ann Lee', email: 'ann@example.com', phone: '020 7946 0123', organisation: 'Quill' }],
  ['field', { field: 'charity' }],
  ['workshops', { chosen: ['forms', 'letters'] }],
  ['shift', { from: '8:30', tasks: ['door', 'stage'] }],
  ['lunch', { lunch: 'other', needs: 'no nuts' }],
  ['access', { needs: 'Step-free access' }],
  ['agree', { conduct: 'yes', news: 'yes' }],
];

/** The steps of a journey before one of them. */
export function before(journey: Journey, step: string): Journey {
  return journey.slice(
    0,
    journey.findIndex(([id]) => id === step),
  );
}
