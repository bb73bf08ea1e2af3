import { wholeAbove0 } from '../options.ts';
import type { ControlKind, SchemaCore } from './control.ts';
import { sampleText, type Random } from './sample.ts';
import { answerLines, typedAnswer, typedLines } from './display.ts';

const names = ['Ann Lee', 'José Pérez', 'Zoë O’Brien', 'Nguyễn An', 'Fatima Khan', 'Li Wei'];
const formats: ReadonlySet<string | undefined> = new Set([
  'email',
  'url',
  'httpUrl',
  'date',
  'month',
  'time',
]);

/** Of controls that write on one line: their width in characters. */
export const width = { width: wholeAbove0.optional() };

/** One line of text. */
export const text: ControlKind = {
  name: 'text',
  view: 'text',
  options: width,
  fits: (core) => core.kind === 'string',
  isDefaultFor: (core) => core.kind === 'string' && !formats.has(core.format),

  inputs: 'one',
  reading: 'line',
  typed: typedAnswer,

  says: { required: 'required.text', invalid: 'invalid.text' },
  lines: answerLines,
  typedLines,
  attributes: { type: 'text' },
  longest: 2_000,

  sample: (_field, context) => sampleText(() => numbered(context.random, (_n, pick) => pick(names)), context),
};

/** A control for what is written on one line, in `text`'s own view. */
export function textLike(
  own: Pick<ControlKind, 'name' | 'reading' | 'attributes'> & Partial<ControlKind>,
): ControlKind {
  return { ...text, fits: isFreeText, isDefaultFor: () => false, ...own };
}

const moments: ReadonlySet<string | undefined> = new Set(['date', 'month', 'time']);

/** Whether a schema takes texts of no date, month or time. */
export function isFreeText(core: SchemaCore): boolean {
  return core.kind === 'string' && !moments.has(core.format);
}

/** Inputs that hold names, passwords or addresses: nothing corrects them. */
export const literal = { spellcheck: 'false', autocapitalize: 'none' };

/** A sample with a number of two digits in it. */
export function numbered<Made>(random: Random, make: (n: number, pick: Random['pick']) => Made): Made {
  return make(random.whole(10, 99), random.pick.bind(random));
}
