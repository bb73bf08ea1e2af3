import { z } from 'zod';
import type { ControlKind } from './control.ts';
import { words } from '../options.ts';
import { width } from './text.ts';
import { sampleNumber } from './sample.ts';
import { answerLines, typedAnswer, typedLines } from './display.ts';

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
  readingOptions: ({ meta: { suffix } }) => ({ suffix, whole: true }),
  typed: typedAnswer,

  says: { required: 'required.text', invalid: 'invalid.integer' },
  lines: answerLines,
  typedLines,
  attributes: { type: 'text', inputmode: 'numeric', spellcheck: 'false' },
  width: 10,

  unit: 1,
  sample: (_field, context) => sampleNumber(context, { unit: 1, span: 20 }),
};
