import type { Field, FieldGroup, FieldMeta, Help, Option } from './field.ts';
import type { Calendar, Completion, Exit, Group, HandingOver, Step } from './model.ts';

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
    help: helpWith(page.help, (text, isLong) => each(text, { property: 'help', isLong })),
    ...(page.kind === 'step' ? stepTexts(page, each) : {}),
    ...(page.kind === 'exit' ? { handOvers: handOversWith(page.handOvers, each) } : {}),
    ...(page.kind === 'group' ? { add: page.add === undefined ? undefined : text('add')(page.add) } : {}),
  };
  return recordWith<Step | Exit | Group>(page, own) as Page;
}

function stepTexts(
  { fields, contents, external }: Step,
  each: EachText,
): Pick<Step, 'fields' | 'contents' | 'external'> {
  return {
    external:
      external?.action === undefined
        ? external
        : recordWith(external, { action: each(external.action, { property: 'action' }) }),
    fields: listWith(fields, (field) => fieldWithTexts(field, each)),
    contents:
      contents &&
      listWith(contents, (content) =>
        recordWith(content, {
          text: each(content.text, { property: 'content', field: content.name, isLong: true }),
          group: groupWith(content.group, each, content.name),
        }),
      ),
  };
}

function helpWith(help: Help | undefined, each: (text: string, isLong: boolean) => string): Help | undefined {
  return help && recordWith(help, { summary: each(help.summary, false), text: each(help.text, true) });
}

function groupWith(group: FieldGroup | undefined, each: EachText, field: string): FieldGroup | undefined {
  if (group === undefined) return undefined;
  const { heading, hint } = group;
  return recordWith(group, {
    heading: each(heading, { property: 'group', field }),
    ...(hint === undefined ? {} : { hint: each(hint, { property: 'group', field, isLong: true }) }),
  });
}

/** What is said at the end, given through `each`. */
export function completionWithTexts(completion: Completion, each: EachText): Completion {
  const long = (property: string) => (given: string) => each(given, { property, isLong: true });
  return recordWith(completion, {
    action: each(completion.action, { property: 'action' }),
    confirmation: each(completion.confirmation, { property: 'confirmation' }),
    next: listWith(completion.next, long('next')),
    declaration: listWith(completion.declaration, long('declaration')),
    receipt: recordWith(completion.receipt, {
      handOvers: handOversWith(completion.receipt.handOvers, each),
      calendar: calendarWith(completion.receipt.calendar, each),
    }),
  });
}

function calendarWith(calendar: Calendar | undefined, each: EachText): Calendar | undefined {
  if (calendar === undefined) return undefined;
  const { title, place, text } = calendar;
  const at = { property: 'receipt' };
  return recordWith(calendar, {
    title: each(title, at),
    place: place && each(place, at),
    text: text && each(text, at),
  });
}

function handOversWith(handOvers: readonly HandingOver[], each: EachText): readonly HandingOver[] {
  return listWith(handOvers, (handOver) =>
    recordWith(handOver, {
      title: each(handOver.title, { property: 'handOver' }),
      text: handOver.text && each(handOver.text, { property: 'handOver', isLong: true }),
    }),
  );
}

/** What of a field's meta is a few words, but for its label. */
const shortTexts = ['name', 'suffix', 'first', 'last', 'low', 'high'] as const;

function fieldWithTexts(field: Field, each: EachText): Field {
  const { meta, options, longLabel } = field;
  const text =
    (property: string, isLong = false) =>
    (given: string) =>
      each(given, { property, field: field.name, isLong });
  const given = shortTexts.flatMap((property) => {
    const words = meta[property];
    return words === undefined ? [] : [[property, text(property)(words)] as const];
  });
  const label = text('label')(meta.label);
  return recordWith(field, {
    meta: recordWith(meta, {
      label,
      ...nameFrom(meta, label),
      ...(meta.hint === undefined ? {} : { hint: text('hint', true)(meta.hint) }),
      ...Object.fromEntries(given),
      ...(meta.questions === undefined
        ? {}
        : {
            questions: listWith(meta.questions, (row) =>
              recordWith(row, { label: text('questions')(row.label) }),
            ),
          }),
      ...(meta.help === undefined
        ? {}
        : { help: helpWith(meta.help, (given, isLong) => text('help', isLong)(given))! }),
      ...(meta.group === undefined ? {} : { group: groupWith(meta.group, each, field.name)! }),
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

/**
 * A label that begins with an answer is what messages call the field, as it is: "Enter Ana’s date of birth", where English
 * would say "your ana’s".
 */
function nameFrom(meta: FieldMeta, label: string): Pick<FieldMeta, 'name'> {
  const isCalled = meta.name !== undefined || label === meta.label || !meta.label.startsWith('{');
  return isCalled || /[?？؟]$/.test(label) ? {} : { name: label };
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
