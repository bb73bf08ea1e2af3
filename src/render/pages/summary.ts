import { core } from 'zod';
import { controlOf } from '../../controls/all.ts';
import { evaluate } from '../../definition/condition/evaluate.ts';
import type { Json, StepAnswers } from '../../definition/answers.ts';
import type { Field } from '../../definition/field.ts';
import {
  fieldsAt,
  itemsAround,
  type GroupPlace,
  type ItemAt,
  type NodeAt,
  type Place,
  type StepPlace,
} from '../../definition/place.ts';
import { liveOf, type Walk } from '../../flow/walk.ts';
import type { PageLanguage } from '../../controls/display.ts';
import type { RawValue, RawValues } from '../../controls/raw.ts';
import { readTyped } from '../../form/read.ts';
import type { Say } from '../../language/language.ts';
import { addressIn } from './address.ts';
import { answerLines, isLeftOut, typedLines, type Reading } from './answer-lines.ts';
import { itemName, tellingOf, withNamedItems } from './item-name.ts';
import { toldPlace } from './told-places.ts';
import { valuesShown, type ValueShown } from './values-shown.ts';

/** One question and its answer. */
export interface RowView {
  readonly label: string;
  /** The answer's lines; `Not provided` where there is none. */
  readonly lines: readonly string[];
  readonly isEmpty: boolean;
  /** The fields of the step that it shows: one, or those of an address; none for the items of a group. */
  readonly fields?: readonly string[] | undefined;
  /** The step that asked it, on check-your-answers, where the answers of one step stand together. */
  readonly step?: { readonly key: string; readonly title: string } | undefined;
  /** Where to change it; the link's text is `text`, its hidden text is the label. */
  readonly change?: { readonly href: string; readonly text: string } | undefined;
}

/** Rows under one heading; the heading is absent for steps without a section. */
export interface SectionView {
  readonly heading?: string | undefined;
  readonly rows: readonly RowView[];
  /** Takes the item out, when these are the answers of one; its hidden text is the heading. */
  readonly remove?: { readonly href: string; readonly text: string } | undefined;
}

/** What the summary of a walk is made with. */
export interface SummaryContext {
  readonly say: Say;
  readonly language: string;
  /** Where answers can be changed; absent where they are frozen, which also shows no sign of a secret. */
  readonly ways?: Ways | undefined;
}

interface Ways {
  readonly changeUrl: (place: Place) => string;
  readonly removeUrl: (item: ItemAt) => string;
}

/**
 * Check-your-answers: every answer on the path and none off it. The steps of a section stand together, where the first of
 * them comes up. A step without one stands in its place; after a section under its own title, so that it is not read as a
 * part of that. A group says which items it has, and each item has a section of its own behind that of the group. A value
 * that is shown stands in its place as a step does.
 *
 * @throws WizardError VIEW_FAILED when a field's own `summary` throws
 */
export function summaryOf(walk: Walk, context: SummaryContext): readonly SectionView[] {
  const sections: Section[] = [];
  const telling = tellingOf(walk, context);
  const told = { ...walk, path: walk.path.map((place) => toldPlace(place, telling)) };
  const around = { walk: told, context, values: valuesShown(walk, telling) };
  for (const node of inOrder(around)) {
    if (itemsAround(node.at).length > 0) continue;
    if (node.at.kind === 'group') putGroup(sections, node.at, around);
    else putRows(sections, node, rowsOf(node, around));
  }
  return sections.map(({ heading, rows, remove }) => ({ heading, rows, remove }));
}

interface Section extends SectionView {
  /** What the rows of later steps are told by, which belong here: the heading, or their own step. */
  readonly of: string | NodeAt | undefined;
  readonly rows: RowView[];
}

/** What a summary is made of. */
interface Around {
  /** Whose pages have the texts that this visitor reads. */
  readonly walk: Walk;
  readonly context: SummaryContext;
  readonly values: readonly ValueShown[];
}

/** What stands in a summary, and the title that it has where it stands by itself. */
type Shown = { readonly at: Place; readonly title: string } | ValueShown;

/** Pages and values as a visitor comes to them. */
function inOrder({ walk, values }: Around): readonly Shown[] {
  const pages = walk.path.map((at) => ({ at, title: at.step.title }));
  if (values.length === 0) return pages;
  const order = new Map(walk.verdicts.map(({ at }, index) => [at.key, index]));
  const numberOf = (at: NodeAt) => order.get(at.key) ?? 0;
  return [...pages, ...values].toSorted((one, other) => numberOf(one.at) - numberOf(other.at));
}

function rowsOf(node: Shown, { walk, context }: Around): readonly RowView[] {
  if ('lines' in node) return [row(node.title, node.lines, { say: context.say })];
  return node.at.kind === 'step' ? stepRows(node.at, walk, context) : [];
}

function putRows(sections: Section[], { at, title }: Shown, rows: readonly RowView[]): void {
  if (rows.length === 0) return;
  const isAfterSection = sections.some(({ heading }) => heading !== undefined);
  const of = at.heading ?? (isAfterSection ? at : undefined);
  const section = sections.find((each) => each.of === of);
  const heading = at.heading ?? (isAfterSection ? title : undefined);
  if (section === undefined) sections.push({ of, heading, rows: [...rows] });
  else section.rows.push(...rows);
}

/** Which items a group has, beside the other answers of its section or under its own title; then the answers of each. */
function putGroup(sections: Section[], group: GroupPlace, around: Around): void {
  const rows = [groupRow(group, around.walk, around.context)];
  const { title } = group.step;
  if (group.heading === undefined) sections.push({ of: group, heading: title, rows });
  else putRows(sections, { at: group, title }, rows);
  sections.push(...sectionsOfItems(group, around));
}

/** The answers of each item; the items of a group within an item come after it. */
function sectionsOfItems(group: GroupPlace, around: Around): readonly Section[] {
  const items = around.walk.items[group.key] ?? [];
  return items.flatMap((id) => itemSections({ group, item: id }, around));
}

function itemSections(item: ItemAt, around: Around): readonly Section[] {
  const { walk, context } = around;
  const rows: RowView[] = [];
  const inner: Section[] = [];
  for (const node of inOrder(around)) {
    const closest = itemsAround(node.at).at(-1);
    if (closest?.item !== item.item || closest.group.key !== item.group.key) continue;
    rows.push(...rowsOf(node, around));
    if (node.at.kind !== 'group') continue;
    rows.push(groupRow(node.at, walk, context));
    inner.push(...sectionsOfItems(node.at, around));
  }
  const names = [...itemsAround(item.group), item].map((each) => itemName(each, walk, context));
  const { say, ways } = context;
  const remove = ways === undefined ? undefined : { href: ways.removeUrl(item), text: say('items.remove') };
  return [{ of: item.group, heading: names.join(', '), rows, remove }, ...inner];
}

function groupRow(place: GroupPlace, walk: Walk, context: SummaryContext): RowView {
  const { say } = context;
  const items = walk.items[place.key] ?? [];
  const names = items.map((item) => itemName({ group: place, item }, walk, context));
  return {
    label: place.step.title,
    lines: names.length === 0 ? [say('items.none-added')] : names,
    isEmpty: names.length === 0,
    step: { key: place.key, title: place.step.title },
    change: changeOf(place, context),
  };
}

function changeOf(place: Place, { say, ways }: SummaryContext): RowView['change'] {
  // What was done at another site is done: it is changed by what it depends on.
  const isDone = place.kind === 'step' && place.step.external !== undefined;
  return ways === undefined || isDone ? undefined : { href: ways.changeUrl(place), text: say('change') };
}

/** What was typed here and what is stored of one step, both read in the same way; what differs comes first. */
export function conflictRows(
  place: StepPlace,
  { raw, stored }: { readonly raw: RawValues; readonly stored: StepAnswers | undefined },
  { say, language }: PageLanguage,
): { readonly typed: readonly RowView[]; readonly stored: readonly RowView[] } {
  const reading = { key: place.key, say, language };
  const pairs = readable(place)
    .map((field) => {
      const mine = row(field.meta.label, mineLines(field, valueIn(raw, field), reading), { say });
      const other = row(field.meta.label, answerLines(field, stored?.[field.name], reading), { say });
      return { mine, other, differs: mine.lines.join('\n') !== other.lines.join('\n') };
    })
    .filter(({ mine, other }) => !mine.isEmpty || !other.isEmpty)
    .toSorted((one, two) => Number(two.differs) - Number(one.differs));
  return {
    typed: pairs.map(({ mine }) => mine),
    stored: stored === undefined ? [] : pairs.map(({ other }) => other),
  };
}

/** What was typed into one step as rows, without links; fields into which nothing was typed are left out. */
export function typedRows(place: Place, raw: RawValues, say: Say): readonly RowView[] {
  return readable(place)
    .map((field) => row(field.meta.label, typedLines(field, valueIn(raw, field), say), { say }))
    .filter((each) => !each.isEmpty);
}

/** What was typed as it reads when it is stored, where it can be; else to the letter. */
function mineLines(field: Field, raw: RawValue | undefined, reading: Reading): readonly string[] {
  const answer = controlOf(field).isSecret === true ? undefined : readTyped(field, raw, reading.language);
  return answer !== undefined && isTaken(field, answer)
    ? answerLines(field, answer, reading)
    : typedLines(field, raw, reading.say);
}

/** Whether the schema of a field takes a value. */
export function isTaken(field: Field, answer: Json): boolean {
  try {
    return core.safeParse(field.schema, answer).success;
  } catch {
    // A schema that has to wait, or that an author wrote to throw, cannot be asked here.
    return false;
  }
}

function valueIn(raw: RawValues, field: Field): RawValue | undefined {
  return Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
}

function stepRows(step: StepPlace, walk: Walk, context: SummaryContext): RowView[] {
  const { say, language, ways } = context;
  const place = withNamedItems(step, walk, context);
  const reading: Reading = { key: place.key, say, language };
  const answers = walk.live[place.key];
  const asked = { key: place.key, title: place.step.title };
  const change = changeOf(place, context);
  const fields = readable(place)
    .filter((field) => ways !== undefined || controlOf(field).isSecret !== true)
    .filter(({ show }) => show === undefined || evaluate(show, place.scope, liveOf(walk)) === true)
    .filter((field) => !isLeftOut(field, answers?.[field.name], reading));
  const linesIn = (field: Field) =>
    answerLines(field, answers?.[field.name] ?? controlOf(field).whenLeft, reading);
  const address = addressIn(fields);
  const label = address.length === fields.length ? place.step.title : say('address');
  return fields
    .filter((field) => !address.slice(1).includes(field))
    .map((field) =>
      address[0] === field
        ? row(label, address.flatMap(linesIn), { say, step: asked, change, fields: address.map(nameOf) })
        : row(field.meta.label, linesIn(field), { say, step: asked, change, fields: [field.name] }),
    );
}

const nameOf = ({ name }: Field) => name;

function readable(place: Place): readonly Field[] {
  return fieldsAt(place).filter((field) => controlOf(field).isHidden !== true);
}

/** @param asked the words of the page; on check-your-answers where the answer was given and how it is changed */
function row(
  label: string,
  lines: readonly string[],
  asked: Pick<RowView, 'fields' | 'step' | 'change'> & { readonly say: Say },
): RowView {
  const { say, fields, step, change } = asked;
  const isEmpty = lines.length === 0;
  return { label, lines: isEmpty ? [say('not-provided')] : lines, isEmpty, fields, step, change };
}
