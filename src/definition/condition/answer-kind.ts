import { core } from 'zod';
import type { Field } from '../model.ts';
import { peel } from '../schema/peel.ts';

/** What a field's stored answers are, as far as conditions can tell. */
export type AnswerKind = 'text' | 'date' | 'time' | 'number' | 'boolean' | 'list' | 'opaque';

/** The kind of a field's stored answers: `opaque` when its schema changes their type. */
export function answerKind(field: Field): AnswerKind {
  if (!field.comparable) return 'opaque';
  if (field.shape !== 'string') return field.shape;
  const { core: found } = peel(field.schema, () => undefined);
  const format = found.kind === 'string' ? found.format : undefined;
  return format === 'date' || format === 'time' ? format : 'text';
}

/** Whether a field's schema takes a value; what cannot be said now (an async schema) counts as yes. */
export function mayBeAccepted(field: Field, value: unknown): boolean {
  try {
    return core.safeParse(field.schema, value).success;
  } catch {
    return true;
  }
}
