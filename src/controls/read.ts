import type { Field, Json } from '../definition/model.ts';
import type { ControlKind } from './control.ts';
import type { RawValue } from './raw.ts';
import { readings } from './reading/readings.js';

/** What a field's schema takes of what was typed, by the reading of its control. */
export function read(control: ControlKind, field: Field, raw: RawValue | undefined): Json | undefined {
  const reading = control.read ?? readings[control.reading];
  return reading(raw, control.readingOptions?.(field) ?? {});
}
