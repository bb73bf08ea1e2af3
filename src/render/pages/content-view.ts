import type { Content } from '../../definition/field.ts';
import { attributesHtml } from './attributes-html.ts';
import { viewsOfField, type FieldContext } from './field-view.ts';
import { optionOf, pageCondition } from './page-condition.ts';
import { groupView, proseOf } from './prose.ts';
import type { FieldGroupView, FieldView } from './view-parts.ts';

// Read once: one that names answers comes as another content, which is forgotten with its page.
const texts = new WeakMap<Content, readonly string[]>();

/**
 * A text between fields, laid out as one of them.
 *
 * @returns undefined for a text that the earlier answers hide
 */
export function contentView(content: Content, { place, say, earlier }: FieldContext): FieldView | undefined {
  const { name, text } = content;
  const show = content.show === undefined ? true : pageCondition(content.show, place, earlier);
  if (show === false) return undefined;
  const read = texts.get(content) ?? [text];
  texts.set(content, read);
  return {
    ...unasked,
    partial: 'content',
    views: viewsOfField(place, name, 'content'),
    name,
    introHtml: proseOf(read, { say }).prose,
    group: groupView(content.group, { say }),
    under: optionOf(show),
    wrapperAttributes: attributesHtml({
      'data-field': name,
      'data-show': show === true ? undefined : JSON.stringify(show),
    }),
  };
}

/** Puts fields that stand beside each other under one heading into one, which has them as its fields. */
export function inGroups(views: readonly FieldView[]): readonly FieldView[] {
  const laid: FieldView[] = [];
  for (const view of views) {
    const { group } = view;
    const last = laid.at(-1);
    if (group === undefined) laid.push(view);
    else if (last?.partial === 'group' && last.label === group.heading)
      laid[laid.length - 1] = { ...last, fields: [...(last.fields ?? []), view] };
    else laid.push(groupOf(group, view));
  }
  return laid;
}

function groupOf(group: FieldGroupView, first: FieldView): FieldView {
  return {
    ...unasked,
    partial: 'group',
    views: ['fields/group'],
    id: `${first.id}--group`,
    label: group.heading,
    hintHtml: group.hintHtml,
    hintId: group.hintHtml === undefined ? undefined : `${first.id}--group-hint`,
    fields: [first],
  };
}

/** What is laid out among the fields of a page and asks for nothing. */
const unasked: FieldView = Object.freeze({
  control: 'content',
  partial: 'content',
  views: Object.freeze(['fields/content']),
  id: '',
  name: '',
  label: '',
  intro: [],
  introHtml: '',
  value: '',
  options: [],
  parts: [],
  attributes: '',
  rows: 0,
  own: Object.freeze({}),
  wrapperAttributes: '',
});
