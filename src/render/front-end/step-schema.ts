import { z, type core } from 'zod';
import { controlOf } from '../../controls/all.ts';
import type { PageLanguage } from '../../controls/display.ts';
import { isSearched } from '../../definition/choice-source.ts';
import type { Field, Option } from '../../definition/field.ts';
import { keyOf } from '../../definition/path.ts';
import type { Step } from '../../definition/model.ts';
import { groupView, helpView, lineHtml, lineWords } from '../pages/prose.ts';
import type { AnswerOf } from './answers/answers.ts';
import { longestOf } from '../../form/parse-field.ts';

type JsonSchema = { readonly [key: string]: unknown };
type FieldsSchema = AnswerOf<'step'>['schema'];

// Made once a step and language, and Zod's part once a field, since it takes longer than all the rest of an answer does:
// the texts of a step can be this visitor's own.
const schemas = new WeakMap<Step, Map<string, FieldsSchema>>();

/** A step's fields as one JSON Schema of what a POST takes, in the words of a page: the schemas' inputs. */
export function schemaOf(step: Step, page: PageLanguage): FieldsSchema {
  const inLanguages = schemas.get(step) ?? new Map<string, FieldsSchema>();
  schemas.set(step, inLanguages);
  const known = inLanguages.get(page.language);
  if (known !== undefined) return known;
  const made: FieldsSchema = {
    type: 'object',
    properties: Object.fromEntries(step.fields.map((field) => [field.name, fieldSchema(field, page)])),
    required: step.fields
      .filter((field) => field.required && field.show === undefined)
      .map((field) => field.name),
  };
  inLanguages.set(page.language, made);
  return made;
}

function fieldSchema(field: Field, page: PageLanguage): FieldsSchema['properties'][string] {
  const { label, hint, name, suffix, from, help, group } = field.meta;
  const rest = ofZod(field.schema);
  const control = controlOf(field);
  // Yes and no, and what is agreed to, are no options to a front end: it sends true and false.
  // Of a list that is searched only those are known that are chosen.
  const isWhole = field.options.length > 0 && !isSearched(field.meta.source);
  const options = !isWhole ? [] : (control.choices?.(field, page) ?? field.options);
  return {
    ...rest,
    title: label,
    ...(name === undefined ? {} : { name }),
    ...(suffix === undefined ? {} : { suffix }),
    ...(hint === undefined ? {} : { description: lineWords(hint), hintHtml: lineHtml(hint, 'same-tab') }),
    ...(field.longLabel === undefined ? {} : { labelHtml: lineHtml(field.longLabel, 'same-tab') }),
    help: helpView(help, 'same-tab'),
    group: groupView(group, 'same-tab'),
    control: field.control,
    maxLength: typeof rest['maxLength'] === 'number' ? rest['maxLength'] : longestOf(field),
    ...control.jsonSchema?.(field),
    ...(options.length === 0 ? {} : { options: options.map(optionSchema) }),
    ...(from === undefined ? {} : { itemsOf: keyOf(from.group) }),
  };
}

function optionSchema(option: Option) {
  const { hint } = option;
  return hint === undefined
    ? option
    : { ...option, hint: lineWords(hint), hintHtml: lineHtml(hint, 'same-tab') };
}

// Functions and what only our own controls need, of the meta that Zod copies; what is told to each visitor.
const leftOut = new Set(['$schema', 'messages', 'summary', 'options', 'from', 'help', 'group']);

const zods = new WeakMap<core.$ZodType, JsonSchema>();

function ofZod(schema: core.$ZodType): JsonSchema {
  const known = zods.get(schema);
  if (known !== undefined) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const rest = Object.fromEntries(Object.entries(made).filter(([name]) => !leftOut.has(name)));
  zods.set(schema, rest);
  return rest;
}
