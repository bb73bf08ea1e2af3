import type { Field, FieldGroup, FieldMeta, Help } from './field.ts';
import type { Calendar, Completion, Exit, Group, HandingOver, Step } from './model.ts';

/** Where a text stands: the option that it was written as, and the field whose it is. */
export interface TextPlace {
  readonly property: string;
  /** Which text it is, of the page or whatever it stands on: `fields.kind.options.car.label`. */
  readonly key: string;
  readonly field?: string | undefined;
  /** Whether it is a longer text, which is read as Markdown. */
  readonly isLong?: boolean | undefined;
}

/** Puts another text in the place of one; the same where there is none. */
export type EachText = (text: string, at: TextPlace) => string;

/** A page with each of its texts that may name answers given through `each`; the same page where none changes. */
export function pageWithTexts<Page extends Step | Exit | Group>(page: Page, each: EachText): Page {
  const text = (property: string) => (given: string) => each(given, { property, key: property });
  const own = {
    title: text('title')(page.title),
    intro: longList('intro', page.intro, each),
    help: helpWith(page.help, (given, part) => each(given, { property: 'help', ...part })),
    ...(page.kind === 'step' ? stepTexts(page, each) : {}),
    ...(page.kind === 'exit' ? { handOvers: handOversWith(page.handOvers, each) } : {}),
    ...(page.kind === 'group' ? { add: page.add === undefined ? undefined : text('add')(page.add) } : {}),
  };
  return recordWith<Step | Exit | Group>(page, own) as Page;
}

function stepTexts(step: Step, each: EachText): Pick<Step, 'fields' | 'contents' | 'external'> {
  const { fields, contents, external } = step;
  const groupIn = (group: FieldGroup | undefined, field: string) => groupWith(group, { step, field, each });
  return {
    external:
      external?.action === undefined
        ? external
        : recordWith(external, { action: each(external.action, { property: 'action', key: 'action' }) }),
    fields: listWith(fields, (field) => fieldWithTexts(field, each, groupIn)),
    contents:
      contents &&
      listWith(contents, (content) => {
        const { name, text, group } = content;
        const at = { property: 'content', key: `contents.${name}`, field: name, isLong: true };
        return recordWith(content, { text: each(text, at), group: groupIn(group, name) });
      }),
  };
}

/** A part of a help text: its key below the help's own place. */
type HelpPart = Pick<TextPlace, 'key' | 'isLong'>;

function helpWith(help: Help | undefined, each: (text: string, part: HelpPart) => string): Help | undefined {
  return (
    help &&
    recordWith(help, {
      summary: each(help.summary, { key: 'help.summary' }),
      text: each(help.text, { key: 'help.text', isLong: true }),
    })
  );
}

function groupWith(
  group: FieldGroup | undefined,
  around: { readonly step: Step; readonly field: string; readonly each: EachText },
): FieldGroup | undefined {
  if (group === undefined) return undefined;
  const { each, field, step } = around;
  const { heading, hint } = group;
  // Fields stand together by their heading: each group of a page has one place, whichever of its fields is looked at.
  const groups = [
    ...step.fields.map(({ meta }) => meta.group),
    ...(step.contents ?? []).map((at) => at.group),
  ];
  const headings = [...new Set(groups.flatMap((each) => each?.heading ?? []))];
  const at = { property: 'group', field };
  const key = `groups.${headings.indexOf(heading) + 1}`;
  return recordWith(group, {
    heading: each(heading, { ...at, key: `${key}.heading` }),
    ...(hint === undefined ? {} : { hint: each(hint, { ...at, key: `${key}.hint`, isLong: true }) }),
  });
}

/** Longer texts in order, each by its number. */
function longList(property: string, texts: readonly string[], each: EachText): readonly string[] {
  return listWith(texts, (text, index) =>
    each(text, { property, key: `${property}.${index + 1}`, isLong: true }),
  );
}

/** What is said at the end, given through `each`. */
export function completionWithTexts(completion: Completion, each: EachText): Completion {
  return recordWith(completion, {
    action: each(completion.action, { property: 'action', key: 'action' }),
    confirmation: each(completion.confirmation, { property: 'confirmation', key: 'confirmation' }),
    next: longList('next', completion.next, each),
    declaration: longList('declaration', completion.declaration, each),
    receipt: recordWith(completion.receipt, {
      handOvers: handOversWith(completion.receipt.handOvers, each),
      calendar: calendarWith(completion.receipt.calendar, each),
    }),
  });
}

function calendarWith(calendar: Calendar | undefined, each: EachText): Calendar | undefined {
  if (calendar === undefined) return undefined;
  const { title, place, text } = calendar;
  const at = (name: string) => ({ property: 'receipt', key: `calendar.${name}` });
  return recordWith(calendar, {
    title: each(title, at('title')),
    place: place && each(place, at('place')),
    text: text && each(text, at('text')),
  });
}

function handOversWith(handOvers: readonly HandingOver[], each: EachText): readonly HandingOver[] {
  return listWith(handOvers, (handOver) => {
    const at = (name: string) => ({ property: 'handOver', key: `handOvers.${handOver.to.id}.${name}` });
    return recordWith(handOver, {
      title: each(handOver.title, at('title')),
      text: handOver.text && each(handOver.text, { ...at('text'), isLong: true }),
    });
  });
}

/** What of a field's meta is a few words, but for its label. */
const shortTexts = ['name', 'suffix', 'first', 'last', 'low', 'high'] as const;

/** A field with each of its texts given through `each`; its heading, which stands on the page, through `groupIn`. */
export function fieldWithTexts(
  field: Field,
  each: EachText,
  groupIn: (group: FieldGroup | undefined, field: string) => FieldGroup | undefined = (group) => group,
): Field {
  const { meta, options, longLabel, name } = field;
  const { hint, questions, help, group, messages } = meta;
  const text = (
    property: string,
    more: { readonly part?: string; readonly isLong?: boolean | undefined } = {},
  ) => {
    const { part = property, isLong } = more;
    return (given: string) => each(given, { property, key: `fields.${name}.${part}`, field: name, isLong });
  };
  const few = shortTexts.flatMap((property) => {
    const words = meta[property];
    return words === undefined ? [] : [[property, text(property)(words)] as const];
  });
  const label = text('label')(meta.label);
  return recordWith(field, {
    meta: recordWith(meta, {
      label,
      ...nameFrom(meta, label),
      ...(hint === undefined ? {} : { hint: text('hint', { isLong: true })(hint) }),
      ...Object.fromEntries(few),
      ...(questions === undefined
        ? {}
        : {
            questions: listWith(questions, (row) =>
              recordWith(row, { label: text('questions', { part: `questions.${row.value}` })(row.label) }),
            ),
          }),
      ...(help === undefined
        ? {}
        : { help: helpWith(help, (given, { key, isLong }) => text('help', { part: key, isLong })(given))! }),
      ...(group === undefined ? {} : { group: groupIn(group, name)! }),
      ...(messages === undefined
        ? {}
        : {
            messages: recordOf(messages, (given, code) =>
              text('messages', { part: `messages.${code}` })(given),
            ),
          }),
    }),
    ...(longLabel === undefined ? {} : { longLabel: text('label', { isLong: true })(longLabel) }),
    // What the host loads, and what items are called, is data, and no text of the definition.
    options:
      meta.source === undefined && meta.from === undefined
        ? listWith(options, (option) => {
            const part = `options.${option.value}`;
            return recordWith(option, {
              label: text('options', { part: `${part}.label` })(option.label),
              ...(option.hint === undefined
                ? {}
                : { hint: text('options', { part: `${part}.hint`, isLong: true })(option.hint) }),
            });
          })
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

/** A record with each of its texts made anew; the same record where none changes. */
export function recordOf<Texts extends { readonly [name: string]: string }>(
  texts: Texts,
  each: (text: string, name: string) => string,
): Texts {
  const entries = Object.entries(texts).map(([name, text]) => [name, each(text, name)] as const);
  return recordWith(texts, Object.fromEntries(entries) as Partial<Texts>);
}

/** A list with each of its items made anew; the same list where none changes. */
export function listWith<Item>(
  list: readonly Item[],
  each: (item: Item, index: number) => Item,
): readonly Item[] {
  const made = list.map(each);
  return made.some((item, index) => item !== list[index]) ? made : list;
}

/** The whole with other parts; the same whole where none of them is another. */
export function recordWith<Whole extends object>(whole: Whole, parts: Partial<Whole>): Whole {
  const isChanged = Object.entries(parts).some(([name, part]) => part !== whole[name as keyof Whole]);
  return isChanged ? { ...whole, ...parts } : whole;
}
