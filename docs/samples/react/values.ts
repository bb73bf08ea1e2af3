import { isShown, type Show } from 'stepway/client';
import type { FieldSchema, Json } from './field.ts';

/** What stands in the fields of a page: as their schemas take it, or as it was typed. */
export type Filled = { readonly [field: string]: unknown };

interface Asking {
  readonly schema: { readonly properties: { readonly [field: string]: FieldSchema } };
  readonly show: Show;
}

/** What is sent of them: nothing of what is not asked, null for what is empty, a number where it is one. */
export function sentOf(page: Asking, values: Filled): { readonly [field: string]: Json | null } {
  const asked = Object.entries(page.schema.properties).filter(
    ([name, { control }]) => control !== 'hidden' && isShown(name, page, values),
  );
  return Object.fromEntries(asked.map(([name, field]) => [name, valueOf(field, values[name])]));
}

function valueOf({ type }: FieldSchema, value: unknown): Json | null {
  if (value === undefined || value === '') return null;
  // What is no number goes as it was typed: the server says what is wrong, and gives it back.
  const isNumber = (type === 'number' || type === 'integer') && typeof value === 'string';
  if (isNumber && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return value as Json;
}
