import type { Json } from '../definition/answers.ts';
import { formatTyped } from '../language/formats.ts';
import type { ControlKind, FoundFault } from './control.ts';
import { answerLines, typedAnswer, typedLines } from './display.ts';
import type { SampleContext } from './sample.ts';

/** A year of four digits. It is a number, but none to count with: it reads "2001", not "2,001". */
export const year: ControlKind = {
  name: 'year',
  view: 'text',
  options: {},
  fits: (core) => core.kind === 'number' && core.isWhole,

  inputs: 'one',
  reading: 'year',
  typed: (answer) => (typeof answer === 'number' ? String(answer) : typedAnswer(answer)),

  says: { required: 'required.text', invalid: 'invalid.year' },
  faultOf: yearFault,
  limitFault: yearFault,
  limit: (limit) => ({ typed: limit }),

  lines: (answer, field, page) =>
    typeof answer === 'number' ? [formatTyped(answer, page.language)] : answerLines(answer, field, page),
  typedLines,
  attributes: { type: 'text', inputmode: 'numeric', spellcheck: 'false' },
  width: 4,

  unit: 1,
  sample: (_field, context) => sampleYear(context),
};

/** A number that is no year, such as 26; what cannot be read as a number is said by the schema. */
function yearFault(answer: Json | undefined): FoundFault | undefined {
  if (typeof answer !== 'number' || (answer >= 1000 && answer <= 9999)) return undefined;
  return { code: 'invalid', fault: { key: 'invalid.year' } };
}

/** Within the limits of its schema, and not long ago where these leave room. */
function sampleYear({ random, limits, today, tried }: SampleContext): number {
  const low = limits.low ?? 1000;
  const high = limits.high ?? 9999;
  const span = 20 * (tried + 1);
  const first = Math.max(low, Math.min(high, Number(today.slice(0, 4))) - span);
  return random.whole(first, Math.min(high, first + span));
}
