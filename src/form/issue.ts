/** One thing to mend in a step, as the visitor reads it. */
export interface Issue {
  /** The field's name, or `''` for the step as a whole. */
  readonly field: string;
  /** The faulty parts of a date. */
  readonly parts?: readonly ('day' | 'month' | 'year')[];
  /** `required`, `invalid`, `tooLong`, … or `check` for an author's check. */
  readonly code: string;
  readonly message: string;
}

/** A date as it was typed. */
export interface RawDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** What was typed into one control, to the letter. */
export type RawValue = string | readonly string[] | RawDate;

/** What was typed into a step's declared fields, by field name; absent when nothing was sent for it. */
export type RawValues = { readonly [field: string]: RawValue };
