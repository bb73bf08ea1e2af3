import { itemScope, itemsAround, type ItemAt, type Place } from '../../definition/place.ts';
import { fill } from '../../language/fault.ts';
import type { Language } from '../../language/language.ts';
import type { Walk } from '../../flow/walk.ts';
import type { PageLanguage } from '../../controls/display.ts';
import { tellingOf } from './told-places.ts';
import { textWithAllAnswers } from './words-with-answers.ts';

/** What an item is called: by its own answers, as its author says; by its number while they are not given. */
export function itemName({ group, item }: ItemAt, walk: Walk, { say, language }: PageLanguage): string {
  const scope = itemScope(group, item);
  const named =
    group.step.item === undefined
      ? undefined
      : textWithAllAnswers(group.step.item, scope, tellingOf(walk, { say, language }));
  const items = walk.items[group.key] ?? [];
  // An item that is not there yet, for which there is room no more, would be the next one.
  const n = items.includes(item) ? items.indexOf(item) + 1 : items.length + 1;
  if (named !== undefined && named !== '') return named;
  // The list's own words hold on the pages of its items and on the check page too.
  const own = group.step.words['items.item'];
  return own === undefined ? say('items.item', { n }) : fill(own, { n });
}

/** The words of a page, and the tag of its language. */
export function pageLanguageOf({
  language,
  say,
}: Pick<Language, 'say'> & { readonly language: Pick<Language, 'tag'> }): PageLanguage {
  return { say, language: language.tag };
}

/** The names of the items in which a page stands, the outermost first. */
export function namesAround(place: Place, walk: Walk, language: PageLanguage): readonly string[] {
  return itemsAround(place).map((item) => itemName(item, walk, language));
}
