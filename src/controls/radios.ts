import { newFault } from '../fault.ts';
import type { ControlKind } from './control.ts';
import { sampleOption } from './sample.ts';
import { answerLines, typedAnswer, typedLines } from './display.ts';

/** Up to this many options stand as radios, more as a select. */
export const mostRadios = 7;

/** One of several options, all of them in view. */
export const radios: ControlKind = {
  name: 'radios',
  view: 'radios',
  options: {},
  fits: (core) => core.kind === 'choice' && !core.several,
  isDefaultFor: (core, optionCount) => radios.fits(core) && optionCount <= mostRadios,
  faults: ({ options }) =>
    options
      .filter(({ exclusive }) => exclusive === true)
      .map(({ value }) =>
        newFault(
          'wrong-option',
          `option "${value}" cannot be "exclusive": of a choice only one can be selected; take it out, or use choices(…)`,
          { word: 'exclusive' },
        ),
      ),

  inputs: 'one',
  reading: 'literal',
  typed: typedAnswer,

  says: { required: 'required.choice', invalid: 'invalid.choice' },
  lines: answerLines,
  typedLines,
  attributes: {},

  sample: sampleOption,
};
