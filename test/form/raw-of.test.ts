import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalise, rawOf } from '../../src/form/read.ts';
import { everyControl, step } from '../support/fields.ts';

const here = step(everyControl);

test('a password is never put back', () => {
  expect(rawOf(here, { password: 'secret' })).toEqual({});
});

test('no answers leave the controls empty', () => {
  expect(rawOf(here, undefined)).toEqual({});
});

test('stored answers of every control survive being shown and sent again', () => {
  const text = fc.string({ minLength: 1 });
  const typed = fc.record(
    {
      text,
      textarea: text,
      email: fc.emailAddress(),
      tel: text,
      url: fc.webUrl(),
      code: text,
      integer: fc.maxSafeInteger().map(String),
      decimal: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      money: fc.integer({ min: -1e9, max: 1e9 }).map((pence) => String(pence / 100)),
      yesno: fc.constantFrom('yes', 'no'),
      radios: fc.constantFrom('a', 'b'),
      select: fc.constantFrom('a', 'b'),
      checkboxes: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
      consent: fc.constant('yes'),
      date: fc.record({
        day: fc.integer({ min: 1, max: 28 }).map(String),
        month: fc.integer({ min: 1, max: 12 }).map(String),
        year: fc.integer({ min: 1000, max: 9999 }).map(String),
      }),
      time: fc.constantFrom('9:30', '2pm', '23:59'),
      hidden: text,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(typed, (raw) => {
      const present = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
      const stored = JSON.parse(JSON.stringify(normalise(here, present)));
      expect(normalise(here, rawOf(here, stored))).toEqual(stored);
    }),
    { numRuns: 500 },
  );
});

test('stored numbers survive being shown and sent again', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const stored = number + 0;
      expect(normalise(here, rawOf(here, { decimal: stored }))).toEqual({ decimal: stored });
    }),
    { numRuns: 500 },
  );
});
