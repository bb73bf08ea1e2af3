import type { core } from 'zod';
import type { Fault } from '../fault.ts';

/** What a stored answer can be: plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a condition can compare with. */
export type Scalar = string | number | boolean;

/**
 * The address of an answer, from the scope in which it is written: the ids of the nodes down to the step, then the
 * field, as in `['visit', 'found']`. A value is its own address (`['fee']`), the number of a group's items is called
 * `count` (`['children', 'count']`), and `*` stands for the item that is asked about
 * (`['children', '*', 'about', 'age']`).
 */
export type AnswerPath = readonly string[];

/**
 * A condition as data: type-checked where it is written, evaluated by `condition/evaluate.ts`, drawn, linted and
 * explained. An answer that is absent equals nothing: `eq` is false for it and `ne` is true.
 */
export type Condition =
  | {
      readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
      readonly ref: AnswerPath;
      readonly value: Scalar;
    }
  | { readonly op: 'in'; readonly ref: AnswerPath; readonly values: readonly Scalar[] }
  | { readonly op: 'between'; readonly ref: AnswerPath; readonly low: Scalar; readonly high: Scalar }
  | { readonly op: 'includes'; readonly ref: AnswerPath; readonly value: Scalar }
  | { readonly op: 'answered'; readonly ref: AnswerPath }
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  /** Of the items of the group that `ref` names; `*` in the references of `of` stands for each of them in turn. */
  | { readonly op: 'some' | 'every'; readonly ref: AnswerPath; readonly of: Condition };

/** A control of an author's own, as `control()` makes it; what else it is, `controls/control.ts` says. */
export interface OwnControl {
  readonly name: string;
}

/** One option of a choice, in the order in which it is shown. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** Shows a divider "or" before this option. */
  readonly afterDivider?: boolean;
}

/** The faults of a field for which an author can give a message; the rest are worded from the label. */
export type FaultName =
  'required' | 'invalid' | 'tooShort' | 'tooLong' | 'tooSmall' | 'tooBig' | 'tooEarly' | 'tooLate';

/** Loads the options of a choice from the host: see `choiceFrom`. */
export interface ChoiceSource {
  readonly load: (context: {
    readonly services: never;
    /** Aborted at the time limit. */
    readonly signal: AbortSignal;
  }) => Promise<readonly Option[]>;
  /** Milliseconds, 1,500 by default. */
  readonly timeoutMs?: number;
  /** How long what was loaded is shown without asking again: milliseconds, 60,000 by default. */
  readonly cacheMs?: number;
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
  readonly messages?: Partial<Record<FaultName, string>>;
  /** How the answer reads in a summary; by default the option's label, a formatted date, "Yes", … */
  readonly summary?: (value: never) => string;
  /** HTML autocomplete token (WCAG 1.3.5), such as `email` or `bday`. */
  readonly autocomplete?: string;
  /** ISO 4217 code of a money field, such as `GBP`. */
  readonly currency?: string;
  /** A suffix shown after a number, such as `kg`. */
  readonly suffix?: string;
  /** Limits of a date field: an ISO date, or `today` (the server's local date when the answer is sent). */
  readonly after?: string;
  readonly before?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly rows?: number;
  readonly width?: number;
  /** What a hidden field carries. */
  readonly value?: string;
}

/** One field of a step: its schema, and what was read from the schema and its meta once. */
export interface Field {
  readonly name: string;
  readonly schema: core.$ZodType;
  readonly meta: FieldMeta;
  /** Its control's name: one of ours, or an author's own. */
  readonly control: string;
  readonly required: boolean;
  /** What is stored: the JSON type of the schema's input. */
  readonly shape: 'string' | 'number' | 'boolean' | 'list';
  /** Every option of a choice, in order; empty for other controls. */
  readonly options: readonly Option[];
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Shown only when this holds for the other values of the same step (refs `[own step…, field]`) or earlier answers. */
  readonly show?: Condition;
  /** False when the schema changes the type of its input, so that a condition cannot compare the answer. */
  readonly comparable: boolean;
}

/** The stored answers of one step, by field: the schemas' inputs as JSON. A field without an answer is absent. */
export type StepAnswers = { readonly [field: string]: Json };

/** Stored answers by the key of their step (`visit`, or `applicant/name` inside a part). */
export type AnswersByStep = { readonly [stepKey: string]: StepAnswers };

/** Answers as authors see them: nested by node id, then field. */
export type NestedAnswers = { readonly [id: string]: Json | NestedAnswers };

/** What a check returns: messages by field name, `''` for the step as a whole; nothing when all is well. */
export type CheckResult = { readonly [field: string]: string } | undefined | void;

/** What a check is given beside the step's own values. */
export interface CheckContext<Earlier = NestedAnswers, Services = unknown> {
  /** Live answers of the earlier steps, as stored. */
  readonly earlier: Earlier;
  /** Aborted at the check's time limit. */
  readonly signal: AbortSignal;
  readonly now: Date;
  readonly services: Services;
}

/** A check across the fields of a step and with earlier answers; runs when every field is valid by itself. */
export type StepCheck = (values: StepAnswers, context: CheckContext) => CheckResult | Promise<CheckResult>;

/** Makes the helpers of a step's view from earlier answers, as stored. */
export type StepHelpers = (earlier: NestedAnswers) => object;

/** What every page has that a visitor can come to. */
interface PageNode {
  readonly id: string;
  readonly title: string;
  /** Paragraphs of plain text under the heading. */
  readonly intro: readonly string[];
  /** The node's own condition; those of the nodes around it are theirs. */
  readonly when?: Condition | undefined;
  /** The name of the view in the wizard's folder of views; by default the place's own key, then the kind of page. */
  readonly view?: string | undefined;
  /** Makes what the page's own view gets as `wizard.helpers`, from the live answers of earlier steps; pure. */
  readonly helpers?: StepHelpers | undefined;
  /** The heading under which its answers stand in the summary and the step list. */
  readonly section?: string | undefined;
  /** Words of this page that replace the catalogue's, such as `continue`. */
  readonly words: { readonly [key: string]: string };
}

/** One page of questions (or of information, when it has no fields). */
export interface Step extends PageNode {
  readonly kind: 'step';
  readonly fields: readonly Field[];
  readonly check?: StepCheck | undefined;
  /** Milliseconds, 2000 by default. */
  readonly checkTimeoutMs: number;
}

/** A page on which the journey ends for those who reach it: no way on, only back. */
export interface Exit extends PageNode {
  readonly kind: 'exit';
}

/** Nodes under one id, from a fragment that may stand in other files and other wizards; they see only each other. */
export interface Part {
  readonly kind: 'part';
  readonly id: string;
  /** Whether the whole part applies. */
  readonly when?: Condition | undefined;
  /** The heading of those of its steps that name none. */
  readonly section?: string | undefined;
  readonly nodes: readonly Node[];
}

/** A task: nodes under a title of their own. It adds nothing to their keys, and they see what stands around it. */
export interface Section {
  readonly kind: 'section';
  readonly id: string;
  readonly title: string;
  /** Whether the whole section applies. */
  readonly when?: Condition | undefined;
  readonly nodes: readonly Node[];
}

/** Nodes that are asked once for each item ("add another"), and the page that lists the items. */
export interface Group extends PageNode {
  readonly kind: 'group';
  readonly nodes: readonly Node[];
  /** How many items there must be at least. */
  readonly min: number;
  /** How many there may be at most. */
  readonly max: number;
  /** How many items it has, as conditions compare and read it: a field that is never shown as a control. */
  readonly count: Field;
}

/** What is worked out from earlier answers: conditions read it as any answer; it is never asked, nor stored while open. */
export interface Value {
  readonly kind: 'value';
  readonly id: string;
  readonly when?: Condition | undefined;
  /** How it is compared and read out: a field that is never shown as a control. */
  readonly field: Field;
  /** Pure, and at once. What it reads of answers that are still to come makes it wait for them. */
  readonly compute: (earlier: NestedAnswers) => Json | undefined;
}

/** What a wizard's tree is made of. */
export type Node = Step | Exit | Part | Section | Group | Value;

/** The items of each group by its key (`children`, or `children/k3f9/toys` inside an item), in the order shown. */
export type ItemsByGroup = { readonly [groupKey: string]: readonly string[] };

/** Computed values by key. */
export type ValuesByKey = { readonly [key: string]: Json };

/** What the handler of a finished wizard is given. */
export interface Finished<Answers = NestedAnswers, Context = unknown, Services = unknown> {
  /** The answers of the steps on the path, parsed by their schemas. */
  readonly answers: Answers;
  /** The version of the definition that the visitor filled in: after a deployment it can be one before today's. */
  readonly version: number;
  /** What the host's `context(req)` returned when the visitor submitted. */
  readonly context: Context;
  /** The visitor's reference, the same over every attempt and generation. */
  readonly reference: string;
  /** The same over every attempt of one submission: hand it on to what must happen once. */
  readonly idempotencyKey: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted at the time limit of the attempt, and when the server stops. */
  readonly signal: AbortSignal;
  readonly services: Services;
}

/** Sends a submission back to the form: messages by step key, then field (`''` for the step as a whole). */
export interface Rejection {
  readonly reject: { readonly [stepKey: string]: { readonly [field: string]: string } };
}

/** What happens with the finished answers. */
export interface Completion {
  /** The words on the submit button, such as "Send application". */
  readonly action: string;
  readonly run?: (finished: Finished) => Promise<Rejection | void> | Rejection | void;
  /** Milliseconds for one attempt of `run`, 30,000 by default. */
  readonly timeoutMs: number;
  /** How often `run` is tried before the submission counts as failed, 8 by default. */
  readonly maxAttempts: number;
  /** Heading of the confirmation page. */
  readonly confirmation: string;
  /** Paragraphs about what happens next. */
  readonly next: readonly string[];
  /** A declaration shown above the submit button. */
  readonly declaration: readonly string[];
}

/** What the wizard's start page says. */
export interface StartPage {
  readonly intro: readonly string[];
  /** What the visitor will need. */
  readonly needs: readonly string[];
}

/** A finished, frozen wizard definition: plain data, schemas and the author's functions. */
export interface WizardDefinition {
  readonly kind: 'wizard';
  readonly id: string;
  readonly title: string;
  readonly version: number;
  /** The tree of everything that can be asked: nothing in it knows where it stands. See `definition/place.ts`. */
  readonly nodes: readonly Node[];
  /** `line`: each page opens when all before it are answered; `tasks`: the sections can be done in any order. */
  readonly order: 'line' | 'tasks';
  readonly completion: Completion;
  /** False when there is no start page and the first step opens at the wizard's URL. */
  readonly start: StartPage | false;
  /** Whether "Step n of m" is shown. */
  readonly progress: boolean;
  /** Whether the list of steps is shown beside them. */
  readonly stepList: boolean;
  /** Words of this wizard that replace the catalogue's. */
  readonly words: { readonly [key: string]: string };
  /** Turns stored answers of an older version into today's; pure. */
  readonly migrate?: (stored: { readonly version: number; readonly answers: unknown }) => unknown;
  /** Whether it names services with `.uses()`, which the host then hands in. */
  readonly usesServices: boolean;
  /** Faults that the builder found; reported together with those of the check at start-up. */
  readonly faults: readonly Fault[];
}
