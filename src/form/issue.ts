import type { FaultName } from '../definition/model.ts';
import type { DatePart, AnswerFault } from '../language/fault.ts';

export type { RawDate, RawValue, RawValues } from '../controls/raw.ts';

interface InField {
  /** The field's name, or `''` for the step as a whole. */
  readonly field: string;
  /** The faulty parts of a date. */
  readonly parts?: readonly DatePart[] | undefined;
}

/** An issue that is a sentence: an author's own, or one of ours as it is shown. */
export interface WordedIssue extends InField {
  /** `required`, `invalid`, `tooLong`, …, `check` for an author's check, or `rejected` for their handler. */
  readonly code: string;
  readonly message: string;
}

/** An issue of ours: what is wrong and its values. The page that shows it makes the sentence, in its own language. */
export interface FoundIssue extends InField {
  readonly code: FaultName;
  readonly fault: AnswerFault;
}

/** One thing to fix in a step. */
export type Issue = WordedIssue | FoundIssue;
