import { z } from 'zod';
import type { Field } from '../../definition/field.ts';
import type { Group } from '../../definition/model.ts';
import type { GroupPlace, ItemAt } from '../../definition/place.ts';
import { introspect } from '../../definition/schema/introspect.ts';
import { itemProgress } from '../../flow/items.ts';
import { wordIssue, type WordedIssue } from '../../form/issue.ts';
import { paragraphsOf } from '../../language/language.ts';
import type { Say } from '../../language/language.ts';
import { finish, type PageOf, type Showing, type ViewOf } from './common-view.ts';
import { fieldView } from './field-view.ts';
import { stampFields } from './form-view.ts';
import { itemName, namesAround, pageLanguageOf } from './item-name.ts';
import { helpView, proseOf, proseWith } from './prose.ts';
import { hiddenNames } from './urls.ts';
import type { FieldView, ItemView } from './view-parts.ts';
import type { ItemsView } from './view.ts';
import { backLink, progressOf, stepListOf } from './way-view.ts';

/** The list of a group's items: what there is, and whether there is one more. */
export function itemsView(page: PageOf<'items'>, showing: Showing): ItemsView {
  const { place, walk, stamp } = page;
  const { step } = place;
  const { say, language } = showing;
  const items = walk.items[place.key] ?? [];
  const issues = page.issues.map((issue) => wordIssue(issue, { fields: [] }, language));
  const question = items.length < step.max ? questionView(place, { items, issues }, showing) : undefined;
  const progress = progressOf(page, say);
  const around = namesAround(place, walk, pageLanguageOf(showing));
  return finish(page, showing, {
    heading: step.title,
    eyebrow: [progress?.text, place.heading, ...around].filter((line) => line !== undefined),
    around,
    progress,
    helpers: page.helpers ?? {},
    help: helpView(step.help, showing),
    ...proseWith(proseOf(step.intro, showing), [
      countText(items.length, say),
      ...(question === undefined ? paragraphsOf(say('items.full')) : []),
    ]),
    issues: issues.map(({ field, message: text }) =>
      field === '' || question === undefined ? { text } : { text, href: `#${question.id}` },
    ),
    list: items.map((item) => itemView({ group: place, item }, page, showing)),
    removed: removedView(page, showing),
    form: {
      action: actionOf(page, showing),
      hidden: stampFields(stamp),
      fields: question === undefined ? [] : [question],
      button: say('continue'),
    },
    back: backLink(page, showing),
    stepList: stepListOf(page, place, showing),
  });
}

/** Where a list is sent: what was taken out just now is offered still when the list is shown again. */
export function actionOf(
  { definition, place, removed, stamp: { onward } }: PageOf<'items' | 'rows'>,
  { urls }: Showing,
): string {
  return removed === undefined
    ? urls.step(definition.id, place.key)
    : urls.removed(definition.id, place.key, { item: removed.item, onward });
}

/** Asks before an item is taken out. */
export function removeItemView(page: PageOf<'remove-item'>, showing: Showing): ViewOf<PageOf<'remove-item'>> {
  const { definition, place, item, walk, stamp } = page;
  const { say, urls } = showing;
  const name = itemName({ group: place, item }, walk, pageLanguageOf(showing));
  const list = stamp.onward === 'check' ? urls.change : urls.step;
  return finish(page, showing, {
    heading: say('remove-item.heading', { item: name }),
    eyebrow: [place.step.title],
    paragraphs: paragraphsOf(say('remove-item.text', { item: name })),
    form: {
      action: urls.step(definition.id, place.key),
      hidden: [...stampFields(stamp), { name: hiddenNames.remove, value: item }],
      fields: [],
      button: say('remove-item.button'),
    },
    links: [{ href: list(definition.id, place.key), text: say('remove-item.cancel'), button: 'quiet' }],
  });
}

function itemView(at: ItemAt, { definition, walk, stamp }: PageOf<'items'>, showing: Showing): ItemView {
  const { say, urls } = showing;
  const { onward } = stamp;
  const { isComplete, page } = itemProgress(walk, at);
  const open = onward === 'check' ? urls.change : urls.step;
  return {
    name: itemName(at, walk, pageLanguageOf(showing)),
    isComplete,
    stateText: isComplete ? undefined : say('items.incomplete'),
    change: {
      href: open(definition.id, page?.key ?? at.group.key),
      text: say(isComplete ? 'items.change' : 'items.continue'),
    },
    remove: {
      href: urls.remove(definition.id, at.group.key, { item: at.item, onward }),
      text: say('items.remove'),
    },
  };
}

function removedView(
  { definition, place, removed, stamp }: PageOf<'items'>,
  showing: Showing,
): ItemsView['removed'] {
  if (removed === undefined) return undefined;
  const { say, urls } = showing;
  const name = itemName({ group: place, item: removed.item }, removed.walk, pageLanguageOf(showing));
  return {
    text: say('items.removed', { item: name }),
    form: {
      action: urls.step(definition.id, place.key),
      hidden: [...stampFields(stamp), { name: hiddenNames.restore, value: removed.item }],
      fields: [],
      button: say('items.restore'),
      isQuiet: true,
    },
  };
}

function countText(count: number, say: Say): string {
  if (count === 0) return say('items.none');
  return count === 1 ? say('items.one') : say('items.several', { n: count });
}

/** The question whether there is one more: a field of the framework's own, shown by the same view as any other. */
function questionView(
  place: GroupPlace,
  { items, issues }: { readonly items: readonly string[]; readonly issues: readonly WordedIssue[] },
  { say, language }: Showing,
): FieldView | undefined {
  const { step } = place;
  const label = items.length === 0 ? say('items.first') : (step.add ?? say('items.more'));
  const field = questionField(step, label);
  const asked = {
    ...place,
    kind: 'step',
    step: { ...step, kind: 'step', fields: [field], check: undefined },
  } as const;
  return fieldView(
    field,
    { raw: undefined, issue: issues.find((issue) => issue.field === field.name) },
    { place: asked, say, language: language.tag, earlier: { live: {} } },
  );
}

// One for each list: its words are mostly those of the last visitor.
const questions = new WeakMap<Group, Field>();

function questionField(group: Group, label: string): Field {
  const known = questions.get(group);
  if (known?.meta.label === label) return known;
  const field = introspect(hiddenNames.more, z.boolean().meta({ label })).field;
  questions.set(group, field);
  return field;
}
