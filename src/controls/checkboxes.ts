import type { ControlKind } from './control.ts';
import { answerLines, typedAnswer, typedLines } from './display.ts';

/** Any of several options, as boxes. */
export const checkboxes: ControlKind = {
  name: 'checkboxes',
  view: 'checkboxes',
  options: {},
  fits: (core) => core.kind === 'choice' && core.several,
  isDefaultFor: (core) => checkboxes.fits(core),

  inputs: 'several',
  reading: 'choices',
  readingOptions: ({ required }) => ({ required }),
  typed: typedAnswer,

  says: { required: 'required.choices', invalid: 'invalid.choices' },
  lines: answerLines,
  typedLines,
  attributes: {},

  sample: ({ options }, { random, limits: { minItems, maxItems } }) => {
    const most = Math.min(maxItems, options.length);
    const count = random.whole(Math.min(Math.max(minItems, 1), most), most);
    const chosen = new Set(random.shuffled(options).slice(0, count));
    return options.filter((option) => chosen.has(option)).map(({ value }) => value);
  },
};
