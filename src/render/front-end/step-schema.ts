import { z } from 'zod';
import { controlOf } from '../../controls/all.ts';
import type { Field } from '../../definition/field.ts';
import { keyOf } from '../../definition/path.ts';
import type { Step } from '../../definition/model.ts';
import { longestOf } from '../../form/parse-field.ts';

type JsonSchema = { readonly [key: string]: unknown };

// Made once a step, since Zod takes longer for one than all the rest of an answer does.
const schemas = new WeakMap<Step, JsonSchema>();

/** A step's fields as one JSON Schema of what a POST takes: the schemas' inputs. */
export function schemaOf(step: Step): JsonSchema {
  const known = schemas.get(step);
  if (known !== undefined) return known;
  const made = {
    type: 'object',
    properties: Object.fromEntries(step.fields.map((field) => [field.name, fieldSchema(field)])),
    required: step.fields
      .filter((field) => field.required && field.show === undefined)
      .map((field) => field.name),
  };
  schemas.set(step, made);
  return made;
}

function fieldSchema(field: Field): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(field.schema, { io: 'input', unrepresentable: 'any' });
  const { label, hint } = field.meta;
  // Functions and what only our own controls need are left out of the meta that Zod copies.
  const { messages: __, summary: ___, options: ____, from, ...rest } = schema as Record<string, unknown>;
  return {
    ...rest,
    title: label,
    ...(hint === undefined ? {} : { description: hint }),
    control: field.control,
    maxLength: rest['maxLength'] ?? longestOf(field),
    ...controlOf(field).jsonSchema?.(field),
    ...(field.options.length === 0 ? {} : { options: field.options }),
    ...(from === undefined ? {} : { itemsOf: keyOf(field.meta.from!.group) }),
  };
}
