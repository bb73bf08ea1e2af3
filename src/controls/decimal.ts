import { numberMarks } from '../language/formats.ts';
import type { ControlKind, FieldWith } from './control.ts';
import { integer, keypad, numberFault } from './integer.ts';
import type { ReadingOptions } from './raw.ts';
import { sampleNumber } from './sample.ts';

/** A number. */
export const decimal: ControlKind = {
  ...integer,
  name: 'decimal',
  isDefaultFor: (core) => core.kind === 'number' && !core.isWhole,
  readingOptions,
  says: { required: 'required.text', invalid: 'invalid.decimal' },
  faultOf: (value, field) => numberFault(value, readingOptions(field, 'en')),
  attributesOf: (field) => keypad(field, 'decimal'),
  unit: 0.01,
  sample: (_field, context) => sampleNumber(context, { unit: 0.1, span: 20 }),
};

function readingOptions({ meta: { suffix } }: FieldWith<unknown>, language: string): ReadingOptions {
  return { suffix, marks: numberMarks(language) };
}
