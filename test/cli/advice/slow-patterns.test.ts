import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { slowPatterns } from '../../../src/cli/advice/slow-patterns.ts';
import * as stepway from '../../../src/index.ts';

const { code, text, wizard } = stepway;
const asking = (it: z.ZodType) =>
  wizard({ id: 'w', title: 'W', version: 1 })
    .step('a', { title: 'A', fields: { it } })
    .complete({ action: 'Send' });

test.each([
  /^([A-Z0-9]+-?)+$/,
  /^\s*(\w+\s*)+$/,
  /^(\d+)*$/,
  /^([\p{L}]+[ '-]?)+$/u,
  /^(a|a)*$/,
  /^(a|aa)+$/,
  /^(a|ab|b)*c$/,
  /^(?:\w|\d)+$/,
  /^((a|b)|a)*$/,
  /^(?:ab?|b?a)*$/,
  /^(a?b?)*$/,
  /^(a*)*$/,
  /^(a|b*)*$/,
  /^(\d{1,3})*$/,
  /^(\w|-|_){0,60}$/,
  /^(?=(a|a)*b).*$/,
])(
  'a pattern that doubles its time with each character is found, with its field and the fix: %s',
  (pattern) => {
    expect(slowPatterns(asking(code('Code', { pattern })))).toEqual([
      expect.objectContaining({
        code: 'slow-pattern',
        severity: 'warning',
        step: 'a',
        field: 'it',
        message: expect.stringMatching(/^its pattern \/.*let it match in one way/su),
      }),
    ]);
  },
);

test('it is found in any schema, optional and piped ones too', () => {
  const slow = /^([a-z]+-?)+$/;
  expect(slowPatterns(asking(text('Name').regex(slow).optional()))).toHaveLength(1);
  expect(
    slowPatterns(
      asking(
        text('Name')
          .regex(/^[a-z]/)
          .regex(slow)
          .transform((it) => it.length),
      ),
    ),
  ).toHaveLength(1);
});

test.each([
  /^[A-Z]{2}\d{6}[A-D]$/,
  /^(\d+-)*\d+$/,
  /^(?:[a-z]+\.)+[a-z]+$/,
  /^[a-z]+(-[a-z]+)*$/,
  /^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$/i,
  /^(?=.*\d)(?=.*[a-z]).{8,}$/,
  /^(a|ab)*$/,
  /^(a|b)*$/,
  /^(ab|ac)*$/,
  /^(\d{3} ?)+$/,
  /^(a|a)?$/,
  /^[a-z]*[a-z0-9]*$/,
  /^.{0,1000}$/,
  /^(a)\1*$/,
])('a pattern that is read in one way, or in time that does not double, is silent: %s', (pattern) => {
  expect(slowPatterns(asking(code('Code', { pattern })))).toEqual([]);
});

test.each(['email', 'url', 'tel', 'code', 'text', 'longText', 'secret', 'date', 'time', 'month'])(
  'our own patterns are silent: %s',
  (name) => {
    const make: unknown = Reflect.get(stepway, name);
    if (typeof make === 'function') expect(slowPatterns(asking(make('It') as z.ZodType))).toEqual([]);
  },
);

test('the pattern of a condition is looked at too', () => {
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .step('a', { title: 'A', fields: { it: text('Name') } })
    .step('b', {
      title: 'B',
      fields: { more: text('More') },
      when: (e) => e.a.it.matches(/^([a-z]+-?)+$/),
    })
    .complete({ action: 'Send' });
  expect(slowPatterns(definition)).toMatchObject([{ code: 'slow-pattern', step: 'a', field: 'it' }]);
});
