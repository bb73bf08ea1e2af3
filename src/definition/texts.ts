import type { Field, Option } from './field.ts';
import type { Completion, Exit, Group, Step } from './model.ts';

/** Where a text stands: the option that it was written as, and the field whose it is. */
export interface TextPlace {
  readonly property: string;
  readonly field?: string | undefined;
  /** Whether it is a longer text, which is read as Markdown. */
  readonly isLong?: boolean;
}

/** Puts another text in the place of one; the same where there is none. */
export type EachText = (text: string, at: TextPlace) => string;

/** A page with each of its texts that may name answers given through `each`; the same page where none changes. */
export function pageWithTexts<Page extends Step | Exit | Group>(page: Page, each: EachText): Page {
  const text = (property: string) => (given: string) => each(given, { property });
  const own = {
    title: each(page.title, { property: 'title' }),
    intro: listWith(page.intro, (given) => each(given, { property: 'intro', isLong: true })),
    ...(page.kind === 'step'
      ? {
          fields: listWith(page.fields, (field) => fieldWithTexts(field, each)),
          external:
            page.external?.action === undefined
              ? page.external
              : recordWith(page.external, { action: text('action')(page.external.action) }),
        }
      : {}),
    ...(page.kind === 'group' ? { add: page.add === undefined ? undefined : text('add')(page.add) } : {}),
  };
  return recordWith<Step | Exit | Group>(page, own) as Page;
}

/** What is said at the end, given through `each`. */
export function completionWithTexts(completion: Completion, each: EachText): Completion {
  const long = (property: string) => (given: string) => each(given, { property, isLong: true });
  return recordWith(completion, {
    action: each(completion.action, { property: 'action' }),
    confirmation: each(completion.confirmation, { property: 'confirmation' }),
    next: listWith(completion.next, long('next')),
    declaration: listWith(completion.declaration, long('declaration')),
  });
}

function fieldWithTexts(field: Field, each: EachText): Field {
  const { meta, options, longLabel } = field;
  const text =
    (property: string, isLong = false) =>
    (given: string) =>
      each(given, { property, field: field.name, isLong });
  const maybe = (property: 'name' | 'suffix') => {
    const given = meta[property];
    return given === undefined ? {} : { [property]: text(property)(given) };
  };
  return recordWith(field, {
    meta: recordWith(meta, {
      label: text('label')(meta.label),
      ...(meta.hint === undefined ? {} : { hint: text('hint', true)(meta.hint) }),
      ...maybe('name'),
      ...maybe('suffix'),
      ...(meta.messages === undefined ? {} : { messages: messagesWith(meta.messages, text('messages')) }),
    }),
    ...(longLabel === undefined ? {} : { longLabel: text('label', true)(longLabel) }),
    // What the host loads, and what items are called, is data, and no text of the definition.
    options:
      meta.source === undefined && meta.from === undefined
        ? listWith(options, (option) => optionWith(option, text('options'), text('options', true)))
        : options,
  });
}

function messagesWith(
  messages: NonNullable<Field['meta']['messages']>,
  each: (text: string) => string,
): NonNullable<Field['meta']['messages']> {
  const entries = Object.entries(messages).map(([name, text]) => [name, each(text)] as const);
  return recordWith(messages, Object.fromEntries(entries));
}

function optionWith(
  option: Option,
  each: (text: string) => string,
  eachLong: (text: string) => string,
): Option {
  return recordWith(option, {
    label: each(option.label),
    ...(option.hint === undefined ? {} : { hint: eachLong(option.hint) }),
  });
}

function listWith<Item>(list: readonly Item[], each: (item: Item) => Item): readonly Item[] {
  const made = list.map(each);
  return made.some((item, index) => item !== list[index]) ? made : list;
}

function recordWith<Whole extends object>(whole: Whole, parts: Partial<Whole>): Whole {
  const isChanged = Object.entries(parts).some(([name, part]) => part !== whole[name as keyof Whole]);
  return isChanged ? { ...whole, ...parts } : whole;
}
