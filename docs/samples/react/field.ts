import type { AnswerOf } from 'stepway/client';

/** What JSON can hold. */
export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** A field as the server describes it: the JSON Schema of its value, and how it is asked. */
export type FieldSchema = AnswerOf<'step'>['schema']['properties'][string];

/** What can be chosen. */
export type Choice = NonNullable<FieldSchema['options']>[number];

/** The options of a field in their order; the names of countries are the browser's. */
export function choicesOf(field: FieldSchema): readonly Choice[] {
  if (field.options !== undefined) return field.options;
  const names = new Intl.DisplayNames(document.documentElement.lang || 'en', { type: 'region' });
  const codes = (field.enum ?? []).map(String);
  return codes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}
