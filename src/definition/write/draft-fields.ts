import type { core } from 'zod';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import { isRecord } from '../../is-record.ts';
import type { Condition } from '../answers.ts';
import type { Content, Field } from '../field.ts';
import { introspect } from '../schema/introspect.ts';
import { contentOf } from './content.ts';
import { withInitials } from './initials.ts';
import { withOffers } from './offers.ts';
import { recordCondition } from './record-condition.ts';

/** An options object as an author may have written it, typed or not. */
export type Given = { readonly [property: string]: unknown };

/** The fields of a step in order, the texts between them, and what is wrong with either. */
export function fieldsOf(
  step: string,
  options: Given,
): {
  readonly fields: readonly Field[];
  readonly contents: readonly Content[];
  readonly faults: readonly Fault[];
} {
  const fields: Field[] = [];
  const contents: Content[] = [];
  const faults: Fault[] = [];
  const shows = (options['show'] ?? {}) as { readonly [name: string]: (() => unknown) | undefined };
  const schemas = Object.entries((options['fields'] ?? {}) as Given);
  for (const [name, schema] of schemas) {
    if (!isSchema(schema)) {
      faults.push(newFault('not-a-schema', notASchema(schema), { step, field: name }));
      continue;
    }
    const shown = Object.hasOwn(shows, name) ? shows[name] : undefined;
    const recorded = shown === undefined ? { faults: [] } : recordCondition('show', shown, [[step], []]);
    const show = 'condition' in recorded ? recorded.condition : undefined;
    faults.push(...recorded.faults.map((fault) => ({ ...fault, step, field: name })));
    const between = contentOf(schema);
    if (between !== undefined) {
      contents.push(Object.freeze({ name, ...between, after: fields.length, show }));
      continue;
    }
    const read = introspect(name, schema);
    faults.push(...read.faults.map((fault) => ({ ...fault, step })));
    fields.push(show === undefined ? read.field : shownBy(show, read.field));
  }
  for (const name of Object.keys(shows)) {
    if (schemas.some(([known]) => known === name)) continue;
    const known = schemas.map(([each]) => each);
    const message = `its show names an unknown field "${name}"${didYouMean(name, known)}`;
    faults.push(newFault('unknown-field', message, { step, property: 'show', word: name }));
  }
  const offered = withOffers(step, fields, options['offer']);
  const begun = withInitials(step, offered.fields, options['initial']);
  return { fields: begun.fields, contents, faults: [...faults, ...offered.faults, ...begun.faults] };
}

/** A field that is asked under a condition, and each of its parts with it. */
function shownBy(show: Condition, field: Field): Field {
  const parts = field.parts?.map((part) => shownBy(show, part));
  return Object.freeze({ ...field, parts, show });
}

function notASchema(value: unknown): string {
  const use = 'use a maker such as text("…"), or a schema with .meta({ label: "…" })';
  if (typeof value !== 'object' || value === null) return `is no Zod schema; ${use}`;
  // Zod 3 says so in `_def`; other libraries in what they share with Zod 4 (https://standardschema.dev).
  if ('_def' in value && isRecord(value._def) && 'typeName' in value._def)
    return 'is a schema of Zod 3; Stepway takes those of Zod 4: npm install zod@4, or import from "zod/v4"';
  const standard = '~standard' in value ? value['~standard'] : undefined;
  if (isRecord(standard) && typeof standard['vendor'] === 'string')
    return `is a schema of ${standard['vendor']}, and not of Zod; ${use}`;
  return `is no Zod schema; ${use}`;
}

/** Whether something is a schema of Zod 4. */
export function isSchema(value: unknown): value is core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}
