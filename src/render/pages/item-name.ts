import { answerTo } from '../../definition/condition/evaluate.ts';
import type { AnswerPath } from '../../definition/answers.ts';
import type { ItemName } from '../../definition/item-name.ts';
import { fieldOf } from '../../definition/path.ts';
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
import { withItemOptions } from '../../flow/item-options.ts';
import { liveOf, type Walk } from '../../flow/walk.ts';
import type { PageLanguage } from '../../controls/display.ts';
import { answerLines } from './answer-lines.ts';

/**
 * What an item is called: by its own answers, as its author says; by its number while they are not given.
 *
 * @param called how its author says it; as its group does by default
 */
export function itemName(
  { group, item }: ItemAt,
  walk: Walk,
  { say, language }: PageLanguage,
  called: ItemName | undefined = group.step.item,
): string {
  const words = (called ?? []).map((part) =>
    typeof part === 'string' ? part : answerWords(part, { group, item }, walk, { say, language }),
  );
  const isNamed = words.length > 0 && words.every((word) => word !== undefined);
  const items = walk.items[group.key] ?? [];
  // An item that is not there yet, for which there is room no more, would be the next one.
  const n = items.includes(item) ? items.indexOf(item) + 1 : items.length + 1;
  if (isNamed) return words.join('');
  // The list's own words hold on the pages of its items and on the check page too.
  const own = group.step.words['items.item'];
  return own === undefined ? say('items.item', { n }) : fill(own, { n });
}

/** A page whose choices among items have those that there are as options, each called as its author says. */
export function withNamedItems(place: StepPlace, walk: Walk, language: PageLanguage): StepPlace {
  return withItemOptions(place, liveOf(walk), ({ field, group: key, item }) => {
    const group = walk.path.find((each): each is GroupPlace => each.kind === 'group' && each.key === key);
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

/** An answer of an item as it reads in a summary, on one line; undefined while there is none. */
function answerWords(
  ref: AnswerPath,
  { group, item }: ItemAt,
  walk: Walk,
  language: PageLanguage,
): string | undefined {
  const scope = itemScope(group, item);
  const target = scope.find(ref);
  if (target.kind !== 'field') return undefined;
  const place = walk.path.find((each): each is StepPlace => each.kind === 'step' && each.key === target.key);
  const field =
    place && withNamedItems(place, walk, language).step.fields.find(({ name }) => name === fieldOf(ref));
  const answer = answerTo(ref, scope, liveOf(walk));
  if (field === undefined || answer === undefined) return undefined;
  const lines = answerLines(field, answer, { key: target.key, ...language });
  return lines.length === 0 ? undefined : lines.join(', ');
}
