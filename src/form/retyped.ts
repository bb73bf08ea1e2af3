import { isDeepStrictEqual } from 'node:util';
import type { Field } from '../definition/field.ts';
import type { Step } from '../definition/model.ts';
import { controlOf } from '../controls/all.ts';
import type { RawValue, RawValues } from '../controls/raw.ts';
import { readTyped } from './read.ts';

/** From which language into which, BCP 47. */
export interface Change {
  readonly from: string;
  readonly to: string;
}

/**
 * What is typed into a step, as it is typed in another language, where that would read it otherwise: `1.500` in German is
 * `1500` in English, and a month goes by its number. What can be read in neither stays to the letter.
 */
export function retyped({ fields }: Step, raw: RawValues, change: Change): RawValues {
  if (change.from === change.to) return raw;
  const entries = fields.flatMap((field) => {
    const typed = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
    return typed === undefined ? [] : [[field.name, retypedIn(field, typed, change)] as const];
  });
  return Object.fromEntries(entries);
}

function retypedIn(field: Field, typed: RawValue, { from, to }: Change): RawValue {
  const meant = readTyped(field, typed, from);
  const isMeant = (raw: RawValue) => isDeepStrictEqual(readTyped(field, raw, to), meant);
  if (meant === undefined || isMeant(typed)) return typed;
  const other = controlOf(field).typed(meant, field, to);
  return other !== undefined && isMeant(other) ? other : typed;
}
