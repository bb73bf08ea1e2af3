import type { SectionState } from '../../flow/sections.ts';

/** A link with its text. */
export interface LinkView {
  readonly href: string;
  readonly text: string;
  /** Shown as a button: `primary` for the way on, `quiet` for another one. */
  readonly button?: 'primary' | 'quiet' | undefined;
  /** The words that say that it opens in a new tab, where it does. */
  readonly newTab?: string | undefined;
}

/** One thing to correct, in the summary at the top of the page. */
export interface IssueView {
  readonly text: string;
  /** `#id` of its control, or the page of its step; absent when it is about the page as a whole. */
  readonly href?: string | undefined;
}

/** One radio button, checkbox or entry of a select. */
export interface OptionView {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  /** Its label is the host's data: it may run another way than the page, "1 High Street" on one from right to left. */
  readonly isLoaded?: boolean | undefined;
  readonly hint?: string | undefined;
  /** The hint as HTML. */
  readonly hintHtml?: string | undefined;
  readonly hintId?: string | undefined;
  /** The address of a picture. The label says what it shows, so that it needs no text of its own. */
  readonly image?: string | undefined;
  readonly checked: boolean;
  /** Fields that this option brings up: they stand under it. */
  readonly fields?: readonly FieldView[] | undefined;
  /** The word "or" that stands before this option. */
  readonly divider?: string | undefined;
  /** Cannot be chosen with another. */
  readonly exclusive?: boolean | undefined;
}

/** One input of a control that has several, such as a date's day. */
export interface DatePartView {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly faulty: boolean;
  /** `2` or `4` characters wide. */
  readonly width: 2 | 4;
  readonly autocomplete?: string | undefined;
}

/** A language in which a visitor can have the page: the one that it is in, a link, or a button of its form. */
export type LanguageView = { readonly tag: string; readonly name: string } & (
  | { readonly kind: 'current' }
  | { readonly kind: 'link'; readonly href: string }
  | { readonly kind: 'button'; readonly field: string }
);

/** What a host asks about its cookies. */
export interface CookieBannerView {
  readonly heading: string;
  readonly html: string;
  readonly action: string;
  readonly accept: string;
  readonly reject: string;
  /** The page's own address. */
  readonly return: string;
}

/** What opens under a summary. */
export interface HelpView {
  readonly summary: string;
  readonly html: string;
}

/** What `helpers` of a page made of earlier answers; empty without them. */
export interface HelpersView {
  readonly [name: string]: unknown;
}

/** What stands above fields that belong together. */
export interface FieldGroupView {
  readonly heading: string;
  readonly hintHtml?: string | undefined;
}

/** Everything that the partial of a control needs: `views/fields/<partial>.ejs` gets it as `field`. */
export interface FieldView {
  readonly control: string;
  /** The partial's name in `views/fields/`: several controls share `text`. */
  readonly partial: string;
  /** What to include for it, the first that there is: a view of this field alone, then its control's. */
  readonly views: readonly string[];
  /** Of the first control, where the error summary links to. */
  readonly id: string;
  readonly name: string;
  /** The label, with "(optional)" where it is so. */
  readonly label: string;
  /** What the row is called in which it stands, of several on one page. */
  readonly row?: string | undefined;
  /** The label as HTML, where its author wrote links or emphasis: only what is agreed to. */
  readonly labelHtml?: string | undefined;
  /**
   * The page's heading, when this is the page's single question: it stands in the label or legend, and the label
   * follows it where it says something else.
   */
  readonly heading?: string | undefined;
  /** What stands between a heading and its control, in words. */
  readonly intro: readonly string[];
  /** The same as HTML. */
  readonly introHtml: string;
  readonly hint?: string | undefined;
  /** The hint as HTML. */
  readonly hintHtml?: string | undefined;
  readonly hintId?: string | undefined;
  readonly help?: HelpView | undefined;
  /** The heading under which it stands with others, on this page. */
  readonly group?: FieldGroupView | undefined;
  /** The fields that stand under that heading: what the partial `group` shows. */
  readonly fields?: readonly FieldView[] | undefined;
  readonly error?: string | undefined;
  readonly errorId?: string | undefined;
  /** Ids of hint, count and error, for `aria-describedby`. */
  readonly describedBy?: string | undefined;
  /** What was typed, for controls with one value. */
  readonly value: string;
  readonly options: readonly OptionView[];
  /** What is said where there is nothing to choose from. */
  readonly noOptions?: string | undefined;
  /** The words of the radio button that takes a choice back, where no answer is due. */
  readonly noAnswer?: string | undefined;
  /** The option of another field that brings this one up; undefined when it is always there, or hangs on more. */
  readonly under?: { readonly field: string; readonly value: string } | undefined;
  readonly parts: readonly DatePartView[];
  /** Further attributes of the input or textarea, as HTML. */
  readonly attributes: string;
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
  /** Width in characters: 2, 3, 4, 5, 10, 20 or 30; the full line without it. */
  readonly width?: number | undefined;
  readonly rows: number;
  /** The limit of a text that is counted while it is typed. */
  readonly count?: CountView | undefined;
  /** What an author's own control gives its view besides. */
  readonly own: object;
  /** Attributes of the element around the field, as HTML: what the page's script works with. */
  readonly wrapperAttributes: string;
}

/** How much may be typed, and in what words the page says how much is left. */
export interface CountView {
  readonly id: string;
  readonly max: number;
  readonly of: 'characters' | 'words';
  readonly text: string;
  readonly left: string;
  readonly leftOne: string;
  readonly over: string;
  readonly overOne: string;
}

/** A form that posts. */
export interface FormView {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly fields: readonly FieldView[];
  /** The words on its button. */
  readonly button: string;
  /** Says "Saved {time}" where the page's script saves what is typed; undefined where it does not. */
  readonly saved?: string | undefined;
  /** Another button, which sends a value of its own. */
  readonly other?: { readonly name: string; readonly value: string; readonly text: string } | undefined;
  /**
   * Whether it may lead to another site, which the browser does by itself and htmx cannot: by a press of the button, or at
   * once, where the page only passes something on.
   */
  readonly leaves?: 'press' | 'at-once' | undefined;
  /** True when it is not the main way on. */
  readonly isQuiet?: boolean | undefined;
}

/** A moment that a text of the page names: `<time>` in the views, which the script puts into the visitor's own zone. */
export interface MomentView {
  /** ISO 8601, for `<time datetime>`. */
  readonly iso: string;
  /** As it stands in the text: in the wizard's time zone, which it names. */
  readonly text: string;
  /**
   * `end`: until when answers are kept, which moves while the visitor stays. `sent`: when they were sent. `ended`: when
   * they were deleted. `moved`: when another device took them. `changed`: when they were changed last.
   */
  readonly of: 'end' | 'sent' | 'ended' | 'moved' | 'changed';
}

/** One line of the list of steps. */
export interface StepListItem {
  readonly title: string;
  readonly state: 'completed' | 'current' | 'later';
  /** The state in words. */
  readonly stateText: string;
  /** Absent for a step that cannot be opened yet, and for the current one. */
  readonly href?: string | undefined;
}

/** Where the visitor is among the steps that apply. */
export interface ProgressView {
  /** "Step 2 of 5", or "Step 2" while the total depends on an answer to come. */
  readonly text: string;
  readonly n: number;
  readonly total?: number | undefined;
}

/** What the page's script warns with before the answers are deleted. */
export interface WarningView {
  /** How long before the end it comes, ms. */
  readonly ms: number;
  /** Where a POST extends the session. */
  readonly keepUrl: string;
}

/** How long the answers are kept, for the text on the page and for the warning of the page's script. */
export interface KeptView {
  /** "We keep your answers until 14:35 UTC." */
  readonly text: string;
  /** The moment in `text`. */
  readonly moment: MomentView;
  /** Milliseconds since the epoch, to be written for the page's script. */
  readonly until: number | string;
  readonly now: number | string;
  /**
   * The button that saves what is typed on a step's page (`field`). Where there is nothing to type: a form of its own where
   * the run is put away (`isPosted`), else a link.
   */
  readonly save?:
    (LinkView & { readonly field?: string | undefined; readonly isPosted?: boolean | undefined }) | undefined;
  readonly delete: LinkView;
  /** To all of the visitor's runs, of a wizard that has several. */
  readonly runs?: LinkView | undefined;
}

/** One task of the list of tasks: a section. */
export interface TaskView {
  readonly id: string;
  readonly title: string;
  readonly state: SectionState;
  /** The state in words. */
  readonly stateText: string;
  /** To the page where it goes on, or begins; absent for a task that cannot start yet. */
  readonly href?: string | undefined;
  /** Says which sections come first, where it waits for their answers. */
  readonly afterText?: string | undefined;
}

/** One item on the list of a group. */
export interface ItemView {
  readonly name: string;
  /** Whether all of its pages are answered. */
  readonly isComplete: boolean;
  /** Says that it is not, in words. */
  readonly stateText?: string | undefined;
  /** To its first page, or to the first one that waits for an answer. */
  readonly change: LinkView;
  /** To the page that asks before it is taken out. */
  readonly remove: LinkView;
}

/** One of a visitor's runs through a wizard. */
export interface RunView {
  readonly name: string;
  /** How far it is, in words; absent where nothing is to be said of it. */
  readonly progress?: string | undefined;
  /** When it was changed or sent, or until when it is kept. */
  readonly text: string;
  /** The moment in `text`. */
  readonly moment: MomentView;
  /** To go on with it, or to its receipt; and to the page that asks before it is deleted. */
  readonly ways: readonly LinkView[];
}

/** One wizard of the list. */
export interface ListItemView {
  readonly title: string;
  readonly text?: string | undefined;
  /** Of its texts, where it is not that of the page: BCP 47. */
  readonly language?: string | undefined;
  /** Starts the form, or resumes it. */
  readonly href: string;
  /** How far this visitor is with it, with the words for it; absent when it is not started. */
  readonly status?: 'open' | 'saved' | 'submitted' | undefined;
  readonly statusText?: string | undefined;
}

/** A way on to another wizard: a form whose press takes answers along, or a link where there are none to take. */
export interface HandOverView {
  /** The id of the other wizard. */
  readonly wizard: string;
  readonly title: string;
  /** What it is about, as HTML. */
  readonly prose: string;
  readonly form?: { readonly action: string; readonly name: string; readonly value: string } | undefined;
  readonly href?: string | undefined;
}
