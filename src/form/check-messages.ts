import type { Field } from '../definition/field.ts';
import { kindOf } from '../kind-of.ts';
import type { WordedIssue } from './issue.ts';

/** What an author's check said that is no messages by field: a name without a field, or a message that is no text. */
export type WrongMessage =
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'no-text'; readonly name: string; readonly what: string };

/**
 * The messages that a check returned for one page, as issues of code `check`: the page's own (`''`) first, then in the
 * order of its fields. Authors write `{ end: isLate ? 'message' : undefined }`, and `isLate && 'message'`: no message.
 *
 * @param raise makes the error of what cannot be shown, as passing over it would take the answer for a valid one
 */
export function issuesOfMessages(
  messages: { readonly [field: string]: unknown },
  fields: readonly Field[],
  raise: (wrong: WrongMessage) => Error,
): readonly WordedIssue[] {
  const names = ['', ...fields.map(({ name }) => name)];
  const stranger = Object.keys(messages).find((name) => !names.includes(name));
  if (stranger !== undefined) throw raise({ kind: 'unknown', name: stranger });
  return names.flatMap((field) => {
    const message = Object.hasOwn(messages, field) ? messages[field] : undefined;
    if (isNone(message)) return [];
    if (typeof message !== 'string') throw raise({ kind: 'no-text', name: field, what: kindOf(message) });
    return [{ field, code: 'check', message }];
  });
}

/** Whether it says that there is no message. */
export function isNone(message: unknown): boolean {
  return message === undefined || message === null || message === false || message === '';
}

/** Whether a value is an object as it is written in a literal: an error, or a map, holds nothing by name. */
export function isPlainObject(value: unknown): value is { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
