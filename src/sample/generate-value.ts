import { z } from 'zod';
import { controlOf } from '../controls/all.ts';
import type { Random, SchemaLimits } from '../controls/sample.ts';
import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import { fromPattern } from './from-pattern.ts';

/**
 * A plausible answer to a field, made by its control from its schema. Most are valid; the caller tries them.
 *
 * @param from `today`: the day from which dates are counted, an ISO date; `tried`: how often the field was tried
 *   before, by which ranges widen
 */
export function generateValue(
  field: Field,
  random: Random,
  { today, tried = 0 }: { readonly today: string; readonly tried?: number },
): Json {
  const matching = (pattern: string) => fromPattern(pattern, random);
  return controlOf(field).sample(field, { random, limits: limitsOf(field), today, tried, matching });
}

/** Makes random numbers from a seed, by mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    pick: (items) => items[whole(0, items.length - 1)]!,
    shuffled: (items) =>
      items
        .map((item) => ({ item, rank: next() }))
        .toSorted((one, other) => one.rank - other.rank)
        .map(({ item }) => item),
  };
}

type JsonSchema = { readonly [key: string]: unknown };

const known = new WeakMap<Field, SchemaLimits>();

/** Reads the limits of a field's schema, which it accepts as input. */
export function limitsOf(field: Field): SchemaLimits {
  const limits = known.get(field) ?? readLimits(field);
  known.set(field, limits);
  return limits;
}

function readLimits(field: Field): SchemaLimits {
  const whole = z.toJSONSchema(field.schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const parts = flat(whole);
  const numbers = (key: string): readonly number[] =>
    parts.map((part) => part[key]).filter((value) => typeof value === 'number');
  const units = numbers('multipleOf');
  const unit = units.length === 0 ? undefined : Math.max(...units);
  const nudge = unit ?? controlOf(field).unit ?? 0.01;
  const low = [...numbers('minimum'), ...numbers('exclusiveMinimum').map((limit) => limit + nudge)];
  const high = [...numbers('maximum'), ...numbers('exclusiveMaximum').map((limit) => limit - nudge)];
  return {
    patterns: parts.map((part) => part['pattern']).filter((value) => typeof value === 'string'),
    minLength: Math.max(0, ...numbers('minLength')),
    maxLength: Math.min(Number.POSITIVE_INFINITY, ...numbers('maxLength')),
    // Zod's integers begin at the least that a double can hold exactly, which says nothing about the field.
    low: bound(
      low.filter((limit) => limit > Number.MIN_SAFE_INTEGER),
      Math.max,
    ),
    high: bound(
      high.filter((limit) => limit < Number.MAX_SAFE_INTEGER),
      Math.min,
    ),
    unit,
    minItems: Math.max(0, ...numbers('minItems')),
    maxItems: Math.min(Number.POSITIVE_INFINITY, ...numbers('maxItems')),
  };
}

function flat(schema: JsonSchema): readonly JsonSchema[] {
  const { allOf, anyOf } = schema;
  const branch: unknown = Array.isArray(anyOf) ? anyOf[0] : undefined;
  return [schema, ...(Array.isArray(allOf) ? (allOf as JsonSchema[]) : []), branch]
    .filter((part): part is JsonSchema => typeof part === 'object' && part !== null)
    .flatMap((part) => (part === schema ? [part] : flat(part)));
}

function bound(limits: readonly number[], choose: (...limits: number[]) => number): number | undefined {
  return limits.length === 0 ? undefined : choose(...limits);
}
