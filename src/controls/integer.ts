import { z } from 'zod';
import type { Json } from '../definition/answers.ts';
import { numberMarks, type NumberMarks } from '../language/formats.ts';
import { words } from '../options.ts';
import type { ControlKind, FieldWith, FoundFault } from './control.ts';
import { answerLines, plainNumber, typedAnswer, typedLines } from './display.ts';
import type { RawValue, ReadingOptions } from './raw.ts';
import { twoReadings } from './reading/number.js';
import { sampleNumber } from './sample.ts';
import { width } from './text.ts';

/** A whole number. A text input: type=number loses what it cannot parse and changes under the mouse wheel. */
export const integer: ControlKind = {
  name: 'integer',
  view: 'text',
  options: {
    suffix: words.optional(),
    grouping: z.boolean('must be true or false').optional(),
    ...width,
  },
  fits: (core) => core.kind === 'number',
  isDefaultFor: (core) => core.kind === 'number' && core.isWhole,

  inputs: 'one',
  reading: 'number',
  readingOptions,
  typed: typedNumber,

  says: { required: 'required.text', invalid: 'invalid.integer' },
  faultOf: (value, field) => numberFault(value, readingOptions(field, 'en')),
  lines: answerLines,
  typedLines,
  attributes: { type: 'text', spellcheck: 'false' },
  attributesOf: (field) => keypad(field, 'numeric'),
  width: 10,

  unit: 1,
  sample: (_field, context) => sampleNumber(context, { unit: 1, span: 20 }),
};

function readingOptions({ meta: { suffix } }: FieldWith<unknown>, language: string): ReadingOptions {
  return { suffix, decimals: 0, marks: numberMarks(language) };
}

/** A stored number as it would be typed in a page's language; without one, so that every language reads the same. */
export function typedNumber(
  answer: Json,
  _field: unknown,
  language: string | undefined,
): RawValue | undefined {
  if (typeof answer !== 'number') return typedAnswer(answer);
  return inMarks(plainNumber(answer), language === undefined ? undefined : numberMarks(language));
}

/** Digits with the decimal mark of a language; where that is not known, three decimals get a fourth: nobody takes them for thousands. */
export function inMarks(digits: string, marks: NumberMarks | undefined): string {
  if (marks !== undefined) return digits.replace('.', marks.decimal);
  return twoReadings(digits) === undefined ? digits : `${digits}0`;
}

/** Says how to write a number that could be read in two ways; what else is wrong with it is said elsewhere. */
export function numberFault(value: Json | undefined, options: ReadingOptions): FoundFault | undefined {
  const two = typeof value === 'string' ? twoReadings(value, options) : undefined;
  if (two === undefined) return undefined;
  const thousands = { typed: two.thousands };
  const { decimals = 3 } = options;
  if (decimals === 0)
    return { code: 'invalid', fault: { key: 'invalid.marks.whole', values: { thousands } } };
  return Number(two.decimal.toFixed(decimals)) === two.decimal
    ? {
        code: 'invalid',
        fault: { key: 'invalid.marks', values: { thousands, decimal: { typed: two.decimal } } },
      }
    : { code: 'invalid', fault: { key: 'invalid.marks.thousands', values: { thousands } } };
}

/** A keypad of digits, where no minus can be due: on iPhones it has none. */
export function keypad({ minimum }: FieldWith<unknown>, mode: 'numeric' | 'decimal'): { inputmode?: string } {
  return minimum !== undefined && minimum >= 0 ? { inputmode: mode } : {};
}
