import feedback from '../../../wizards/feedback.ts';
import registration from '../../../wizards/registration.ts';
import visa from '../../../wizards/visa.ts';
import type { WizardDefinition } from '../../../src/index.ts';
import type { Values } from './browser.ts';

/** A way through a sample: what to send at each step, in order. Together they pass every step that has fields. */
export interface Journey {
  readonly definition: WizardDefinition;
  readonly bodies: readonly (readonly [stepKey: string, values: Values])[];
}

const date = (name: string, day: number, month: number, year: number): Values => ({
  [`${name}-day`]: String(day),
  [`${name}-month`]: String(month),
  [`${name}-year`]: String(year),
});

const home: Journey['bodies'] = [
  ['home/country', { country: 'US' }],
  ['home/lines', { line1: '1 Main Street', line2: 'Flat 2', town: 'Springfield', postcode: '12345' }],
  ['home/state', { state: 'Oregon' }],
  ['passport', { number: 'AB123456', ...date('expires', 1, 6, 2040) }],
];

const visaEnd: Journey['bodies'] = [
  ['funds', { savings: '12000', dependants: '2' }],
  ['history', { wasRefused: 'yes', details: 'France, in 2019' }],
  ['contact', { email: 'ann@example.com', phone: '+33 1 23 45 67 89' }],
  ['checks', { agreed: 'yes', 'signed-name': 'Ann Example' }],
];

const papers: Journey['bodies'] = [['papers', {}]];

const minor: Journey['bodies'] = [
  ['you', { name: 'Ann Example', ...date('born', 31, 12, 2020), isMinor: 'yes' }],
  ['guardian', { name: 'Bob Example', phone: '+33 1 23 45 67 89' }],
  ...home,
];

const adult: Journey['bodies'] = [
  ['you', { name: 'Ann Example', ...date('born', 31, 12, 1990), isMinor: 'no' }],
  ...home,
  ['company', { hasAny: 'no' }],
];

function visaFor(purpose: string, between: Journey['bodies'], person = minor): Journey {
  return {
    definition: visa,
    bodies: [
      ['nationality', { nationality: 'US' }],
      ['purpose', { purpose }],
      ['travel', { ...date('arrival', 1, 3, 2035), ...date('departure', 1, 5, 2035) }],
      ...between,
      ...person,
      ...(purpose === 'family' ? [] : papers),
      ...visaEnd,
    ],
  };
}

const job: Journey['bodies'] = [
  [
    'job',
    {
      employer: 'Acme',
      'starts-month': '4',
      'starts-year': '2035',
      salary: '50000',
      licence: 'AB1234567',
      paysForStay: 'no',
    },
  ],
];

/** Every step of every sample, but those of an item. */
export const journeys: readonly Journey[] = [
  {
    definition: feedback,
    bodies: [
      ['visit', { found: 'no', ease: '2' }],
      ['missing', { what: 'a map' }],
      ['contact', { email: 'ann@example.com' }],
    ],
  },
  {
    definition: registration,
    bodies: [
      ['ticket', { kind: 'volunteer' }],
      ['you', { name: 'Ann', email: 'ann@example.com', phone: '+33 1 23 45 67 89', organisation: 'Ours' }],
      ['field', { field: 'health' }],
      ['workshops', { chosen: ['forms', 'letters'] }],
      ['shift', { from: '8:30', tasks: ['door', 'coats'] }],
      ['lunch', { lunch: 'other', needs: 'no nuts' }],
      ['access', { needs: 'a quiet place' }],
      ['agree', { conduct: 'yes', photos: 'yes' }],
    ],
  },
  visaFor('work', job),
  visaFor('work', job, adult),
  visaFor('study', [
    ['course', { school: 'A school', ...date('starts', 2, 3, 2035), isPaid: 'no' }],
    ['fees', { fees: '1000', payer: 'family' }],
  ]),
  visaFor('family', [['relative', { relation: 'other', name: 'Bob', hasHome: 'no' }]]),
];
