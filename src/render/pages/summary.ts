import { controlOf } from '../../controls/all.ts';
import { evaluate } from '../../definition/condition/evaluate.ts';
import type { Field, Step, StepAnswers } from '../../definition/model.ts';
import type { Walk } from '../../flow/walk.ts';
import type { RawValues } from '../../controls/raw.ts';
import { answerLines, typedLines } from './answer-text.ts';
import type { Reading } from './answer-text.ts';
import type { Say } from '../../language/language.ts';

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
  readonly heading?: string;
  readonly rows: readonly RowView[];
}

/** What the summary of a walk is made with. */
export interface SummaryContext {
  readonly say: Say;
  readonly language: string;
  readonly changeUrl: (step: Step) => string;
}

/**
 * Check-your-answers: every answer on the path and none off it, in groups by section, each where it first comes up.
 *
 * @throws WizardError VIEW_FAILED when a field's own `summary` throws
 */
export function summaryOf(walk: Walk, context: SummaryContext): readonly SectionView[] {
  const sections: { heading?: string; rows: RowView[] }[] = [];
  for (const step of walk.path) {
    const rows = stepRows(step, walk, context);
    if (rows.length === 0) continue;
    const last = sections.at(-1);
    const section =
      step.section === undefined && last?.heading !== undefined
        ? undefined
        : sections.find(({ heading }) => heading === step.section);
    if (section !== undefined) section.rows.push(...rows);
    else sections.push({ ...(step.section === undefined ? {} : { heading: step.section }), rows });
  }
  return sections;
}

/** The stored answers of one step as rows, without links. */
export function storedRows(
  step: Step,
  stored: StepAnswers | undefined,
  say: Say,
  language: string,
): readonly RowView[] {
  const reading = { step, say, language };
  return readable(step).map((field) => row(field, answerLines(field, stored?.[field.name], reading), say));
}

/** What was typed into one step as rows, without links; fields into which nothing was typed are left out. */
export function typedRows(step: Step, raw: RawValues, say: Say): readonly RowView[] {
  return readable(step)
    .map((field) =>
      row(field, typedLines(field, Object.hasOwn(raw, field.name) ? raw[field.name] : undefined, say), say),
    )
    .filter((each) => !each.isEmpty);
}

function stepRows(step: Step, walk: Walk, context: SummaryContext): RowView[] {
  const { say, language } = context;
  const reading: Reading = { step, say, language };
  const answers = walk.live[step.key];
  return readable(step)
    .filter((field) => field.show === undefined || evaluate(field.show, walk.live, new Set()) === true)
    .map((field) => ({
      ...row(field, answerLines(field, answers?.[field.name] ?? controlOf(field).whenLeft, reading), say),
      step: { key: step.key, title: step.title },
      change: { href: context.changeUrl(step), text: say('change') },
    }));
}

function readable(step: Step): readonly Field[] {
  return step.fields.filter((field) => controlOf(field).isHidden !== true);
}

function row(field: Field, lines: readonly string[], say: Say): RowView {
  const isEmpty = lines.length === 0;
  return { label: field.meta.label, lines: isEmpty ? [say('not-provided')] : lines, isEmpty };
}
