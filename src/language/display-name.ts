import type { Field } from '../definition/field.ts';
import type { FaultKey } from './en/faults.ts';

/** What is looked at of a field to name it. */
export interface NamedField extends Pick<Field, 'control' | 'meta'> {
  /** For messages that name one of them. */
  readonly options?: Field['options'] | undefined;
}

/** How a message calls its field; what is absent is said in general words. */
export interface DisplayName {
  /** Inside a sentence: "your email address". */
  readonly name?: string | undefined;
  /** At the start of one: "Email address". */
  readonly subject?: string | undefined;
}

/** Names a field inside the message for one fault, by the grammar of a language. */
export type NameField = (field: NamedField, key: FaultKey) => DisplayName;

/** Without a language's grammar a field is called by `meta.name`, or by its label as it is, unless that is a question. */
export const nameByLabel: NameField = (field) => {
  const called = givenName(field) ?? bareLabel(field);
  return called === '' || /[?？؟]$/.test(called) ? {} : { name: called, subject: upperFirst(called) };
};

/** The name that the author gave the field for messages; undefined where there is none. */
export function givenName({ meta }: NamedField): string | undefined {
  const given = meta.name?.trim();
  return given === '' ? undefined : given;
}

/** A label without what stands in brackets at its end, or its last colon or dot. */
export function bareLabel({ meta }: NamedField): string {
  return meta.label.trim().replace(/\s*\([^()]*\)$|[:.]$/g, '');
}

/** The text with a capital at its start. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
