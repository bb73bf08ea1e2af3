import type { Awaitable } from '../awaitable.ts';
import type {
  AnswerPath,
  AnswerRef,
  Condition,
  ItemsByGroup,
  Json,
  NestedAnswers,
  StepAnswers,
} from './answers.ts';
import type { Content, Field, Help, Option } from './field.ts';
import type { Fault } from '../fault.ts';
import type { External } from './external.ts';

/** What a check returns: messages by field name, `''` for the step as a whole; nothing when all is well. */
export type CheckResult = { readonly [field: string]: string } | undefined | void;

/** What an author's function that may take time is given beside answers. */
export interface CallContext<Services = unknown> {
  /** Aborted at the time limit of the call. */
  readonly signal: AbortSignal;
  readonly now: Date;
  /** The day of `now` in the wizard's time zone, an ISO date: what `'today'` means in a date's limits. */
  readonly today: string;
  /** What the visitor reads, BCP 47; undefined where the deployment has one language. */
  readonly language?: string | undefined;
  readonly services: Services;
}

/** What a check is given beside the step's own values. */
export interface CheckContext<Earlier = NestedAnswers, Services = unknown> extends CallContext<Services> {
  /** Live answers of the earlier steps, as stored. */
  readonly earlier: Earlier;
  /** What the host's `context(req)` says of the visitor of this request, as JSON: what the handler gets of the last one. */
  readonly context: unknown;
}

/** A check across the fields of a step and with earlier answers; runs when every field is valid by itself. */
export type StepCheck = (values: StepAnswers, context: CheckContext) => CheckResult | Promise<CheckResult>;

/**
 * What a check of a list returns: a message for the list as a whole, or messages by an item's page (`0/about`: the item's
 * place in the list, then the step), then field, `''` for that page as a whole; nothing when all is well.
 */
export type ListCheckResult =
  string | { readonly [page: string]: { readonly [field: string]: string } } | undefined | void;

/** A check over all items of a group; runs when each is finished and there are to be no more. */
export type ListCheck = (
  items: readonly NestedAnswers[],
  context: CheckContext,
) => ListCheckResult | Promise<ListCheckResult>;

/** Options that are loaded for one visitor: by step key, then field, with the answers that they are for, as JSON. */
export interface LoadedOptions {
  readonly [stepKey: string]: {
    readonly [field: string]: {
      readonly on: string;
      readonly options: readonly Option[];
      readonly takesOthers?: boolean | undefined;
      /** Of a choice that is searched: the values that were looked up. Of others it is not known what they are. */
      readonly lookedUp?: readonly string[] | undefined;
    };
  };
}

/** Makes the helpers of a page from earlier answers, as stored; what comes later is waited for, each of them too. */
export type StepHelpers = (earlier: NestedAnswers, context: CallContext) => Awaitable<object>;

/** What every page has that a visitor can come to. */
interface PageNode {
  readonly id: string;
  readonly title: string;
  /** Paragraphs of plain text under the heading. */
  readonly intro: readonly string[];
  /** What opens under a summary, below the intro. */
  readonly help?: Help | undefined;
  /** The node's own condition; those of the nodes around it are theirs. */
  readonly when?: Condition | undefined;
  /** The name of the view in the wizard's folder of views; by default the place's own key, then the kind of page. */
  readonly view?: string | undefined;
  /** Makes what the page's own view gets as `wizard.helpers`, and a front end, from the live answers of earlier steps. */
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
  /** Texts between the fields; undefined where there are none. */
  readonly contents?: readonly Content[] | undefined;
  readonly check?: StepCheck | undefined;
  /** Milliseconds, 2000 by default. */
  readonly checkTimeoutMs: number;
  /** What its answer depends on: when one of these answers changes, the step is asked again. */
  readonly again?: readonly AnswerPath[] | undefined;
  /** The other site where it is done: its answer comes back from there, and nobody types it. */
  readonly external?: External | undefined;
}

/** What is put into one field of the other wizard: an answer of this one, or a value. */
export interface HandedField {
  /** The key of the other wizard's step, such as `you` or `home/address`. */
  readonly step: string;
  readonly field: string;
  readonly given: AnswerRef | { readonly value: Json };
}

/** A way on to another wizard that takes answers of this one along; a visitor goes it by a press, never by a link. */
export interface HandingOver {
  readonly to: WizardDefinition;
  /** The words on its button. */
  readonly title: string;
  /** What it is about, in Markdown. */
  readonly text: string | undefined;
  readonly fields: readonly HandedField[];
}

/** A page on which the journey ends for those who reach it: no way on, only back. */
export interface Exit extends PageNode {
  readonly kind: 'exit';
  /** Ways on to other wizards. */
  readonly handOvers: readonly HandingOver[];
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

/** How the items of a group are asked on one page. */
export interface Rows {
  /** The fields under which their sum is shown. */
  readonly totals: readonly string[];
}

/** Nodes that are asked once for each item ("add another"), and the page that lists the items. */
export interface Group extends PageNode {
  readonly kind: 'group';
  readonly nodes: readonly Node[];
  /** What an item is called by; without it, and without the answers that it names, an item is called by its number. */
  readonly item?: string | undefined;
  /** The question whether there is one more; in the catalogue's words without it. */
  readonly add?: string | undefined;
  /** How many items there must be at least. */
  readonly min: number;
  /** How many there may be at most. */
  readonly max: number;
  readonly check?: ListCheck | undefined;
  /** Milliseconds, 2000 by default. */
  readonly checkTimeoutMs: number;
  /** Whether its items are asked as the rows of one page; each of them is one step then. */
  readonly rows?: Rows | undefined;
  /** How many items it has, as conditions compare and read it: a field that is never shown as a control. */
  readonly count: Field;
}

/** What a value is worked out with beside answers. */
export interface ValueContext {
  /** The day in the wizard's time zone, an ISO date: the same for the whole request, and frozen when the form is sent. */
  readonly today: string;
}

/** What is worked out from earlier answers: conditions read it as any answer; it is never asked, nor stored while open. */
export interface Value {
  readonly kind: 'value';
  readonly id: string;
  /** Whether visitors see it by itself: as a row of the summary, and in what a front end gets. */
  readonly shown: boolean;
  readonly when?: Condition | undefined;
  /** How it is compared and read out: a field that is never shown as a control. */
  readonly field: Field;
  /** Pure, and at once. What it reads of answers that are still to come makes it wait for them. */
  readonly compute: (earlier: NestedAnswers, context: ValueContext) => Json | undefined;
}

/** What a wizard's tree is made of. */
export type Node = Step | Exit | Part | Section | Group | Value;

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
  /** What the visitor read when they submitted, BCP 47; undefined where the deployment has one language. */
  readonly language?: string | undefined;
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
  readonly run?: ((finished: Finished) => Promise<Rejection | void> | Rejection | void) | undefined;
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
  readonly receipt: Receipt;
}

/** What the receipt offers beside the reference and the copy of the answers. */
export interface Receipt {
  /** Ways on to other wizards. */
  readonly handOvers: readonly HandingOver[];
  readonly calendar?: Calendar | undefined;
  /** The address to which a copy of the answers is sent when the visitor asks for one. */
  readonly copyTo?: AnswerRef | undefined;
}

/** A day or a time of a calendar entry: as it was written, or the answer that holds it. */
export type CalendarDay = string | AnswerRef;

/** An entry that a visitor can take over into their calendar. */
export interface Calendar {
  readonly title: string;
  readonly place: string | undefined;
  readonly text: string | undefined;
  readonly day: CalendarDay;
  readonly lastDay: CalendarDay | undefined;
  readonly time: CalendarDay | undefined;
  readonly until: CalendarDay | undefined;
}

/** What the wizard's start page says. */
export interface StartPage {
  readonly intro: readonly string[];
  /** What the visitor will need. */
  readonly needs: readonly string[];
}

/** The runs that a visitor can have of one wizard. */
export interface Several {
  /** How many there may be at most. */
  readonly max: number;
  /** What a run is called by: a text that names its answers; while they are not given, by the day it was started. */
  readonly name?: string | undefined;
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
  /** False when there is no start page, or nothing to say on it, and the first step opens at the wizard's URL. */
  readonly start: StartPage | false;
  /** Whether "Step n of m" is shown. */
  readonly progress: boolean;
  /** Whether the list of steps is shown beside them. */
  readonly stepList: boolean;
  /** Whether what is typed and not sent yet is saved quietly. */
  readonly drafts: boolean;
  /** How long a run is kept that was saved to be opened by a link; undefined when there are no links. */
  readonly keepFor?: { readonly days: number } | undefined;
  /** When a visitor can fill it in several times at once; undefined when there is one run at a time. */
  readonly several?: Several | undefined;
  /** Whose day "today" is, and in which times are shown; the deployment's when it says none. */
  readonly timeZone?: string | undefined;
  /** The language that it is in, BCP 47, where a deployment has several: see `inLanguage`. */
  readonly language?: string | undefined;
  /** Those that it can be had in, this one among them. */
  readonly languages?: readonly string[] | undefined;
  /** The options of choices that are loaded for a request's visitor; without them there are none. */
  readonly loaded?: LoadedOptions | undefined;
  /** The day that `today()` in its conditions is, and that values get, an ISO date: `onDay` puts it in; without it they are undecided. */
  readonly today?: string | undefined;
  /** What the host says of a visitor at each request, as fields that are never shown as controls. */
  readonly facts?: readonly Field[] | undefined;
  /** What it says at this one: `withFacts` puts it in; without it, what reads facts is undecided. */
  readonly factsNow?: StepAnswers | undefined;
  /** Words of this wizard that replace the catalogue's. */
  readonly words: { readonly [key: string]: string };
  /** Turns stored answers of an older version into today's; pure. */
  readonly migrate?:
    | ((stored: {
        readonly version: number;
        readonly answers: unknown;
        /** The items of each group by its key. */
        readonly items: ItemsByGroup;
      }) => unknown)
    | undefined;
  /** Whether it names services with `.uses()`, which the host then hands in. */
  readonly usesServices: boolean;
  /** Faults that the builder found; reported together with those of the check at start-up. */
  readonly faults: readonly Fault[];
}
