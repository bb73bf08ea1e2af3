import type { core } from 'zod';
import type { AnswerPath, Condition, Json } from './answers.ts';
import type { ChoiceSource, Option } from './choice-source.ts';

export type { Option };

/** A control of an author's own, as `control()` makes it; what else it is, `controls/control.ts` says. */
export interface OwnControl {
  readonly name: string;
}

/** The faults of a field for which an author can give a message; the rest are worded from the label. */
export type FaultName =
  'required' | 'invalid' | 'tooShort' | 'tooLong' | 'tooSmall' | 'tooBig' | 'tooEarly' | 'tooLate';

/** The items of a group as the options of a choice: see `fromGroup`. */
export interface ItemSource {
  /** The address of the group, from the scope of the step. */
  readonly group: AnswerPath;
  /** What an option is called by, of the item's own answers; as the group calls its items without it. */
  readonly item?: string | undefined;
}

/**
 * What `.meta({ … })` of a Zod schema may say about a field. Only `label` is required; everything else has a default
 * that follows from the schema.
 */
export interface FieldMeta {
  /** The question or name of the field, as the visitor reads it. */
  readonly label: string;
  readonly hint?: string;
  /** The name of one of ours (`Control`), or an author's own. */
  readonly control?: string | OwnControl;
  /** What the field is called inside messages ("your email address"); by default made from the label. */
  readonly name?: string;
  readonly options?: readonly Option[];
  /** Where the options come from while the server runs; the answer must be among them when it is sent. */
  readonly source?: ChoiceSource;
  /** The items of a group as the options: the answer names those that are there. */
  readonly from?: ItemSource;
  readonly messages?: Partial<Record<FaultName, string>>;
  /**
   * How the answer reads in a summary, where undefined leaves its row out; by default the option's label, a formatted
   * date, "Yes", …
   */
  readonly summary?: (value: never) => string | undefined;
  /** What opens under a summary at the field. */
  readonly help?: Help;
  /** With which other fields of its page it stands under a heading: see `group`. */
  readonly group?: FieldGroup;
  /** HTML autocomplete token (WCAG 1.3.5), such as `email` or `bday`. */
  readonly autocomplete?: string;
  /**
   * What the page's address may fill in, while the step is not answered: true for the field's own name, or the name of a
   * parameter.
   */
  readonly fromUrl?: boolean | string;
  /** ISO 4217 code of a money field, such as `GBP`. */
  readonly currency?: string;
  /** A suffix shown after a number, such as `kg`. */
  readonly suffix?: string;
  /** False for a number that is not counted with, such as a year: it reads "2001", not "2,001". */
  readonly grouping?: boolean;
  /**
   * Limits of a date field: an ISO date, `today` (the day in the wizard's time zone when the answer is sent), or a day
   * counted from it (`today - 18 years`).
   */
  readonly after?: string;
  readonly before?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** Whether the calendar of the browser stands beside the three inputs of a date. */
  readonly picker?: boolean;
  /** What kinds of files are taken: media types, such as `application/pdf` or `image/*`. */
  readonly types?: readonly string[];
  /** How large one file may be. */
  readonly maxBytes?: number;
  readonly rows?: number;
  /** The rows of a matrix, each a question. */
  readonly questions?: readonly Pick<Option, 'value' | 'label'>[];
  /** What the first and the last day of a range are called, and how many days it may have. */
  readonly first?: string;
  readonly last?: string;
  readonly minDays?: number;
  readonly maxDays?: number;
  /** What a rating is out of, and the words for its lowest and its highest grade; shown as stars. */
  readonly most?: number;
  readonly low?: string;
  readonly high?: string;
  readonly stars?: boolean;
  /** Whether the options of a list that opens are found by what is typed. */
  readonly search?: boolean;
  /** How many words a text has at most. */
  readonly maxWords?: number;
  readonly width?: number;
  /** What a hidden field carries. */
  readonly value?: string;
}

/** What a search gave. */
export type FoundOptions = {
  /** Whether somebody has searched just now. */
  readonly isAsked?: boolean | undefined;
} & (
  | {
      readonly kind: 'found';
      readonly query: string;
      readonly options: readonly Option[];
      /** Whether there are more than these. */
      readonly isMore: boolean;
    }
  /** The host's search did not answer. */
  | { readonly kind: 'failed'; readonly query: string }
);

/** What opens under a summary: "Why do we ask?". */
export interface Help {
  readonly summary: string;
  /** In Markdown. */
  readonly text: string;
}

/** What fields that stand together on a page are called. */
export interface FieldGroup {
  readonly heading: string;
  readonly hint?: string;
}

/** A text between the fields of a page. */
export interface Content {
  /** The name under which it stands among the fields; its `show` is written under it. */
  readonly name: string;
  /** In Markdown. */
  readonly text: string;
  /** How many of the step's fields stand before it. */
  readonly after: number;
  /** With which fields it stands under a heading. */
  readonly group?: FieldGroup | undefined;
  readonly show?: Condition | undefined;
}

/**
 * What a field begins with: the same for everybody, a day as limits say it (`today + 7 days`), an earlier answer; some or
 * all parts of an answer that has several, each in its own way.
 */
export type Initial =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'answer'; readonly ref: AnswerPath }
  | { readonly kind: 'parts'; readonly parts: { readonly [part: string]: Initial } };

/** One field of a step: its schema, and what was read from the schema and its meta once. */
export interface Field {
  readonly name: string;
  readonly schema: core.$ZodType;
  readonly meta: FieldMeta;
  /** Its control's name: one of ours, or an author's own. */
  readonly control: string;
  readonly required: boolean;
  /** The label as it was written, where it has links or emphasis; `meta.label` has its words. */
  readonly longLabel?: string | undefined;
  /** What is stored: the JSON type of the schema's input. */
  readonly shape: 'string' | 'number' | 'boolean' | 'list' | 'object';
  /** Of an answer that is an object its parts, in order: each as a field, which conditions and texts name by itself. */
  readonly parts?: readonly Field[] | undefined;
  /** False for a part that is no words, such as a drawing: it is neither written into a text nor compared. */
  readonly isWords?: boolean | undefined;
  /** Every option of a choice, in order; empty for other controls, and for items of a group until they are looked up. */
  readonly options: readonly Option[];
  /** What a search for the typed text gave, on a page that shows it: the options found are among the field's. */
  readonly found?: FoundOptions | undefined;
  /** That the options stand in for those that could not be loaded, so that others are taken too. */
  readonly takesOthers?: boolean | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** What its author says of a longer text, in the schema itself. */
  readonly tooLong?: string | undefined;
  /** The least number that its schema takes, as far as it says so. */
  readonly minimum?: number | undefined;
  /** Shown only when this holds for the other values of the same step (refs `[own step…, field]`) or earlier answers. */
  readonly show?: Condition;
  /** When its options are offered, by value: those that are not named always are. By earlier answers alone. */
  readonly offer?: { readonly [option: string]: Condition } | undefined;
  /** What stands in its control until the step is answered. */
  readonly initial?: Initial | undefined;
  /** False when the schema changes the type of its input, so that a condition cannot compare the answer. */
  readonly comparable: boolean;
}
