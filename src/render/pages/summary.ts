import { core } from 'zod';
import { WizardError } from '../../errors.ts';
import { controlOf } from '../../controls/all.ts';
import { evaluate } from '../../definition/condition/evaluate.ts';
import type { Json, StepAnswers } from '../../definition/answers.ts';
import type { Field } from '../../definition/field.ts';
import { fieldsAt, type Place, type StepPlace } from '../../definition/place.ts';
import { liveOf, type Walk } from '../../flow/walk.ts';
import { linesOf, type PageLanguage } from '../../controls/display.ts';
import type { RawValue, RawValues } from '../../controls/raw.ts';
import { readTyped } from '../../form/read.ts';
import type { Say } from '../../language/language.ts';

/** One question and its answer. */
export interface RowView {
  readonly label: string;
  /** The answer's lines; `Not provided` where there is none. */
  readonly lines: readonly string[];
  readonly isEmpty: boolean;
  /** The step that asked it, on check-your-answers, where the answers of one step stand together. */
  readonly step?: { readonly key: string; readonly title: string } | undefined;
  /** Where to change it; the link's text is `text`, its hidden text is the label. */
  readonly change?: { readonly href: string; readonly text: string } | undefined;
}

/** Rows under one heading; the heading is absent for steps without a section. */
export interface SectionView {
  readonly heading?: string | undefined;
  readonly rows: readonly RowView[];
}

/** Where an answer is read: its place, the words and the language of the page. */
export interface Reading extends PageLanguage {
  readonly place: StepPlace;
}

/**
 * How a stored answer reads in a summary: the author's `summary`, else as its control says.
 *
 * @returns one text for each line; none when there is no answer
 * @throws WizardError VIEW_FAILED when the author's `summary` throws or returns no string
 */
export function answerLines(field: Field, answer: Json | undefined, reading: Reading): readonly string[] {
  if (answer === undefined || answer === null) return [];
  const control = controlOf(field);
  const isAuthors = field.meta.summary !== undefined && control.isSecret !== true;
  return isAuthors ? linesOf(authorsSummary(field, answer, reading)) : control.lines(answer, field, reading);
}

/** How what was typed reads: the option's label where there is one, else to the letter. A password is never read out. */
export function typedLines(field: Field, raw: RawValue | undefined, say: Say): readonly string[] {
  return raw === undefined || raw === '' ? [] : controlOf(field).typedLines(raw, field, { say });
}

/** What the summary of a walk is made with. */
export interface SummaryContext {
  readonly say: Say;
  readonly language: string;
  readonly changeUrl: (place: Place) => string;
}

/**
 * Check-your-answers: every answer on the path and none off it. The steps of a section stand together, where the first of
 * them comes up. A step without one stands in its place; after a section under its own title, so that it is not read as a
 * part of that.
 *
 * @throws WizardError VIEW_FAILED when a field's own `summary` throws
 */
export function summaryOf(walk: Walk, context: SummaryContext): readonly SectionView[] {
  const sections: {
    readonly of: string | Place | undefined;
    heading?: string | undefined;
    rows: RowView[];
  }[] = [];
  for (const place of walk.path) {
    if (place.kind !== 'step') continue;
    const rows = stepRows(place, walk, context);
    if (rows.length === 0) continue;
    const isAfterSection = sections.some(({ heading }) => heading !== undefined);
    const of = place.heading ?? (isAfterSection ? place : undefined);
    const section = sections.find((each) => each.of === of);
    if (section !== undefined) section.rows.push(...rows);
    else
      sections.push({ of, heading: place.heading ?? (isAfterSection ? place.step.title : undefined), rows });
  }
  return sections.map(({ heading, rows }) => ({ heading, rows }));
}

/** What was typed here and what is stored of one step, both read in the same way; what differs comes first. */
export function conflictRows(
  place: StepPlace,
  { raw, stored }: { readonly raw: RawValues; readonly stored: StepAnswers | undefined },
  { say, language }: PageLanguage,
): { readonly typed: readonly RowView[]; readonly stored: readonly RowView[] } {
  const reading = { place, say, language };
  const pairs = readable(place)
    .map((field) => {
      const mine = row(field, mineLines(field, valueIn(raw, field), reading), { say });
      const other = row(field, answerLines(field, stored?.[field.name], reading), { say });
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
    .map((field) => row(field, typedLines(field, valueIn(raw, field), say), { say }))
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
  const reading: Reading = { place, say, language };
  const answers = walk.live[place.key];
  const asked = {
    say,
    step: { key: place.key, title: place.step.title },
    change: { href: context.changeUrl(place), text: say('change') },
  };
  return readable(place)
    .filter(({ show }) => show === undefined || evaluate(show, place.scope, liveOf(walk)) === true)
    .map((field) =>
      row(field, answerLines(field, answers?.[field.name] ?? controlOf(field).whenLeft, reading), asked),
    );
}

function readable(place: Place): readonly Field[] {
  return fieldsAt(place).filter((field) => controlOf(field).isHidden !== true);
}

/** @param asked the words of the page; on check-your-answers where the answer was given and how it is changed */
function row(
  field: Field,
  lines: readonly string[],
  asked: Pick<RowView, 'step' | 'change'> & { readonly say: Say },
): RowView {
  const { say, step, change } = asked;
  const isEmpty = lines.length === 0;
  return { label: field.meta.label, lines: isEmpty ? [say('not-provided')] : lines, isEmpty, step, change };
}

function authorsSummary(field: Field, answer: Json, reading: Reading): string {
  const place = `step "${reading.place.key}", field "${field.name}"`;
  // The author's function is typed for the field's own answer, which is what is stored for it.
  const summary = field.meta.summary as (value: Json) => unknown;
  let text: unknown;
  try {
    text = summary(answer);
  } catch (cause) {
    throw new WizardError('VIEW_FAILED', `${place}: its summary function threw; fix it.`, { cause });
  }
  if (typeof text === 'string') return text;
  throw new WizardError(
    'VIEW_FAILED',
    `${place}: its summary function must return a string, not ${typeof text}.`,
  );
}
