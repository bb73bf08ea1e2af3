import { z } from 'zod';
import { controlOf } from '../../controls/all.ts';
import type { Json } from '../../definition/answers.ts';
import type { Field } from '../../definition/field.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { everyPlace, type StepPlace } from '../../definition/place.ts';
import { outputsOf } from '../../form/validate.ts';
import { sampleKey } from '../../sample/item-counts.ts';
import { generateValue, limitsOf, seeded } from '../../sample/generate-value.ts';

/** What is kept of one field. */
export interface KeptField {
  /** Values that its version took. */
  readonly samples: readonly Json[];
  /** How long a text could be. */
  readonly maxLength?: number | undefined;
}

/** A file of `wizards/.versions/`: what one version of a wizard could store, by step and field. */
export interface KeptVersion {
  readonly wizard: string;
  readonly version: number;
  readonly steps: { readonly [key: string]: { readonly [field: string]: KeptField } };
}

/** The schema of such a file. */
export const keptVersion: z.ZodType<KeptVersion> = z.strictObject({
  wizard: z.string(),
  version: z.int().positive(),
  steps: z.record(
    z.string(),
    z.record(
      z.string(),
      z.strictObject({ samples: z.array(z.json()), maxLength: z.int().positive().optional() }),
    ),
  ),
});

const mostSamples = 40;
/** A longer text is not tried: a limit so high is seldom lowered by accident. */
const longestTried = 10_000;
/** Samples stand in a file that is compared with later: they must not move with the days. */
const fixedDay = '2026-01-15';

/** What this version of a wizard can store, in values that a later version can be tried with. */
export async function shapeOf(definition: WizardDefinition): Promise<KeptVersion> {
  const steps: { [key: string]: { [field: string]: KeptField } } = {};
  for (const place of everyPlace(definition)) {
    if (place.kind !== 'step' || place.step.fields.length === 0) continue;
    const fields: { [field: string]: KeptField } = {};
    for (const field of place.step.fields) fields[field.name] = await keptOf(place, field);
    steps[sampleKey(place)] = fields;
  }
  return { wizard: definition.id, version: definition.version, steps };
}

/** The values that stand for a kept field; the longest text besides. */
export function samplesOf({ samples, maxLength }: KeptField): readonly Json[] {
  return maxLength === undefined ? samples : [...samples, 'x'.repeat(maxLength)];
}

async function keptOf(place: StepPlace, field: Field): Promise<KeptField> {
  const fits = async (value: Json) => {
    const { show: _, ...shown } = field;
    const alone = { ...place, step: { ...place.step, fields: [shown] } };
    return (await outputsOf(alone, { [field.name]: value })) !== undefined;
  };
  const samples: Json[] = [];
  for (const value of candidates(field)) if (await fits(value)) samples.push(value);
  const { maxLength } = limitsOf(field);
  const { reading } = controlOf(field);
  const isPlain = reading === 'line' || reading === 'lines';
  const isTried = isPlain && maxLength <= longestTried && (await fits('x'.repeat(maxLength)));
  return isTried ? { samples, maxLength } : { samples };
}

function candidates(field: Field): readonly Json[] {
  // What the host will load cannot be known here; a schema of such a choice takes any text.
  if (field.meta.source !== undefined || field.meta.from !== undefined) return ['value'];
  const options = field.options.slice(0, mostSamples).map(({ value }) => value);
  if (options.length > 0 && field.shape === 'string') return options;
  if (field.shape === 'boolean') return [true, false];
  const random = seeded(1);
  const made = [0, 1, 2].map((tried) => generateValue(field, random, { today: fixedDay, tried }));
  const { low, high } = limitsOf(field);
  const bounds = [low, high].filter((bound) => bound !== undefined);
  const all = field.shape === 'list' ? [...options.map((option) => [option]), ...made] : [...made, ...bounds];
  return [...new Map(all.map((value) => [JSON.stringify(value), value])).values()];
}
