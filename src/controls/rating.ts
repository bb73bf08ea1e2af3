import { z } from 'zod';
import type { Field, Option } from '../definition/field.ts';
import { formatNumber } from '../language/formats.ts';
import { words } from '../options.ts';
import type { ControlKind } from './control.ts';
import { answerLines, type PageLanguage } from './display.ts';
import { typedNumber } from './integer.ts';
import { radios } from './radios.ts';

/** What a rating is out of where its author does not say. */
export const usualMost = 5;

/** How good something is, from 1 to the most: radio buttons in a row, with words at both ends. */
export const rating: ControlKind = {
  ...radios,
  name: 'rating',
  view: 'rating',
  options: {
    most: z
      .int('must be a whole number')
      .min(2, 'must be 2 or more')
      .max(10, 'must be 10 or less')
      .optional(),
    low: words.optional(),
    high: words.optional(),
    stars: z.boolean('must be true or false').optional(),
  },
  fits: (core) => core.kind === 'number' && core.isWhole,
  isDefaultFor: () => false,
  faults: () => [],

  reading: 'number',
  readingOptions: () => ({ decimals: 0 }),
  typed: typedNumber,

  choices: ({ meta }, { language }) => gradesOf(meta, language),
  lines: (answer, field, page) =>
    typeof answer === 'number' ? [outOf(answer, field, page)] : answerLines(answer, field, page),
  own: ({ meta: { low, high, stars } }) => ({ low, high, stars: stars === true }),
  sample: ({ meta: { most = usualMost } }, { random }) => random.whole(1, most),
};

/** Each grade; the first and the last one with what they stand for. */
function gradesOf({ most = usualMost, low, high }: Field['meta'], tag: string): readonly Option[] {
  return Array.from({ length: most }, (_, index): Option => {
    const grade = index + 1;
    const means = grade === 1 ? low : grade === most ? high : undefined;
    const number = formatNumber(grade, tag);
    return { value: String(grade), label: means === undefined ? number : `${number} – ${means}` };
  });
}

function outOf(
  grade: number,
  { meta: { most = usualMost } }: Pick<Field, 'meta'>,
  page: PageLanguage,
): string {
  const shown = (number: number) => formatNumber(number, page.language);
  return page.say('rating.of', { n: shown(grade), most: shown(most) });
}
