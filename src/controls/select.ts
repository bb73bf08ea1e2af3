import { z } from 'zod';
import type { Say } from '../language/language.ts';
import type { ControlKind } from './control.ts';
import { mostRadios, radios } from './radios.ts';

/** One of many options, from a list that opens; with `search`, found by what is typed. */
export const select: ControlKind = {
  ...radios,
  name: 'select',
  view: 'select',
  options: { search: z.boolean('must be true or false').optional() },
  isDefaultFor: (core, optionCount) => radios.fits(core) && optionCount > mostRadios,
  own: ({ meta }, _raw, { say }) => (meta.search === true ? { search: searchTexts(say) } : {}),
};

/** What the page's script says where a list is searched: see views/assets/script/on-demand/search.js. */
export function searchTexts(say: Say): { readonly [name: string]: string } {
  return {
    none: say('search.none'),
    results: say('search.results'),
    resultsOne: say('search.results-one'),
    selected: say('search.selected'),
    help: say('search.help'),
  };
}
