import type { Json } from '../definition/answers.ts';
import type { StepsOf } from '../definition/write/stored-types.ts';
import type { AnswerKind, AnswerOf, Problem } from '../render/front-end/answers/answers.ts';
import type { CallOptions } from './requests.ts';
import type { Upload, UploadOptions } from './upload.ts';

/** What cannot be read as its schema takes it: the text that was typed, or the parts of a date. */
export type Unread = string | { readonly [part: string]: string };

/** What stands in a step: each value as its schema takes it, or unread. */
export type Values<Inputs> = { readonly [Name in keyof Inputs]?: NonNullable<Inputs[Name]> | Unread };

/** What can be sent for a step. What is left out, or null, is not answered; the server says what is due. */
export type Sendable<Inputs> = { readonly [Name in keyof Inputs]?: Inputs[Name] | null | undefined };

/** A page that is on its way. */
type Next<W> = Promise<Page<W>>;

/** What every page has. */
interface Common<W> extends Problem {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Opens the page that a link of this one leads to. */
  go(link: string, options?: CallOptions): Next<W>;
}

/** What came of keeping a draft. */
export interface Drafted {
  readonly saved: boolean;
  readonly keptUntil: Date | null;
}

/** What a search found. */
export interface Found {
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
  /** Whether there are more than these. */
  readonly more: boolean;
  /** That the search did not work: it can be tried again. */
  readonly failed: boolean;
}

/** What can be done on the page of a step whose fields are known. */
interface StepActions<W, Inputs> {
  /** Answers the step, and opens what comes next; this page again, with `issues`, when something is wrong. */
  send(values: Sendable<Inputs>, options?: CallOptions): Next<W>;
  /** Keeps what is filled in so far, right or not. */
  draft(values: Sendable<Inputs>, options?: CallOptions): Promise<Drafted>;
  /** What is wrong with one field as it stands; null when nothing is. */
  check(
    field: keyof Inputs & string,
    values: Sendable<Inputs>,
    options?: CallOptions,
  ): Promise<string | null>;
  /** Which options a text finds, of a field whose list is searched: its `control` is `lookup`. */
  find(field: keyof Inputs & string, text: string, options?: CallOptions): Promise<Found>;
  /** Uploads a file, whose `file` is then sent as the field's value. */
  upload(field: keyof Inputs & string, file: Blob, options?: UploadOptions): Promise<Upload>;
}

/** The page of one step: `stepId` says of which, and `values` and `send` have its types. */
type PageOfStep<W, Id, Inputs> = Omit<AnswerOf<'step'>, 'values' | 'formatted' | 'show'> &
  Common<W> & {
    readonly stepId: Id;
    readonly values: Values<Inputs>;
    readonly formatted: { readonly [Name in keyof Inputs]?: readonly string[] };
    /** When fields are asked that depend on others: see `isShown`. */
    readonly show: AnswerOf<'step'>['show'];
  } & StepActions<W, Inputs>;

type Known<W, S> = S extends { readonly id: infer Id; readonly inputs: infer Inputs }
  ? PageOfStep<W, Id, Inputs>
  : never;

/** The page of any step of a wizard: narrow it by its `stepId`. */
export type StepPage<W> = [StepsOf<W>] extends [never]
  ? PageOfStep<W, string, { readonly [field: string]: Json }>
  : Known<W, StepsOf<W>>;

/** A row of a list, as it is sent: without an `id` it is a new one. */
export interface SentRow {
  readonly id?: string | undefined;
  readonly seen?: string | undefined;
  readonly values: { readonly [field: string]: Json | null | undefined };
}

/** A field of one row of a list. */
export interface FieldOfRow {
  readonly row?: string | undefined;
  readonly field: string;
}

/** What can be done on each kind of page beside those of steps. */
export interface Actions<W> {
  start: {
    /** Opens the first page. */
    begin(): Next<W>;
  };
  runs: {
    /** Opens a run of the list, or a saved one. */
    openRun(id: string): Next<W>;
    /** Opens another run, which is there with its first answer; the list again when there are as many as there may be. */
    startAnother(): Next<W>;
  };
  submitted: {
    openReceipt(): Next<W>;
    /** Starts the form once more. */
    restart(): Next<W>;
  };
  tasks: {
    /** Opens a section; the list again where it cannot start yet. */
    openTask(id: string): Next<W>;
    openCheck(): Next<W>;
  };
  items: ListActions<W>;
  rows: ListActions<W> & {
    /** Answers all rows at once. */
    send(rows: readonly SentRow[]): Next<W>;
    /** Keeps the rows, right or not, and adds an empty one. */
    addRow(rows: readonly SentRow[]): Next<W>;
    /** Which options a text finds, of a field of a row: its `control` is `lookup`. A new row has no id yet. */
    find(at: FieldOfRow, text: string, options?: CallOptions): Promise<Found>;
  };
  'remove-item': { remove(): Next<W> };
  external: {
    /** Goes to the other site: a page of kind `leaving` says where; or on, when there is nothing to do there. */
    leave(): Next<W>;
  };
  returned: { finish(): Next<W> };
  check: {
    /** Sends the answers. */
    submit(): Next<W>;
    /** Opens the step of a row of the summary, to come back here. */
    change(stepKey: string): Next<W>;
  };
  done: { refresh(): Next<W> } & HandsOver;
  exit: HandsOver;
  'in-progress': {
    /** Goes on with the answers that are there. */
    resume(): Next<W>;
  };
  conflict: {
    /** Sends what was sent once more, over what is stored. */
    keepMine(): Next<W>;
    /** Opens the step as it is stored. */
    keepStored(): Next<W>;
  };
  expired: {
    /** Starts a new session with what was sent; it waits there for its step. */
    takeOver(): Next<W>;
    /** Where the answers were deleted: brings them back with what was sent, until `undoUntil`. */
    undo(): Next<W>;
  };
  'saved-run': {
    /** Takes the run back that was saved from here, with what was sent meanwhile. */
    takeBack(): Next<W>;
  };
  'open-saved': { openRun(): Next<W> };
  'no-cookies': Repeatable<W>;
  full: Repeatable<W>;
  unavailable: Repeatable<W> & {
    /** After how many milliseconds the server wants to be asked again, where it says so. */
    readonly retryAfterMs?: number | undefined;
  };
  delete: { deleteAnswers(): Next<W> };
  deleted: {
    /** Brings the answers back, until `undoUntil`. */
    undo(): Next<W>;
  };
}

interface HandsOver {
  /** Starts another wizard of `handOvers`, with answers of this one where it says so. */
  handOver(wizard: string): Next<unknown>;
}

interface Repeatable<W> {
  /** Makes the same request once more. */
  again(): Next<W>;
}

interface ListActions<W> {
  /** Opens the first page of one more item. */
  add(): Next<W>;
  /** Says that there are no more. */
  finish(): Next<W>;
  /** Takes an item out. */
  remove(id: string): Next<W>;
  /** Puts the item back that was taken out last. */
  restore(): Next<W>;
}

/** The kinds of pages beside those of steps. */
export type OtherKind = Exclude<AnswerKind, 'step' | 'list'>;

/** A page of one kind. */
export type PageOfKind<W, Kind extends OtherKind> = Kind extends keyof Actions<W>
  ? AnswerOf<Kind> & Common<W> & Actions<W>[Kind]
  : AnswerOf<Kind> & Common<W>;

/** Whatever a wizard answers with: switch on its `kind`. */
export type Page<W> = StepPage<W> | { [Kind in OtherKind]: PageOfKind<W, Kind> }[OtherKind];
