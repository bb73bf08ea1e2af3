import { readFile } from 'node:fs/promises';
import { onDay } from '../definition/condition/on-day.ts';
import { dayIn } from '../time-zone.ts';
import type { AnswersByStep, StepAnswers } from '../definition/answers.ts';
import { asksForFacts, factsKey } from '../definition/facts.ts';
import type { WizardDefinition } from '../definition/model.ts';
import {
  everyNode,
  everyPlace,
  fieldsAt,
  findPlace,
  findStep,
  itemsAround,
  type StepPlace,
} from '../definition/place.ts';
import { didYouMean } from '../did-you-mean.ts';
import { explain, type Compared, type ExplainedStep } from '../flow/explain.ts';
import { sectionsOf } from '../flow/sections.ts';
import { walkOf, type Filled, type Walk } from '../flow/walk.ts';
import { wordIssue, type WordedIssue } from '../form/issue.ts';
import { unfitIn } from '../form/validate.ts';
import { isRecord } from '../is-record.ts';
import { english } from '../language/language.ts';
import { itemsNumbered } from '../sample/item-counts.ts';
import { findWizard, type WizardOptions } from './find-wizard.ts';
import { UsageError } from './run.ts';

/** What stands behind `stepway explain NAME`. */
export interface ExplainOptions extends WizardOptions {
  /** A JSON file of answers by step; `-` for standard input. */
  readonly answers: string;
  readonly json?: boolean;
}

/**
 * Prints the path that answers lead along, and why each step is on it or not.
 *
 * @returns false when an answer would not be accepted by its step
 * @throws UsageError when there is no such wizard or file, or the file holds no answers of it
 */
export async function explainAnswers(
  name: string,
  options: ExplainOptions,
  out: NodeJS.WritableStream,
): Promise<boolean> {
  const written = await findWizard(name, options);
  const definition = onDay(written, () => dayIn(Date.now(), written.timeZone));
  const { answers, items, facts } = readAnswers(definition, await jsonOf(options.answers));
  const unfit = await unfitSteps(definition, answers);
  // A visitor could not have sent what does not fit: the way goes as far as its step.
  const walked = walkOf(definition, { answers: without(answers, unfit), items, facts });
  const steps = explain(definition, walked);
  if (options.json === true) {
    for (const step of steps) {
      const issues = unfit.get(step.key) ?? [];
      out.write(`${JSON.stringify({ ...step, fits: issues.length === 0, issues })}\n`);
    }
    return unfit.size === 0;
  }
  const width = Math.max(...steps.map(({ key }) => key.length));
  for (const step of steps) {
    for (const line of linesOf(step, unfit.get(step.key) ?? [], width)) out.write(`${line}\n`);
  }
  out.write(`\n${tasksOf(walked)}${endOf(walked, unfit)}\n`);
  return unfit.size === 0;
}

function without(answers: AnswersByStep, unfit: ReadonlyMap<string, unknown>): AnswersByStep {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !unfit.has(key)));
}

async function jsonOf(file: string): Promise<unknown> {
  const text = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8').catch(() => {
    throw new UsageError(`${file}: there is no such file`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: is no JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

function linesOf(step: ExplainedStep, issues: readonly WordedIssue[], width: number): readonly string[] {
  const marks = { in: '✓', out: '✗', open: '?', beyond: '·' } as const;
  const head = `${marks[step.verdict]} ${step.key.padEnd(width)}  ${whyOf(step)}`;
  const state = issues.length > 0 ? ' (its answer does not fit)' : ' (not answered yet)';
  const indent = ' '.repeat(width + 4);
  return [
    `${head}${step.verdict === 'in' && !step.isAnswered ? state : ''}`,
    ...step.compared.map((each) => `${indent}${comparedLine(each)}`),
    ...issues.map(({ field, message }) => `${indent}${field}: ${message}`),
  ];
}

function whyOf({ verdict, condition }: ExplainedStep): string {
  if (verdict === 'beyond') return 'never asked: the journey ends before it';
  if (condition === undefined) return 'in: always asked';
  const outcomes = {
    in: 'in:',
    out: 'out: it is not so that',
    open: 'open: it depends on whether',
  };
  return `${outcomes[verdict]} ${condition}`;
}

function comparedLine({ asks, ref, answer, outcome }: Compared): string {
  const said = { true: 'yes', false: 'no', open: 'not known yet' }[`${outcome}`];
  return `${said}: ${asks} (${ref} = ${outcome === 'open' ? 'to come' : answer})`;
}

/** How far each section is, where they are tasks. */
function tasksOf(walked: Walk): string {
  if (walked.order !== 'tasks') return '';
  return sectionsOf(walked)
    .map(({ section, state, waitsFor }) => {
      const after = waitsFor.map(({ title }) => title).join(', ');
      const why = after === '' ? '' : `, after: ${after}`;
      return `Section "${section.title}": ${english.say(`tasks.${state}`).toLowerCase()}${why}\n`;
    })
    .join('');
}

function endOf(
  { path, firstIncomplete, exit, total }: Walk,
  unfit: ReadonlyMap<string, readonly WordedIssue[]>,
): string {
  if (exit !== undefined) return `Ends at the exit page "${exit.key}", after ${path.length - 1} steps.`;
  if (firstIncomplete === undefined) return `Leads to check-your-answers, over ${path.length} steps.`;
  const of = total === undefined ? `${path.length} or more` : String(total);
  const [issue] = unfit.get(firstIncomplete.key) ?? [];
  const why = issue === undefined ? '.' : `: "${issue.field}": ${issue.message}`;
  return `Waits at "${firstIncomplete.key}", step ${path.indexOf(firstIncomplete) + 1} of ${of}${why}`;
}

/**
 * Answers as a person writes them down: by step (`"home/country"`), nested by part (`"home": { "country": … }`), those of
 * a group as a list, or the line of a submission with its `answers`.
 *
 * @throws UsageError for what is no answer of this wizard
 */
export function readAnswers(definition: WizardDefinition, given: unknown): Filled {
  if (!isRecord(given)) throw new UsageError('the answers must be an object: { "step": { "field": value } }');
  const isLine = isRecord(given['answers']) && 'wizard' in given;
  const information = everyPlace(definition)
    .filter((place) => place.kind === 'step' && fieldsAt(place).length === 0)
    .map(({ key }) => [key, {}] as const);
  // A page of information has no answer that could be written down: it does not hold up the way.
  const found: Collected = { answers: Object.fromEntries(information), items: {} };
  const all = isLine ? (given['answers'] as Given) : given;
  if (!asksForFacts(definition)) {
    collect(definition, all, [], found);
    return found;
  }
  const { [factsKey]: facts, ...answers } = all;
  collect(definition, answers, [], found);
  // What JSON.parse gave is JSON.
  return { ...found, facts: isRecord(facts) ? (facts as StepAnswers) : undefined };
}

/** What is wrong with these answers by the schemas of their steps; steps of which all fits are left out. */
async function unfitSteps(
  definition: WizardDefinition,
  answers: AnswersByStep,
): Promise<ReadonlyMap<string, readonly WordedIssue[]>> {
  const judged = await Promise.all(
    Object.entries(answers).map(async ([key, own]) => {
      const place = findStep(definition, key);
      return [key, place === undefined ? [] : await wordedIn(place, own)] as const;
    }),
  );
  return new Map(judged.filter(([, issues]) => issues.length > 0));
}

async function wordedIn(place: StepPlace, answers: StepAnswers): Promise<readonly WordedIssue[]> {
  const issues = await unfitIn(place, answers);
  return issues.map((each) => wordIssue(each, place.step, english));
}

type Given = { readonly [name: string]: unknown };

interface Collected {
  readonly answers: { [key: string]: StepAnswers };
  readonly items: { [groupKey: string]: readonly string[] };
}

function collect(
  definition: WizardDefinition,
  given: Given,
  within: readonly string[],
  found: Collected,
): void {
  for (const [name, value] of Object.entries(given)) {
    const path = [...within, name];
    const key = path.join('/');
    const place = findPlace(definition, key);
    if (place?.kind === 'group' && Array.isArray(value)) {
      collectItems(definition, value, path, found);
      continue;
    }
    if (isWorkedOut(definition, path, found)) continue;
    const item = itemOf(definition, path);
    if (item !== undefined) found.items[item.group] = withItem(found.items[item.group], item.id);
    const isPart = item !== undefined || everyPlace(definition).some((at) => at.key.startsWith(`${key}/`));
    if (!isRecord(value)) throw new UsageError(`"${key}" must be an object of answers by field`);
    // What JSON.parse gave is JSON.
    if (place?.kind === 'step') found.answers[key] = knownOnly(place, value as StepAnswers);
    else if (isPart || place?.kind === 'group') collect(definition, value, path, found);
    else {
      const known = everyPlace(definition).map(({ written }) => written);
      throw new UsageError(`the wizard "${definition.id}" has no step "${key}"${didYouMean(key, known)}`);
    }
  }
}

/** Whether a value stands there, which a submission has and which is worked out anew. */
function isWorkedOut(definition: WizardDefinition, path: readonly string[], { items }: Collected): boolean {
  const ids = Object.values(items).flat();
  const written = path.filter((id) => !ids.includes(id)).join('/');
  return everyNode(definition).some((at) => at.kind === 'value' && at.written === written);
}

/** The items of a group as a handler gets them: a list, one entry for each. */
function collectItems(
  definition: WizardDefinition,
  given: readonly unknown[],
  path: readonly string[],
  found: Collected,
): void {
  const key = path.join('/');
  found.items[key] = itemsNumbered(given.length);
  given.forEach((item, index) => {
    if (!isRecord(item)) throw new UsageError(`"${key}" must be a list of objects, one for each item`);
    collect(definition, item, [...path, `item${index + 1}`], found);
  });
}

/** The innermost item that a path leads into, by its key: `children/k3f9/about` is of the item `k3f9`. */
function itemOf(definition: WizardDefinition, path: readonly string[]) {
  const place = findPlace(definition, path.join('/'));
  const item = place === undefined ? undefined : itemsAround(place).at(-1);
  return item === undefined ? undefined : { group: item.group.key, id: item.item };
}

function withItem(items: readonly string[] = [], item: string): readonly string[] {
  return items.includes(item) ? items : [...items, item];
}

/** @throws UsageError for a field that the step does not have */
function knownOnly({ key, step }: StepPlace, answers: StepAnswers): StepAnswers {
  const known = step.fields.map(({ name }) => name);
  const strange = Object.keys(answers).find((name) => !known.includes(name));
  if (strange === undefined) return answers;
  throw new UsageError(`the step "${key}" has no field "${strange}"${didYouMean(strange, known)}`);
}
