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
  type Place,
  type StepPlace,
} from '../../definition/place.ts';
import { liveOf, type Walk } from '../../flow/walk.ts';
import type { PageLanguage } from '../../controls/display.ts';
import type { RawValue, RawValues } from '../../controls/raw.ts';
import { readTyped } from '../../form/read.ts';
import type { Say } from '../../language/language.ts';
import { answerLines, typedLines, type Reading } from './answer-lines.ts';
import { itemName } from './item-name.ts';

/** One question and its answer. */
export interface RowView {
  readonly label: string;
  /** The answer's lines; `Not provided` where there is none. */
  readonly lines: readonly string[];
  readonly isEmpty: boolean;
  /** The step that asked it, on check-your-answers, where the answers of one step stand together. */
  readonly step?: { readonly key: string; readonly title: string };
  /** Where to change it; the link's text is `text`, its hidden text is the label. */
  readonly change?: { readonly href: string; readonly text: string };
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
  readonly changeUrl: (place: Place) => string;
  readonly removeUrl: (item: ItemAt) => string;
}

/**
 * Check-your-answers: every answer on the path and none off it, in groups by section, each where it first comes up. A
 * group says how many items it has, and each item has a section of its own.
 *
 * @throws WizardError VIEW_FAILED when a field's own `summary` throws
 */
export function summaryOf(walk: Walk, context: SummaryContext): readonly SectionView[] {
  const sections: Section[] = [];
  for (const place of walk.path) {
    if (itemsAround(place).length > 0) continue;
    if (place.kind === 'group') sections.push(...groupSections(place, walk, context));
    if (place.kind === 'step') putRows(sections, place, stepRows(place, walk, context));
  }
  return sections;
}

interface Section extends SectionView {
  readonly rows: RowView[];
}

function putRows(sections: Section[], { heading }: Place, rows: readonly RowView[]): void {
  if (rows.length === 0) return;
  const last = sections.at(-1);
  const section =
    heading === undefined && last?.heading !== undefined
      ? undefined
      : sections.find((each) => each.remove === undefined && each.heading === heading);
  if (section !== undefined) section.rows.push(...rows);
  else sections.push({ heading, rows: [...rows] });
}

/** How many items a group has, and the answers of each; the items of a group within an item come after it. */
function groupSections(group: GroupPlace, walk: Walk, context: SummaryContext): readonly Section[] {
  const items = walk.items[group.key] ?? [];
  const own: Section = { heading: group.heading ?? group.step.title, rows: [groupRow(group, walk, context)] };
  const ofItems = items.flatMap((id) => itemSections({ group, item: id }, walk, context));
  return [own, ...ofItems];
}

function itemSections(item: ItemAt, walk: Walk, context: SummaryContext): readonly Section[] {
  const rows: RowView[] = [];
  const inner: Section[] = [];
  for (const place of walk.path) {
    const closest = itemsAround(place).at(-1);
    if (closest?.item !== item.item || closest.group.key !== item.group.key) continue;
    if (place.kind === 'step') rows.push(...stepRows(place, walk, context));
    if (place.kind !== 'group') continue;
    rows.push(groupRow(place, walk, context));
    inner.push(...groupSections(place, walk, context).slice(1));
  }
  const names = [...itemsAround(item.group), item].map((each) => itemName(each, walk, context));
  const remove = { href: context.removeUrl(item), text: context.say('items.remove') };
  return [{ heading: names.join(', '), rows, remove }, ...inner];
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
    change: { href: context.changeUrl(place), text: say('change') },
  };
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
      const mine = row(field, mineLines(field, valueIn(raw, field), reading), say);
      const other = row(field, answerLines(field, stored?.[field.name], reading), say);
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
    .map((field) => row(field, typedLines(field, valueIn(raw, field), say), say))
    .filter((each) => !each.isEmpty);
}

/** What was typed as it reads when it is stored, where it can be; else to the letter. */
function mineLines(field: Field, raw: RawValue | undefined, reading: Reading): readonly string[] {
  const answer = controlOf(field).isSecret === true ? undefined : readTyped(field, raw, reading.language);
  return answer !== undefined && isTaken(field, answer)
    ? answerLines(field, answer, reading)
    : typedLines(field, raw, reading.say);
}

function isTaken(field: Field, answer: Json): boolean {
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

function stepRows(place: StepPlace, walk: Walk, context: SummaryContext): RowView[] {
  const { say, language } = context;
  const reading: Reading = { key: place.key, say, language };
  const answers = walk.live[place.key];
  return readable(place)
    .filter(({ show }) => show === undefined || evaluate(show, place.scope, liveOf(walk)) === true)
    .map((field) => ({
      ...row(field, answerLines(field, answers?.[field.name] ?? controlOf(field).whenLeft, reading), say),
      step: { key: place.key, title: place.step.title },
      change: { href: context.changeUrl(place), text: say('change') },
    }));
}

function readable(place: Place): readonly Field[] {
  return fieldsAt(place).filter((field) => controlOf(field).isHidden !== true);
}

function row(field: Field, lines: readonly string[], say: Say): RowView {
  const isEmpty = lines.length === 0;
  return { label: field.meta.label, lines: isEmpty ? [say('not-provided')] : lines, isEmpty };
}
