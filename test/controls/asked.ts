import { core } from 'zod';
import { controlOf, type Control } from '../../src/controls/all.ts';
import type { RawValue } from '../../src/controls/raw.ts';
import type { Json } from '../../src/definition/answers.ts';
import type { Field, FieldMeta } from '../../src/definition/field.ts';
import { readTyped } from '../../src/form/read.ts';
import { english } from '../../src/language/language.ts';
import { limitsOf, seeded } from '../../src/sample/generate-value.ts';
import { everyControl } from '../support/fields.ts';

/** A field of a control, and what its control makes of it. */
export interface Asked {
  readonly field: Field;
  /** What the schema gets of what was typed. */
  readonly read: (typed: RawValue | undefined, language?: string) => Json | undefined;
  /** What stands in the control for a stored answer. */
  readonly typed: (stored: Json, language?: string) => RawValue | undefined;
  /** How a stored answer reads in a summary. */
  readonly lines: (stored: Json, language?: string) => readonly string[];
  /** Whether sample answers pass the schema. */
  readonly samplesFit: () => boolean;
}

/** A field of one of our controls; `more` is its own. */
export function asked(
  control: Control,
  { meta, ...more }: Partial<Omit<Field, 'meta'>> & { readonly meta?: Partial<FieldMeta> } = {},
): Asked {
  const plain = everyControl.find((each) => each.control === control)!;
  const field: Field = { ...plain, ...more, meta: { ...plain.meta, ...meta } };
  const kind = controlOf(field);
  const random = seeded(1);
  return {
    field,
    read: (raw, language = 'en') => readTyped(field, raw, language),
    typed: (stored, language) => kind.typed(stored, field, language),
    lines: (stored, language = 'en') => kind.lines(stored, field, { say: english.say, language }),
    samplesFit: () =>
      Array.from({ length: 50 }, (_, tried) => {
        const context = {
          random,
          limits: limitsOf(field),
          today: '2027-01-01',
          tried,
          matching: () => undefined,
        };
        return core.safeParse(field.schema, kind.sample(field, context)).success;
      }).every(Boolean),
  };
}
