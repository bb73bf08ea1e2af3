import { z } from 'zod';
import type { Json } from '../definition/answers.ts';
import type { Field, Option } from '../definition/field.ts';
import { words } from '../options.ts';
import type { ControlKind, FieldWith, FoundFault } from './control.ts';
import { answerLines } from './display.ts';
import { givenParts } from './given-parts.ts';
import type { RawParts, RawValue } from './raw.ts';

/** What of a matrix its author says. */
export interface MatrixOptions {
  /** Its rows, each a question, in order. */
  readonly questions?: readonly Pick<Option, 'value' | 'label'>[];
}

/** The same options for several questions: a table on wide screens, one question after the other on narrow ones. */
export const matrix: ControlKind<MatrixOptions> = {
  name: 'matrix',
  view: 'matrix',
  options: {
    questions: z
      .array(z.strictObject({ value: words, label: words }))
      .min(1)
      .optional(),
  },
  fits: (core) => core.kind === 'object',

  inputs: [],
  inputsOf: (field) => rowsOf(field).map(({ value }) => value),
  reading: 'rows',
  readJson: (given) => givenParts(given),
  typed: (answer) => chosenIn(answer),

  says: { required: 'required.matrix', invalid: 'invalid.matrix' },
  faultOf: matrixFault,
  lines: (answer, field, page) =>
    isRecord(answer)
      ? rowsOf(field).flatMap(({ value, label }) => {
          const chosen = answer[value];
          return typeof chosen === 'string' ? [`${label}: ${labelIn(field, chosen)}`] : [];
        })
      : answerLines(answer, field, page),
  typedLines: (raw, field) =>
    rowsOf(field).flatMap(({ value, label }) => {
      const chosen = typedIn(raw)[value] ?? '';
      return chosen === '' ? [] : [`${label}: ${labelIn(field, chosen)}`];
    }),
  attributes: {},
  part: (part, field) => ({
    label: rowsOf(field).find(({ value }) => value === part)?.label ?? part,
    width: 4,
  }),

  partOf: (part, field) => ({
    meta: {
      label: rowsOf(field).find(({ value }) => value === part)?.label ?? part,
      options: field.options,
    },
  }),

  sample: (field, { random }) =>
    Object.fromEntries(rowsOf(field).map(({ value }) => [value, random.pick(field.options).value])),
};

function rowsOf({ meta }: FieldWith<MatrixOptions>): readonly Pick<Option, 'value' | 'label'>[] {
  return meta.questions ?? [];
}

/** The first row without an answer, or with one that is none of the options. */
function matrixFault(value: Json | undefined, field: FieldWith<MatrixOptions>): FoundFault | undefined {
  const given = isRecord(value) ? value : {};
  const isFine = (chosen: Json | undefined) => field.options.some((option) => option.value === chosen);
  const faulty = rowsOf(field).filter((row) => !isFine(given[row.value]));
  const [first] = faulty;
  if (first === undefined) return undefined;
  return {
    code: given[first.value] === undefined ? 'required' : 'invalid',
    fault: { key: 'invalid.matrix.row', values: { row: { text: first.label } } },
    parts: faulty.map((row) => row.value),
  };
}

function chosenIn(answer: Json): RawParts | undefined {
  if (!isRecord(answer)) return undefined;
  const texts = Object.entries(answer).filter((row): row is [string, string] => typeof row[1] === 'string');
  return Object.fromEntries(texts);
}

function typedIn(raw: RawValue): RawParts {
  return typeof raw === 'object' && !Array.isArray(raw) ? (raw as RawParts) : {};
}

function labelIn({ options }: Pick<Field, 'options'>, value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
