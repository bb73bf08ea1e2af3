import type { ControlKind } from './control.ts';
import { newFault } from '../fault.ts';
import { words } from '../options.ts';
import { sampleOption } from './sample.ts';
import { text, textLike } from './text.ts';

/** A value that the page carries without showing it. */
export const hidden: ControlKind = textLike({
  name: 'hidden',
  options: { value: words.optional() },
  fits: (core) => core.kind === 'string' || (core.kind === 'choice' && !core.several),
  faults: ({ required, meta }) =>
    required && meta.value === undefined
      ? [
          newFault(
            'hidden-without-value',
            'a hidden field needs a value: give { value: … }, or make it .optional() where the prefill of a host gives it',
          ),
        ]
      : [],
  reading: 'literal',
  attributes: {},
  isHidden: true,
  longest: 20_000,
  sample: (field, context) =>
    field.options.length > 0
      ? sampleOption(field, context)
      : (field.meta.value ?? text.sample(field, context)),
});
