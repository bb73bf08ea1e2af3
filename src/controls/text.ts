import { wholeAbove0 } from '../options.ts';
import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import type { ControlKind, FoundFault, SchemaCore } from './control.ts';
import { wordsIn } from './reading/text.js';
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

/** Of controls that take words: how many at most. */
export const maxWords = { maxWords: wholeAbove0.optional() };

/** One line of text. */
export const text: ControlKind = {
  name: 'text',
  view: 'text',
  options: { ...width, ...maxWords },
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
  limitFault: wordsFault,

  sample: (field, context) =>
    withinWords(
      field,
      sampleText(() => numbered(context.random, (_n, pick) => pick(names)), context),
    ),
};

/** A text of more words than its field takes. */
function wordsFault(answer: Json, { meta: { maxWords: most } }: Pick<Field, 'meta'>): FoundFault | undefined {
  if (most === undefined || typeof answer !== 'string' || wordsIn(answer) <= most) return undefined;
  return { code: 'tooLong', fault: { key: 'tooLong.words', values: { count: most } } };
}

/** A sample of words without those that are too many. */
export function withinWords({ meta: { maxWords: most } }: Pick<Field, 'meta'>, sample: string): string {
  return most === undefined || wordsIn(sample) <= most
    ? sample
    : sample.split(/\s+/).slice(0, most).join(' ');
}

/** A control for what is written on one line, in `text`'s own view. */
export function textLike(
  own: Pick<ControlKind, 'name' | 'reading' | 'attributes'> & Partial<ControlKind>,
): ControlKind {
  return { ...text, options: width, fits: isFreeText, isDefaultFor: () => false, ...own };
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
