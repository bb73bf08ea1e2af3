import {
  itemScope,
  itemsAround,
  type GroupPlace,
  type ItemAt,
  type Place,
  type StepPlace,
} from '../../definition/place.ts';
import { fill } from '../../language/fault.ts';
import type { Language } from '../../language/language.ts';
import { withOptionsHere } from '../../flow/options-here.ts';
import { liveOf, type Walk } from '../../flow/walk.ts';
import type { PageLanguage } from '../../controls/display.ts';
import { textWithAllAnswers, type Telling } from './words-with-answers.ts';

/**
 * What an item is called: by its own answers, as its author says; by its number while they are not given.
 *
 * @param called how its author says it; as its group does by default
 */
export function itemName(
  { group, item }: ItemAt,
  walk: Walk,
  { say, language }: PageLanguage,
  called: string | undefined = group.step.item,
): string {
  const named =
    called === undefined
      ? undefined
      : textWithAllAnswers(called, itemScope(group, item), tellingOf(walk, { say, language }));
  const items = walk.items[group.key] ?? [];
  // An item that is not there yet, for which there is room no more, would be the next one.
  const n = items.includes(item) ? items.indexOf(item) + 1 : items.length + 1;
  if (named !== undefined && named !== '') return named;
  // The list's own words hold on the pages of its items and on the check page too.
  const own = group.step.words['items.item'];
  return own === undefined ? say('items.item', { n }) : fill(own, { n });
}

/** What the texts of a page are told with: items are called by their names in them, too. */
export function tellingOf(walk: Walk | undefined, { say, language }: PageLanguage): Telling {
  if (walk === undefined) return { say, language, known: { live: {} }, nameOfItem: ({ item }) => item };
  return {
    say,
    language,
    known: liveOf(walk),
    nameOfItem: ({ group: key, item, called }) => {
      const group = groupOn(walk, key);
      return group === undefined ? item : itemName({ group, item }, walk, { say, language }, called);
    },
  };
}

function groupOn(walk: Walk, key: string): GroupPlace | undefined {
  return walk.path.find((each): each is GroupPlace => each.kind === 'group' && each.key === key);
}

/** A page whose choices among items have those that there are as options, each called as its author says. */
export function withNamedItems(place: StepPlace, walk: Walk, language: PageLanguage): StepPlace {
  return withOptionsHere(place, liveOf(walk), ({ field, group: key, item }) => {
    const group = groupOn(walk, key);
    return group === undefined ? item : itemName({ group, item }, walk, language, field.meta.from?.item);
  });
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
