import type { ControlKind } from './control.ts';
import { answerLines, typedAnswer, typedLines } from './display.ts';

/** Yes or no, as two radios. */
export const yesno: ControlKind = {
  name: 'yesno',
  view: 'radios',
  options: {},
  fits: (core) => core.kind === 'boolean',
  isDefaultFor: (core) => core.kind === 'boolean',

  inputs: 'one',
  reading: 'yesNo',
  typed: (answer) => (typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : typedAnswer(answer)),

  says: { required: 'required.yesno', invalid: 'invalid.yesno' },
  lines: answerLines,
  typedLines: (raw, field, { say }) => (raw === 'yes' || raw === 'no' ? [say(raw)] : typedLines(raw, field)),
  attributes: {},
  choices: (field, { say }) =>
    field.options.length > 0
      ? field.options
      : [
          { value: 'yes', label: say('yes') },
          { value: 'no', label: say('no') },
        ],

  sample: (_field, { random }) => random.next() < 0.5,
};
