import { z } from 'zod';
import { isoMonth } from '../../src/controls/month.ts';
import type { Control } from '../../src/controls/all.ts';
import type { Field, FieldMeta } from '../../src/definition/field.ts';
import type { Step } from '../../src/definition/model.ts';
import type { StepPlace } from '../../src/definition/place.ts';
import { aStep, placeOf } from './definition.ts';

type Loose = Partial<Omit<Field, 'meta'>> & { readonly meta?: Partial<FieldMeta> };

/** A field by hand, as the builder would make it. */
export function field(name: string, control: Control, schema: z.ZodType, more: Loose = {}): Field {
  const { meta, ...rest } = more;
  return {
    name,
    schema,
    control,
    meta: { label: name, ...meta },
    required: !schema.safeParse(undefined).success,
    shape: shapeOf(control),
    options: [],
    comparable: true,
    ...rest,
  };
}

/** A step with these fields. */
export function step(fields: readonly Field[], more: Partial<Step> = {}): Step {
  return aStep('here', undefined, { title: 'Here', fields, ...more });
}

/** The place of a step with these fields, the only one of its wizard. */
export function stepPlace(fields: readonly Field[], more: Partial<Step> = {}): StepPlace {
  return placeOf(step(fields, more));
}

function shapeOf(control: Control): Field['shape'] {
  switch (control) {
    case 'integer':
    case 'year':
    case 'rating':
    case 'decimal':
    case 'money':
      return 'number';
    case 'yesno':
    case 'consent':
      return 'boolean';
    case 'checkboxes':
      return 'list';
    case 'file':
    case 'matrix':
    case 'range':
    case 'signature':
      return 'object';
    default:
      return 'string';
  }
}

const fileRef = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.int(),
  sha256: z.string(),
});

/** One field of every control, all optional unless said. */
export const everyControl: readonly Field[] = [
  field('text', 'text', z.string().max(20).optional()),
  field('textarea', 'textarea', z.string().optional()),
  field('email', 'email', z.email().optional()),
  field('tel', 'tel', z.string().optional()),
  field('url', 'url', z.url().optional()),
  field('code', 'code', z.string().optional()),
  field('integer', 'integer', z.int().optional()),
  field('decimal', 'decimal', z.number().optional()),
  field('money', 'money', z.number().optional(), { meta: { currency: 'GBP' } }),
  field('year', 'year', z.int().min(1000).max(9999).optional()),
  field('yesno', 'yesno', z.boolean().optional()),
  field('radios', 'radios', z.enum(['a', 'b']).optional()),
  field('select', 'select', z.enum(['a', 'b']).optional()),
  field('lookup', 'lookup', z.string().min(1).optional(), {
    options: [{ value: 'f-1', label: 'Swift Vans' }],
    meta: { source: { find: async () => [], get: async () => undefined } },
  }),
  field('country', 'country', z.enum(['IE', 'FR']).optional(), {
    options: [
      { value: 'FR', label: 'France' },
      { value: 'IE', label: 'Ireland' },
    ],
  }),
  field('rating', 'rating', z.int().min(1).max(5).optional()),
  field('checkboxes', 'checkboxes', z.array(z.enum(['a', 'b', 'c'])).optional()),
  field('matrix', 'matrix', z.object({ food: z.enum(['a', 'b']), room: z.enum(['a', 'b']) }).optional(), {
    options: [
      { value: 'a', label: 'Good' },
      { value: 'b', label: 'Bad' },
    ],
    meta: {
      questions: [
        { value: 'food', label: 'The food' },
        { value: 'room', label: 'The room' },
      ],
    },
  }),
  field('consent', 'consent', z.literal(true).optional()),
  field('month', 'month', z.stringFormat('month', isoMonth).optional()),
  field('date', 'date', z.iso.date().optional()),
  field('range', 'range', z.object({ from: z.iso.date(), to: z.iso.date() }).optional()),
  field('time', 'time', z.iso.time().optional()),
  field('file', 'file', fileRef.optional(), { meta: { types: ['image/*'], maxBytes: 5_000 } }),
  field(
    'signature',
    'signature',
    z.object({ name: z.string().min(1), drawing: z.string().optional() }).optional(),
  ),
  field('password', 'password', z.string().optional()),
  field('hidden', 'hidden', z.string().optional()),
];
