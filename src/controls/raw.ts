import type { NumberMarks } from '../language/formats.ts';

/** What was typed into a control of several inputs, by the name of each: a date's day, month and year. */
export type RawParts = { readonly [part: string]: string };

/** A date as it was typed. */
export type RawDate = { readonly day: string; readonly month: string; readonly year: string };

/** What was typed into one control, to the letter. */
export type RawValue = string | readonly string[] | RawParts;

/** What was typed into a step's declared fields, by field name; absent when nothing was sent for it. */
export type RawValues = { readonly [field: string]: RawValue };

/**
 * How a control's value is sent: under the field's name once or several times, or as parts, each under
 * `<field>-<part>`.
 */
export type Inputs = 'one' | 'several' | readonly string[];

/** What a reading must know of its field, as plain data, so that the page's script can have it too. */
export interface ReadingOptions {
  /** Whether an answer is due. */
  readonly required?: boolean | undefined;
  /** Of files: whether the answer is a list of them. */
  readonly several?: boolean | undefined;
  /** Of a number: how many decimals it has at most, 0 for whole ones. */
  readonly decimals?: number | undefined;
  /** Of a number: by what the page's language parts thousands and decimals. */
  readonly marks?: NumberMarks | undefined;
  /** Of a number: the unit that is shown behind the control, such as `kg`, and may be typed too. */
  readonly suffix?: string | undefined;
  /** Of an amount: its currency's ISO 4217 code and signs, which may be typed too; those of others may not. */
  readonly currency?: { readonly code: string; readonly signs: readonly string[] } | undefined;
  /**
   * Of a date: the names that months have in the page's language beside the English ones, January first; several rounds
   * of twelve are several forms of them.
   */
  readonly months?: readonly string[] | undefined;
}
