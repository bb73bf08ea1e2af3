import type { Json, StepAnswers } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import type { Step, WizardDefinition } from '../definition/model.ts';
import { everyPlace, fieldsAt } from '../definition/place.ts';
import { parseField } from './parse-field.ts';
import { readJson, readTyped } from './read.ts';

/**
 * What a page's address fills into the fields of a step that allow it: tidied, and valid by their schemas. What does not
 * fit is left out, as nobody typed it.
 */
export async function valuesFromUrl(step: Step, query: URLSearchParams): Promise<StepAnswers> {
  const values: [string, Json][] = [];
  for (const field of step.fields) {
    const name = parameterOf(field);
    const value = name === undefined ? undefined : await valueFromUrl(field, name, query);
    if (value !== undefined) values.push([field.name, value]);
  }
  return Object.fromEntries(values);
}

async function valueFromUrl(field: Field, name: string, query: URLSearchParams): Promise<Json | undefined> {
  if (field.parts !== undefined) {
    const parts: [string, Json][] = [];
    for (const part of field.parts) {
      const value = await valueFromUrl(part, `${name}-${part.name}`, query);
      if (value !== undefined) parts.push([part.name, value]);
    }
    return parts.length === 0 ? undefined : Object.fromEntries(parts);
  }
  const texts = query.getAll(name);
  const value = texts.length === 0 ? undefined : valueOf(field, texts);
  if (value === undefined || !isOffered(field, value)) return undefined;
  return (await parseField(field, value)).ok ? value : undefined;
}

/** Of an address what some field of the wizard is filled in with, as a query that goes on to its first page. */
export function passedOn(definition: WizardDefinition, query: URLSearchParams): string {
  const names = new Set(everyPlace(definition).flatMap(fieldsAt).flatMap(parametersOf));
  const kept = new URLSearchParams([...query].filter(([name]) => names.has(name))).toString();
  return kept === '' ? '' : `?${kept}`;
}

/** Every parameter that fills in something of a field: `dates-from` and `dates-to` of one that has parts. */
function parametersOf(field: Field): readonly string[] {
  const name = parameterOf(field);
  if (name === undefined) return [];
  return field.parts?.map((part) => `${name}-${part.name}`) ?? [name];
}

function parameterOf({ name, meta }: Field): string | undefined {
  const { fromUrl = false } = meta;
  return fromUrl === true ? name : fromUrl === false ? undefined : fromUrl;
}

/** Dates and the like stand in an address as they are stored, numbers and yes or no as they are typed. */
function valueOf(field: Field, texts: readonly string[]): Json | undefined {
  const [text = ''] = texts;
  if (field.shape === 'number' || field.shape === 'boolean') return readTyped(field, text, 'en');
  return readJson(field, field.shape === 'list' ? texts : text);
}

function isOffered({ meta, options }: Field, value: Json): boolean {
  return meta.source === undefined || options.some((option) => option.value === value);
}
