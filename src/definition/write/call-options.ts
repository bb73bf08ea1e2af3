import type { core } from 'zod';
import type { Awaitable } from '../../awaitable.ts';
import type { Condition } from '../answers.ts';
import type { BeginContext, Begun, CancelContext, Ended, FinishContext, LateContext } from '../external.ts';
import type { Help } from '../field.ts';
import type { CallContext, CheckContext, Finished, Rejection, WizardDefinition } from '../model.ts';
import type { CalendarOptions } from './calendar.ts';
import type { HandOver } from './hand-over.ts';
import type { AnsweredRef, Fields, PartsOf, StepRefs, TextRef } from './references.ts';
import type { Earlier, Inputs, Node, StoredAnswers } from './types.ts';

/** One paragraph, or several. */
export type Texts = string | readonly string[];

/** What `wizard()` is given. */
export interface WizardOptions {
  /** The wizard's URL, in lower case: `feedback`. */
  readonly id: string;
  readonly title: string;
  /** 1, and one more whenever stored answers of before may no longer fit. */
  readonly version: number;
  /**
   * `line` (the default): one page after the other. `tasks`: a list of the sections, which can be done in any order as
   * far as the answers allow.
   */
  readonly order?: 'line' | 'tasks';
  /** What the start page says; false, or nothing to say, for none. */
  readonly start?: false | { readonly intro?: Texts; readonly needs?: Texts };
  /** Whether "Step n of m" is shown; true by default. */
  readonly progress?: boolean;
  /** Whether the list of steps is shown; false by default. */
  readonly stepList?: boolean;
  /** Whether what is typed and not sent yet is saved quietly, but for passwords; true by default. */
  readonly drafts?: boolean;
  /**
   * How long a run is kept that a visitor saves to come back later, on any device, by a link. Without it, what is saved
   * stays in the browser's session and ends with it.
   */
  readonly keepFor?: { readonly days: number };
  /**
   * Whether a visitor can have several drafts at once, each at an address of its own: at most `max` (20 by default), each
   * called by its own answers as `name` says (`'{about.name}'`).
   */
  readonly several?: boolean | { readonly max?: number; readonly name?: string };
  /** Whose day "today" is, and in which times are shown: `Europe/London`; the deployment's by default. */
  readonly timeZone?: string;
  /** Words of this wizard that replace the catalogue's. */
  readonly words?: { readonly [key: string]: string };
  /** Turns stored answers of an older version into today's; pure. */
  readonly migrate?: NonNullable<WizardDefinition['migrate']>;
}

/** What a page has, be it a step or an exit. */
interface PageOptions<U extends Node, Services> {
  readonly title: string;
  /** Paragraphs under the heading. */
  readonly intro?: Texts;
  /** What opens under a summary, below the intro: "Why do we ask?". */
  readonly help?: Help;
  /** The name of a view in the wizard's folder of views. */
  readonly view?: string;
  /**
   * What the page's own view gets as `wizard.helpers`, made from earlier answers: values, and functions to call. They may
   * come later, all together or each by itself; a front end gets the values.
   */
  readonly helpers?: (earlier: StoredAnswers<U>, context: CallContext<Services>) => Awaitable<object>;
  /** The heading under which the answers stand in the summary. */
  readonly section?: string;
  readonly words?: { readonly [key: string]: string };
  /** Carries `U` for the pages built on this. */
  readonly '~nodes'?: U;
}

/** The options of a choice, or of several. */
type OptionOf<Schema extends core.$ZodType> =
  NonNullable<core.input<Schema>> extends readonly (infer Each)[]
    ? Extract<Each, string>
    : Extract<NonNullable<core.input<Schema>>, string>;

/** What a field of this schema can begin with. */
type InitialOf<Schema extends core.$ZodType, From> =
  | core.input<Schema>
  | ((earlier: From) => AnsweredRef)
  | ([PartsOf<Schema>] extends [never]
      ? never
      : { readonly [Part in keyof PartsOf<Schema>]?: InitialOf<PartsOf<Schema>[Part], From> });

/** What `.step()` is given. `When` and `Hideable` are inferred from `when` and `show`. */
export interface StepOptions<
  U extends Node,
  F extends Fields,
  Hideable extends PropertyKey,
  When extends Condition,
  Services,
  Said extends PropertyKey,
> extends PageOptions<U, Services> {
  /** Zod schemas by field name, in the order in which they are asked; none for a page of information. */
  readonly fields?: F;
  /** Whether the step applies, by the answers of earlier steps. */
  readonly when?: (earlier: Earlier<U>) => Condition & When;
  /** Fields that are asked only when a condition on this step's other fields, or on earlier answers, holds. */
  readonly show?: { readonly [Name in Hideable]: (own: StepRefs<F>, earlier: Earlier<U>) => Condition };
  /** Options that are offered only when a condition on earlier answers holds, by field and value. */
  readonly offer?: {
    readonly [Name in keyof NoInfer<F>]?: {
      readonly [Value in OptionOf<NoInfer<F>[Name]>]?: (earlier: Earlier<U>) => Condition;
    };
  };
  /**
   * What stands in a field until the step is answered: a value, a day (`'today'`, `'today + 7 days'`), or an earlier answer
   * or fact of the same kind; of an answer that has parts some of them. It counts when the visitor sends it.
   */
  readonly initial?: { readonly [Name in keyof NoInfer<F>]?: InitialOf<NoInfer<F>[Name], Earlier<U>> };
  /** Checks across fields and with earlier answers, when every field is valid by itself. */
  readonly check?: (
    values: Inputs<NoInfer<F>, NoInfer<Hideable>>,
    context: CheckContext<StoredAnswers<U>, Services>,
  ) => Messages<Said, keyof NoInfer<F>> | Promise<Messages<Said, keyof NoInfer<F>>>;
  /** Milliseconds for the check, 2000 by default. */
  readonly checkTimeoutMs?: number;
  /** Earlier answers that this one depends on: when one of them changes, the step is asked again. */
  readonly again?: (earlier: Earlier<U>) => readonly AnsweredRef[];
}

/** Messages by field name, `''` for the step as a whole. */
type Messages<Said extends PropertyKey, Name extends PropertyKey> =
  | { readonly [N in Said]?: N extends Name | '' ? string | undefined : 'no such field in this step' }
  | undefined
  | void;

/** What `.exit()` is given: a page on which the journey ends for those whom its `when` leads there. */
export interface ExitOptions<U extends Node, Services> extends PageOptions<U, Services> {
  readonly when: (earlier: Earlier<U>) => Condition;
  /** Ways on to other wizards, which take answers of this one along: `handOver(parking, { title, answers })`. */
  readonly handOver?: HandOvers<Earlier<U>>;
}

/** One way on to another wizard, or several. */
type HandOvers<From> = HandOver<From> | readonly HandOver<From>[];

/** What `.include()` is given. */
export interface IncludeOptions<U extends Node, When extends Condition> {
  /** Whether the whole part applies. */
  readonly when?: (earlier: Earlier<U>) => Condition & When;
  /** The section of those of its steps that name none. */
  readonly section?: string;
}

/** What `.section()` is given. */
export interface SectionOptions<U extends Node, When extends Condition> {
  /** The heading of its answers, and what it is called on the list of tasks. */
  readonly title: string;
  /** Whether the whole section applies. */
  readonly when?: (earlier: Earlier<U>) => Condition & When;
}

/** What `.repeat()` is given: the page that lists the items, and how many there may be. */
export interface GroupOptions<U extends Node, When extends Condition, Services> extends PageOptions<
  U,
  Services
> {
  /**
   * What an item is called, by its own answers: `'{about.name}'`. Until they are given, and without this, it is called by
   * its number, in the words `items.item`.
   */
  readonly item?: string;
  /** The question whether there is one more: "Do you have another child?" */
  readonly add?: string;
  /**
   * Whether the items are asked on one page, a row for each: for items that are one short step. What is stored, and what
   * conditions read, is the same.
   */
  readonly rows?: boolean;
  /** How many items there must be at least, 0 by default. */
  readonly min?: number;
  /** How many items there may be at most, 100 by default. */
  readonly max?: number;
  /** Whether the whole group applies. */
  readonly when?: (earlier: Earlier<U>) => Condition & When;
}

/** What `.repeat()` may be given after its pages, which it is typed by. */
export interface WholeListOptions<U extends Node, Inner extends Node, Services> {
  /**
   * Checks all items together, when each is finished and there are to be no more. Gives a message for the list as a whole,
   * or messages by an item's page and field: `{ '0/about': { share: '…' } }`.
   */
  readonly check?: (
    items: readonly StoredAnswers<Inner>[],
    context: CheckContext<StoredAnswers<U>, Services>,
  ) => NoInfer<ListMessages<Inner> | Promise<ListMessages<Inner>>>;
  /** Milliseconds for the check, 2000 by default. */
  readonly checkTimeoutMs?: number;
  /** Of a list that is asked as rows: the numbers under which their sum is shown. */
  readonly totals?: readonly string[];
}

type ListMessages<Inner extends Node> = string | ItemMessages<Inner> | undefined | void;

/** Messages by an item's page, then field: below a part, or a list in the item, the pages' names are free. */
type ItemMessages<Inner extends Node> = {
  readonly [Page in `${number}/${Inner['id']}` | `${number}/${Inner['id']}/${string}`]?: {
    readonly [field: string]: string | undefined;
  };
};

/** What `.value()` may be given after its function. */
export interface ValueOptions<U extends Node, When extends Condition> {
  /** Whether visitors see it by itself: as a row of check-your-answers and of the receipt, and in JSON; false by default. */
  readonly shown?: boolean;
  /** Whether there is one, by the answers of earlier steps. */
  readonly when?: (earlier: Earlier<U>) => Condition & When;
}

/** What `.complete()` is given. */
export interface CompleteOptions<Given, Services, Rejected = Rejection['reject'], From = never> {
  /** The words on the submit button. */
  readonly action: string;
  /** What happens with the answers; without it they are kept in the store. Called at least once for a submission. */
  readonly run?: (
    finished: Finished<Given, unknown, Services>,
  ) => Promise<{ readonly reject: Rejected } | void> | { readonly reject: Rejected } | void;
  /** Milliseconds for one attempt of `run`, 30,000 by default. */
  readonly timeoutMs?: number;
  /** How often `run` is tried, 8 by default. */
  readonly maxAttempts?: number;
  /** Heading of the confirmation page. */
  readonly confirmation?: string;
  /** Paragraphs about what happens next. */
  readonly next?: Texts;
  /** A declaration above the submit button. */
  readonly declaration?: Texts;
  /** What the receipt offers beside the reference and the copy of the answers. */
  readonly receipt?: ReceiptOptions<From>;
}

/** What `receipt` of `.complete()` is given. */
export interface ReceiptOptions<From> {
  /** Ways on to other wizards, which take answers of this one along: `handOver(parking, { title, answers })`. */
  readonly handOver?: HandOvers<From>;
  /** An entry for the visitor's calendar: `{ title: 'Your appointment', day: (e) => e.visit.day }`. */
  readonly calendar?: CalendarOptions<From>;
  /** The answer, an email address, to which the host sends a copy when the visitor asks for one: `(e) => e.you.email`. */
  readonly copyTo?: (earlier: From) => TextRef;
}

/** What `.external()` is given: a step that is done at another site. */
export interface ExternalOptions<
  U extends Node,
  F extends Fields,
  When extends Condition,
  Services,
> extends PageOptions<U, Services> {
  /** What comes back, as Zod schemas by name: shown in the summary, read by conditions, handed over as any answer. */
  readonly fields?: F;
  readonly when?: (earlier: Earlier<U>) => Condition & When;
  /** Earlier answers that it depends on, such as those that make the price: when one changes, it is asked again. */
  readonly again?: (earlier: Earlier<U>) => readonly AnsweredRef[];
  /** The origins that a visitor can be sent to, such as `https://pay.example`. */
  readonly origins: readonly string[];
  /** The words on its button; "Continue" by default. */
  readonly action?: string;
  /** Starts it, and gives the address to go to; asked again with the same `idempotencyKey` it gives the same. */
  readonly begin: (
    context: BeginContext<StoredAnswers<U>, Inputs<NoInfer<F>, never>, Services>,
  ) => Awaitable<Begun>;
  /** Says how it ended, by what the other site says and not by the query alone; nothing while it has not. */
  readonly finish: (
    context: FinishContext<StoredAnswers<U>, Inputs<NoInfer<F>, never>, Services>,
  ) => Awaitable<Ended<Inputs<NoInfer<F>, never>> | undefined>;
  /**
   * Ends a try at the other site of which an answer in `again` has changed, before another one is begun: it can be paid
   * no more when this resolves. `finish` is asked once more after it. When it throws, nothing is begun.
   */
  readonly cancel?: (context: CancelContext<Services>) => Awaitable<void>;
  /** What to tell somebody who comes back after their session has ended. */
  readonly late?: (context: LateContext<Services>) => Awaitable<string | undefined>;
  /** Milliseconds for each of the four, 10,000 by default. */
  readonly timeoutMs?: number;
}
