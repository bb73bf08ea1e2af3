import type { Field, Option } from '../definition/field.ts';
import { formatTag, once } from '../language/formats.ts';
import type { ControlKind } from './control.ts';
import { answerLines, typedAnswer } from './display.ts';
import { select } from './select.ts';

/** A country, from a list that opens: kept by its code, called as the page's language calls it. */
export const country: ControlKind = {
  ...select,
  name: 'country',
  isDefaultFor: () => false,
  typed: typedAnswer,

  choices: (field, { language }) => inOrder(field, language),
  lines: (answer, field, page) =>
    typeof answer === 'string' && field.options.some(({ value }) => value === answer)
      ? [countryName(answer, page.language)]
      : answerLines(answer, field, page),
};

/** The countries of a field in the alphabetical order of a language. */
function inOrder({ options }: Pick<Field, 'options'>, tag: string): readonly Option[] {
  return options
    .map(({ value }) => ({ value, label: countryName(value, tag) }))
    .toSorted((one, other) => collator(tag).compare(one.label, other.label));
}

/** What a language calls a country. */
export function countryName(code: string, tag: string): string {
  return names(tag).of(code) ?? code;
}

const names = once((tag) => new Intl.DisplayNames(formatTag(tag), { type: 'region' }));
const collator = once((tag) => new Intl.Collator(formatTag(tag)));
