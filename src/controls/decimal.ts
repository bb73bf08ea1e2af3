import type { ControlKind } from './control.ts';
import { integer } from './integer.ts';
import { sampleNumber } from './sample.ts';

/** A number. */
export const decimal: ControlKind = {
  ...integer,
  name: 'decimal',
  isDefaultFor: (core) => core.kind === 'number' && !core.isWhole,
  readingOptions: ({ meta: { suffix } }) => ({ suffix }),
  says: { required: 'required.text', invalid: 'invalid.decimal' },
  attributes: { type: 'text', inputmode: 'decimal', spellcheck: 'false' },
  unit: 0.01,
  sample: (_field, context) => sampleNumber(context, { unit: 0.1, span: 20 }),
};
