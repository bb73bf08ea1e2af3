import { readFile } from 'node:fs/promises';
import { explain, type Compared, type ExplainedStep } from '../definition/explain.ts';
import { walk, type Walk } from '../flow/walk.ts';
import { findWizard, type WizardOptions } from './find-wizard.ts';
import { readAnswers, unfitSteps } from './read-answers.ts';
import { UsageError } from './usage-error.ts';

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
  const definition = await findWizard(name, options);
  const answers = readAnswers(definition, await jsonOf(options.answers));
  const walked = walk(definition, answers);
  const steps = explain(definition, walked);
  const unfit = await unfitSteps(definition, walked.live);
  if (options.json === true) {
    for (const step of steps) out.write(`${JSON.stringify({ ...step, fits: !unfit.includes(step.key) })}\n`);
    return unfit.length === 0;
  }
  const width = Math.max(...steps.map(({ key }) => key.length));
  for (const step of steps) {
    for (const line of linesOf(step, unfit.includes(step.key), width)) out.write(`${line}\n`);
  }
  out.write(`\n${endOf(walked)}\n`);
  return unfit.length === 0;
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

function linesOf(step: ExplainedStep, isUnfit: boolean, width: number): readonly string[] {
  const marks = { in: '✓', out: '✗', open: '?', beyond: '·' } as const;
  const head = `${marks[step.verdict]} ${step.key.padEnd(width)}  ${whyOf(step)}`;
  const state =
    step.verdict !== 'in'
      ? ''
      : isUnfit
        ? ' (its answer does not fit)'
        : step.isAnswered
          ? ''
          : ' (not answered yet)';
  const indent = ' '.repeat(width + 4);
  return [`${head}${state}`, ...step.compared.map((each) => `${indent}${comparedLine(each)}`)];
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

function endOf({ path, firstIncomplete, exit, total }: Walk): string {
  if (exit !== undefined) return `Ends at the exit page "${exit.key}", after ${path.length - 1} steps.`;
  if (firstIncomplete === undefined) return `Leads to check-your-answers, over ${path.length} steps.`;
  const of = total === undefined ? `${path.length} or more` : String(total);
  return `Waits at "${firstIncomplete.key}", step ${path.indexOf(firstIncomplete) + 1} of ${of}.`;
}
