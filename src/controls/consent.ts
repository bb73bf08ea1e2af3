import type { ControlKind } from './control.ts';
import { typedAnswer } from './display.ts';
import { yesno } from './yesno.ts';

/** A single box that has to be ticked. Its label, beside the box, is what the visitor agrees to. */
export const consent: ControlKind = {
  ...yesno,
  name: 'consent',
  view: 'consent',
  fits: (core) => core.kind === 'boolean' || core.kind === 'consent',
  isDefaultFor: (core) => core.kind === 'consent',

  reading: 'tick',
  readingOptions: ({ required }) => ({ required }),
  typed: (answer) => (typeof answer === 'boolean' ? (answer ? 'yes' : undefined) : typedAnswer(answer)),

  says: { required: 'required.consent', invalid: 'required.consent' },
  // A box that was left alone says no: that is an answer, where an empty line is none.
  whenLeft: false,
  choices: ({ meta }) => [{ value: 'yes', label: meta.label }],
  keepsLabel: true,
  hasLongLabel: true,
  isAgreement: true,
  isVisitorsOwn: true,

  sample: () => true,
};
