import { z } from 'zod';
import type { ControlKind, FieldWith } from './control.ts';
import { decimal } from './decimal.ts';
import { inMarks, numberFault } from './integer.ts';
import { currencySign, formatMoney, numberMarks } from '../language/formats.ts';
import type { ReadingOptions } from './raw.ts';
import { width } from './text.ts';
import { sampleNumber } from './sample.ts';
import { answerLines, plainNumber, typedAnswer } from './display.ts';

/** An amount of money. */
export const money: ControlKind = {
  ...decimal,
  name: 'money',
  options: {
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "GBP"')
      .optional(),
    ...width,
  },
  isDefaultFor: () => false,

  readingOptions,
  // A program that added 0.1 and 0.2 sends 0.30000000000000004 and means 0.3: a double is exact to 15 digits.
  readNumber: (given) => (Number.isInteger(given) ? given : Number(given.toPrecision(15))),
  typed: (answer, { meta: { currency } }, language) =>
    typeof answer === 'number'
      ? inMarks(
          plainAmount(answer, currency),
          language === undefined ? undefined : numberMarks(language, currency),
        )
      : typedAnswer(answer),

  says: { required: 'required.text', invalid: 'invalid.money' },
  faultOf: (value, field) => numberFault(value, readingOptions(field, 'en')),
  limit: (limit, { meta: { currency } }) => (currency === undefined ? limit : { amount: limit, currency }),
  lines: (answer, field, page) => {
    const { currency } = field.meta;
    const isAmount = typeof answer === 'number' && currency !== undefined;
    return isAmount ? [formatMoney(answer, currency, page.language)] : answerLines(answer, field, page);
  },
  prefix: ({ meta: { currency } }, { language }) =>
    currency === undefined ? undefined : currencySign(currency, language),

  sample: (_field, context) => sampleNumber(context, { unit: 0.01, span: 1000 }),
};

function readingOptions(
  { meta: { currency, suffix } }: FieldWith<{ readonly currency?: string }>,
  language: string,
): ReadingOptions {
  const marks = numberMarks(language, currency);
  if (currency === undefined) return { suffix, marks };
  // The page shows the sign of its own language, and people know the other.
  const signs = [currencySign(currency, language), currencySign(currency, 'en')];
  return { suffix, marks, decimals: decimalsOf(currency), currency: { code: currency, signs } };
}

/** The smallest amount of a currency, such as 0.01. */
export function smallestCoin(currency: string): number {
  return Number(`1e-${decimalsOf(currency)}`);
}

/** A whole amount without decimals, another with those of its currency (12.5 → "12.50"), or with all when there are more. */
function plainAmount(amount: number, currency: string | undefined): string {
  if (Number.isInteger(amount)) return plainNumber(amount);
  const fixed = amount.toFixed(decimalsOf(currency));
  return Number(fixed) === amount && !fixed.includes('e') ? fixed : plainNumber(amount);
}

function decimalsOf(currency: string | undefined): number {
  const format = currency === undefined ? undefined : moneyFormat(currency);
  return format?.resolvedOptions().maximumFractionDigits ?? 2;
}

// Formats are slow to make and there are few of them.
const formats = new Map<string, Intl.NumberFormat | undefined>();

/** How amounts of a currency are written in English; undefined when there is no such code. */
export function moneyFormat(currency: string): Intl.NumberFormat | undefined {
  if (!/^[A-Za-z]{3}$/.test(currency)) return undefined;
  if (!formats.has(currency)) {
    const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
    formats.set(currency, new Intl.NumberFormat('en', options));
  }
  return formats.get(currency);
}
