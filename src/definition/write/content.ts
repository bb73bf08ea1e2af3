import { z, type core } from 'zod';
import type { FieldGroup } from '../field.ts';

/** What stands between fields and is not asked. */
export interface ContentSchema extends core.$ZodType<undefined, undefined> {
  /** Never there at run time: it tells a text from a field. */
  readonly '~content': true;
}

interface Written {
  readonly text: string;
  readonly group: FieldGroup | undefined;
}

const written = new WeakMap<object, Written>();

/**
 * A text between the fields of a page: `fields: { name: text('Name'), why: content('We need **both**.') }`. With a `show`
 * under its name it opens by an answer.
 *
 * @param text in Markdown; it may name earlier answers
 */
export function content(text: string): ContentSchema {
  return contentIn(text, undefined);
}

function contentIn(text: string, group: FieldGroup | undefined): ContentSchema {
  const schema = z.undefined().optional();
  written.set(schema, { text: String(text), group });
  // It stands among the schemas of a step only to have its place there.
  return schema as unknown as ContentSchema;
}

/** The text that stands in the place of a field; undefined for a field. */
export function contentOf(schema: object): Written | undefined {
  return written.get(schema);
}

/**
 * Puts fields of a page under a heading: `fields: { ...group('Your home', { street: text('Street') }) }`. Their names, and
 * their answers, are those that they have without it.
 *
 * @returns the same fields
 */
export function group<const F extends { readonly [name: string]: core.$ZodType }>(
  heading: string,
  fields: F,
  { hint }: { readonly hint?: string } = {},
): F {
  const of: FieldGroup = Object.freeze({ heading, ...(hint === undefined ? {} : { hint }) });
  const entries = Object.entries(fields).map(([name, schema]) => [name, inGroup(schema, of)] as const);
  return Object.fromEntries(entries) as F;
}

function inGroup(schema: core.$ZodType, of: FieldGroup): core.$ZodType {
  const between = contentOf(schema);
  if (between !== undefined) return contentIn(between.text, of);
  return hasMeta(schema) ? schema.meta({ ...schema.meta(), group: of }) : schema;
}

/** What is no schema is reported by the step. */
function hasMeta(schema: unknown): schema is z.ZodType {
  return (
    typeof schema === 'object' && schema !== null && 'meta' in schema && typeof schema.meta === 'function'
  );
}
