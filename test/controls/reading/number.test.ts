import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { validate } from '../../../src/form/validate.ts';
import { wordIssue } from '../../../src/form/issue.ts';
import { languageOf } from '../../../src/language/language.ts';
import { stepPlace } from '../../support/fields.ts';
import { asked } from '../asked.ts';

const languages =
  'en de fr es it pt-PT pt-BR nl de-AT de-CH fr-CH en-IN en-ZA pl cs bg sv nb da fi et lv tr cy ru uk el he ja zh ar ar-EG fa ur hi bn mr ne my ckb'.split(
    ' ',
  );
const currencies = ['EUR', 'GBP', 'USD', 'CHF', 'JPY', 'KWD', 'AED', 'INR', 'IRR'];

test.each(languages)('what a page in %s writes of a number is read back as that number', (language) => {
  const decimal = asked('decimal');
  const integer = asked('integer');
  const number = fc.tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 0, max: 4 }));
  const line = (each: ReturnType<typeof asked>, value: number) => each.lines(value, language)[0];
  fc.assert(
    fc.property(number, ([digits, decimals]) => {
      const value = Number(`${digits}e-${decimals}`) + 0;
      expect([value, decimal.read(line(decimal, value), language)]).toEqual([value, value]);
      expect([value, decimal.read(decimal.typed(value, language), language)]).toEqual([value, value]);
      expect([value, decimal.read(decimal.typed(value), language)]).toEqual([value, value]);
      if (Number.isInteger(value)) expect(integer.read(line(integer, value), language)).toBe(value);
    }),
    { numRuns: 150 },
  );
});

test.each(languages)('what a page in %s writes of an amount of any currency is read back', (language) => {
  for (const currency of currencies) {
    const money = asked('money', { meta: { currency } });
    const coin = { JPY: 1, KWD: 1000, IRR: 1 }[currency] ?? 100;
    for (const coins of [0, 5, 125, 1000, 1200, 1250, 12_500, 125_000, 1_234_567]) {
      const value = coins / coin;
      const [shown] = money.lines(value, language);
      expect([shown, money.read(shown, language)]).toEqual([shown, value]);
      expect(money.read(money.typed(value, language), language)).toBe(value);
      expect(money.read(money.typed(value), language)).toBe(value);
    }
  }
});

test.each([
  ['en', 'decimal', '0,125', 0.125],
  ['en', 'decimal', '0,750 kg', 0.75],
  ['en', 'decimal', '1,250', 1250],
  ['en', 'decimal', '1.250', 1.25],
  ['de', 'decimal', '1,250', 1.25],
  ['de', 'decimal', '1.250', 1250],
  ['fr', 'decimal', '1.250', '1.250'],
  ['en', 'money', '0,500', 0.5],
  ['en', 'money', '1.200', '1.200'],
  ['en', 'money', '12.500', '12.500'],
  ['en', 'money', '250.000', '250.000'],
  ['en', 'money', '1,200', 1200],
  ['de', 'money', '1.200', 1200],
  ['de', 'money', '1,200', '1,200'],
  ['en', 'integer', '0,125', 0.125],
  ['en', 'integer', '1.200', '1.200'],
  ['de', 'integer', '1.200', 1200],
  ['de', 'integer', '1,200', '1,200'],
  ['en', 'money', '1.200,00', 1200],
  ['en', 'money', '1.200.000', 1_200_000],
  ['en', 'money', '0,123,456', '0,123,456'],
  ['en', 'decimal', '1234,567', 1234.567],
  ['en', 'integer', '١٢٣', 123],
  ['en', 'decimal', '۱۲٫۵', 12.5],
  ['en', 'integer', '१२', 12],
  ['en', 'money', '١٬٢٠٠', 1200],
  ['en', 'integer', '𝟘𝟙𝟡', 19],
] as const)('on a page in %s the %s %j is read as %j', (language, control, typed, becomes) => {
  const field = asked(control, {
    meta: { ...(control === 'decimal' ? { suffix: 'kg' } : {}), ...euros(control) },
  });
  expect(field.read(typed, language)).toBe(becomes);
});

function euros(control: string) {
  return control === 'money' ? { currency: 'EUR' } : {};
}

test.each([
  ['integer', '1.200', undefined, 'Enter your size as a whole number without a dot or comma, like 1200'],
  ['money', '1.200', 'JPY', 'Enter your size as a whole number without a dot or comma, like 1200'],
  ['money', '1.200', 'EUR', 'Enter your size as 1200 or as 1.2'],
  ['money', '1.234', 'EUR', 'Enter your size without a dot or comma between thousands, like 1234'],
  ['decimal', '1.200', undefined, 'Enter your size as 1200 or as 1.2'],
] as const)('of the %s %j the message says what to type', async (control, typed, currency, message) => {
  const { field } = asked(control, {
    meta: { label: 'Size', ...(currency === undefined ? {} : { currency }) },
  });
  const place = stepPlace([field]);
  const judged = await validate(
    place,
    { [field.name]: typed },
    {
      earlier: () => ({ live: {} }),
      now: new Date(),
      today: '2027-01-01',
      services: undefined,
      context: () => undefined,
      signal: () => new AbortController().signal,
    },
  );
  const issues = judged.ok ? [] : judged.issues;
  expect(issues.map((issue) => wordIssue(issue, place.step, languageOf('en')).message)).toEqual([message]);
});
