import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import { longestQuery } from '../definition/choice-source.ts';
import type { Say } from '../language/language.ts';
import type { ControlKind } from './control.ts';
import { answerLines, linesOf } from './display.ts';
import type { RawParts, RawValue } from './raw.ts';
import { readings } from './reading/readings.js';
import { sampleOption } from './sample.ts';
import { searchTexts } from './select.ts';

/**
 * One of more options than a page can hold: found on the server by what is typed. `value` is what is chosen, `query` what
 * is typed, `found` the text whose options the page shows.
 */
export const lookup: ControlKind = {
  name: 'lookup',
  view: 'lookup',
  options: {},
  // A schema alone does not say where its options are searched: see `choiceFrom`.
  fits: () => false,

  inputs: ['query', 'value', 'found'],
  reading: 'lookup',
  readJson: (given) => (typeof given === 'string' ? readings.literal(given, {}) : {}),
  typed: (answer) => (typeof answer === 'string' ? { value: answer, query: '', found: '' } : undefined),

  says: { required: 'required.choice', invalid: 'invalid.choice' },
  lines: answerLines,
  typedLines(raw, field, { say }) {
    const { value, query } = partsOf(raw);
    return value === '' ? linesOf(query) : answerLines(value, field, { say, language: '' });
  },
  attributes: {},
  own: (field, raw, { say }) => ({ ...shownIn(field, raw), longest: longestQuery, texts: lookupTexts(say) }),

  sample: (field, context): Json => sampleOption(field, context),
};

/** What stands in the control: what an answer was typed as before its options were searched is its value. */
export function partsOf(raw: RawValue | undefined): { readonly value: string; readonly query: string } {
  if (typeof raw === 'string') return { value: raw, query: '' };
  const { value = '', query = '' } = raw === undefined || Array.isArray(raw) ? {} : (raw as RawParts);
  return { value, query };
}

/** What its view shows: what is chosen, and what the search for the typed text gave. */
function shownIn({ options, found }: Field, raw: RawValue | undefined) {
  const { value, query } = partsOf(raw);
  const chosen = options.find((option) => option.value === value);
  return { value: chosen?.value ?? '', chosen: chosen?.label ?? '', query, found };
}

/** What the page's script says: see views/assets/script/on-demand/search.js. */
function lookupTexts(say: Say): { readonly [name: string]: string } {
  return {
    ...searchTexts(say),
    more: say('search.more'),
    searching: say('search.searching'),
    failed: say('search.failed'),
  };
}
