import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';

/** Random numbers from a seed: the same seed gives the same ones, on every machine. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  /** One of the items; there must be one. */
  pick<Item>(items: readonly Item[]): Item;
  /** The items in another order. */
  shuffled<Item>(items: readonly Item[]): readonly Item[];
}

/** What a field's schema says about its values, as far as JSON Schema can say it. */
export interface SchemaLimits {
  readonly patterns: readonly string[];
  readonly minLength: number;
  readonly maxLength: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** What a number must be a multiple of. */
  readonly unit: number | undefined;
  readonly minItems: number;
  readonly maxItems: number;
}

/** What a sample answer is made from. */
export interface SampleContext {
  readonly random: Random;
  readonly limits: SchemaLimits;
  /** The day from which dates are counted, an ISO date. */
  readonly today: string;
  /** How often the field was tried before: ranges widen with it. */
  readonly tried: number;
  /** A text that matches a regular expression; undefined for one that is too hard. */
  readonly matching: (pattern: string) => string | undefined;
}

/** A text that matches the schema's pattern, otherwise a plain one of the length that it wants. */
export function sampleText(plain: () => string, { limits, matching }: SampleContext): string {
  const pattern = limits.patterns.at(-1);
  return (pattern === undefined ? undefined : matching(pattern)) ?? fitted(plain(), limits);
}

/** A text made as long as the schema wants it. */
export function fitted(plain: string, { minLength, maxLength }: SchemaLimits): string {
  let fit = plain;
  while (fit.length < minLength) fit += plain.replace(/\s/g, '');
  return fit.length > maxLength ? fit.slice(0, maxLength).trimEnd().padEnd(Math.max(minLength, 1), 'x') : fit;
}

/** A number within the schema's limits. */
export function sampleNumber(
  { random, limits, tried }: SampleContext,
  { unit: usualUnit, span: usualSpan }: { readonly unit: number; readonly span: number },
): number {
  const unit = limits.unit ?? usualUnit;
  const span = Math.max(unit, usualSpan) * (tried + 1);
  const low = limits.low ?? (limits.high === undefined ? 0 : limits.high - span);
  const high = limits.high === undefined ? low + span : Math.min(limits.high, low + span);
  const first = Math.ceil(low / unit);
  const decimals = Math.max(0, Math.ceil(-Math.log10(unit)));
  return Number((random.whole(first, Math.max(first, Math.floor(high / unit))) * unit).toFixed(decimals));
}

/** One of the options. */
export function sampleOption(field: Field, { random }: SampleContext): Json {
  return random.pick(field.options).value;
}
