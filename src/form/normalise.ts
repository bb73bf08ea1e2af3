import { controlOf } from '../controls/all.ts';
import type { RawValues } from '../controls/raw.ts';
import { read } from '../controls/read.ts';
import type { Json, Step } from '../definition/model.ts';

/** A step's values on their way to validation: what the schemas take, or what could not be read as it. */
export type StepCandidate = { readonly [field: string]: Json | undefined };

/**
 * Turns what was typed into what the schemas take: trimmed, `''` absent, numbers, booleans, ISO dates, lists. What
 * cannot be read as such stays what it was (a string; an unreadable date its three parts), for validation to word.
 */
export function normalise(step: Step, raw: RawValues): StepCandidate {
  const entries: [string, Json][] = [];
  for (const field of step.fields) {
    const value = read(controlOf(field), field, Object.hasOwn(raw, field.name) ? raw[field.name] : undefined);
    if (value !== undefined) entries.push([field.name, value]);
  }
  return Object.fromEntries(entries);
}
