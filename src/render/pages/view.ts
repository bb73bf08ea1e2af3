import type { Say } from '../../language/language.ts';
import type { PageKind, Scheme } from './page.ts';
import type { RowView, SectionView } from './summary.ts';
import type {
  CookieBannerView,
  FieldView,
  FormView,
  HandOverView,
  HelpersView,
  HelpView,
  ItemView,
  LanguageView,
  IssueView,
  KeptView,
  LinkView,
  ListItemView,
  MomentView,
  ProgressView,
  RunView,
  StepListItem,
  TaskView,
  WarningView,
} from './view-parts.ts';

/** What a view gets as its one local, `wizard`, on a page of any kind: finished, so that a view only lays it out. */
export interface PageView<Kind extends PageKind> {
  readonly kind: Kind;
  readonly status: number;
  /** Of the document: `Error: <heading> – Step 2 of 5 – <wizard> – <service>`. */
  readonly title: string;
  /** The page's h1. */
  readonly heading: string;
  /** True when a field's label or legend is the h1, so that the view writes none. */
  readonly headingInField: boolean;
  /** Small lines above the heading: where the visitor is. */
  readonly eyebrow: readonly string[];
  /** What stands under the heading, in words. */
  readonly paragraphs: readonly string[];
  /** The same as HTML: of an author's text its links, lists, headings and emphasis too. */
  readonly prose: string;
  /** What opens under a summary, below that. */
  readonly help?: HelpView | undefined;
  readonly issues: readonly IssueView[];
  readonly back?: LinkView | undefined;
  /** Ways on that are no form. */
  readonly links: readonly LinkView[];
  readonly form?: FormView | undefined;
  readonly kept?: KeptView | undefined;
  /** Absent on pages of no wizard; there before anything is kept too, as what is typed starts the time. */
  readonly warning?: WarningView | undefined;
  /** How long answers are kept, as paragraphs: on the start page, and where none is kept yet. */
  readonly keptFor: readonly string[];
  /** The wizard's id and title; absent on pages of no wizard. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** The step's key, on pages of a step. */
  readonly step?: string | undefined;
  readonly say: Say;
  /** CSP nonce; empty when there is none. */
  readonly nonce: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Whether visitors choose between languages: a page that is swapped in may be in another one than its document. */
  readonly hasLanguages: boolean;
  /** Those in which this page can be had; empty where there is no choice. */
  readonly languages: readonly LanguageView[];
  readonly service: { readonly name: string; readonly href: string; readonly logo?: string | undefined };
  /** How finished the service is; absent where the theme says nothing of it. */
  readonly phase?: { readonly tag: string; readonly html: string } | undefined;
  /** What the host asks about its cookies; absent when it asks nothing, or was answered. */
  readonly cookieBanner?: CookieBannerView | undefined;
  readonly footerLinks: readonly { readonly label: string; readonly href: string }[];
  /** Light, dark or as the system, when the theme asks for one. */
  readonly scheme: Scheme | undefined;
  /** URLs of the theme's own. */
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  /** The theme's custom properties as a stylesheet; empty when there are none. */
  readonly themeCss: string;
}

/** The list of wizards. */
export interface ListView extends PageView<'list'> {
  readonly items: readonly ListItemView[];
}

/** The visitor's runs of one wizard: drafts, those that were sent, and those that were saved for any device. */
export interface RunsView extends PageView<'runs'> {
  readonly lists: readonly { readonly heading: string; readonly runs: readonly RunView[] }[];
}

/** A wizard's start page. */
export interface StartView extends PageView<'start'> {
  /** What the visitor will need. */
  readonly needs: readonly string[];
  /** The same as HTML. */
  readonly needsHtml: readonly string[];
}

/** A step's form. */
export interface StepView extends PageView<'step'> {
  readonly form: FormView;
  readonly progress?: ProgressView | undefined;
  /** The names of the items in which it stands, the outermost first; empty on pages of no item. */
  readonly around: readonly string[];
  /** Empty where the wizard shows none. */
  readonly stepList: readonly StepListItem[];
  /** Why the page is shown once more, where it is. */
  readonly notice?: string | undefined;
  readonly helpers: HelpersView;
}

/** A step that is done at another site. */
export interface ExternalView extends Omit<StepView, 'kind'>, PageView<'external'> {
  readonly form: FormView;
  /** What came back from there the last time. */
  readonly stored: readonly RowView[];
}

/** The list of tasks. */
export interface TasksView extends PageView<'tasks'> {
  readonly tasks: readonly TaskView[];
}

/** The list of a group's items. */
export interface ItemsView extends PageView<'items'> {
  /** Asks whether there is one more, where there is room for it. */
  readonly form: FormView;
  readonly list: readonly ItemView[];
  /** What was taken out just now, and the form that puts it back. */
  readonly removed?: { readonly text: string; readonly form: FormView } | undefined;
  /** The names of the items in which it stands, the outermost first. */
  readonly around: readonly string[];
  readonly progress?: ProgressView | undefined;
  readonly stepList: readonly StepListItem[];
  readonly helpers: HelpersView;
}

/** The items of a group as rows. */
export interface RowsView extends PageView<'rows'> {
  readonly form: FormView;
  readonly columns: readonly {
    readonly name: string;
    readonly label: string;
    readonly hintHtml: string | undefined;
  }[];
  readonly rows: readonly SheetRowView[];
  /** The sums under columns of numbers. */
  readonly totals: readonly TotalView[];
  /** The button that brings one more row; undefined when there are as many as there may be, which `full` says. */
  readonly add?: ButtonView | undefined;
  readonly full?: string | undefined;
  /** What was taken out just now, and the button that puts it back. */
  readonly removed?: { readonly text: string; readonly button: ButtonView } | undefined;
  readonly around: readonly string[];
  readonly progress?: ProgressView | undefined;
  readonly stepList: readonly StepListItem[];
  readonly helpers: HelpersView;
}

/** A row, with a control for each of its fields. */
export interface SheetRowView {
  /** Such as `Number 2`. */
  readonly name: string;
  readonly cells: readonly FieldView[];
  readonly hidden: FormView['hidden'];
  readonly remove?: ButtonView | undefined;
  /** What is wrong with the row as a whole. */
  readonly error?: string | undefined;
}

/** The sum of what is typed in a column. */
export interface TotalView {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  /** For the page's script. */
  readonly format: string;
}

/** A button that sends the form with what it asks for. */
export interface ButtonView {
  readonly name: string;
  readonly value: string;
  readonly text: string;
}

/** An exit page. */
export interface ExitView extends PageView<'exit'> {
  /** Ways on to other wizards. */
  readonly handOvers: readonly HandOverView[];
  readonly helpers: HelpersView;
}

/** Check-your-answers. */
export interface CheckView extends PageView<'check'> {
  readonly form: FormView;
  readonly sections: readonly SectionView[];
  /** The declaration above the submit button. */
  readonly declaration: readonly string[];
  /** The same as HTML. */
  readonly declarationHtml: string;
  readonly stepList: readonly StepListItem[];
}

/** The receipt. */
export interface DoneView extends PageView<'done'> {
  readonly reference: string;
  readonly outcome: 'working' | 'done' | 'rejected' | 'failed' | 'discarded';
  readonly sentText: string;
  /** The moment that `sentText` names. */
  readonly moment: MomentView;
  /** What happens next. */
  readonly next: readonly string[];
  /** The same as HTML. */
  readonly nextHtml: readonly string[];
  /** The answers, in the browser that sent them; empty elsewhere, and when they are gone. */
  readonly sections: readonly SectionView[];
  /** Who sees the answers, and until when; or why they are not here. */
  readonly answersText: string;
  /** The moment that `answersText` names. */
  readonly answersUntil?: MomentView | undefined;
  /** What came of sending a copy, in words, and the form that has one sent; absent where none is. */
  readonly copy?: { readonly text?: string; readonly action?: string; readonly button?: string } | undefined;
  /** The entry for the visitor's calendar, to be saved. */
  readonly calendar?: LinkView | undefined;
  /** Ways on to other wizards. */
  readonly handOvers: readonly HandOverView[];
  /** Where the copy for this browser can be deleted. */
  readonly deleteCopy?: LinkView | undefined;
}

/** A page of a form that was sent already. */
export interface SubmittedView extends PageView<'submitted'> {
  readonly reference: string;
  /** What was typed on this page and was not a part of what was sent; empty where nothing was. */
  readonly typed: readonly RowView[];
}

/** A page that holds what was typed, to be sent again. */
export interface HeldView<Kind extends 'expired' | 'no-cookies' | 'unavailable'> extends PageView<Kind> {
  readonly typed: readonly RowView[];
}

/** A session that has ended. */
export interface ExpiredView extends HeldView<'expired'> {
  /** The moment that a paragraph names: when it ended, or until when deleting can be undone; absent when it is not known. */
  readonly moment?: MomentView | undefined;
}

/** Both answers to one step: what was typed here and what is stored now. */
export interface ConflictView extends PageView<'conflict'> {
  readonly form: FormView;
  readonly typed: readonly RowView[];
  readonly stored: readonly RowView[];
}

/** Until when the answers are kept. */
export interface SavedView extends PageView<'saved'> {
  /** The moment that its paragraphs name; absent when nothing is kept. */
  readonly moment?: MomentView | undefined;
}

/** The run was saved: how it is opened again. */
export interface SavedRunView extends PageView<'saved-run'> {
  readonly form: FormView;
  /** What a visitor who lost the link can name. */
  readonly reference: string;
  /** Until when it is kept, which a paragraph names. */
  readonly moment: MomentView;
  /** What was typed meanwhile and is not saved; empty where nothing was. */
  readonly typed: readonly RowView[];
  /** The link, and the same as an SVG; absent where this browser does not know it. */
  readonly link?: { readonly url: string; readonly qr: string } | undefined;
  /** The form that makes another link, where this browser does not know it. */
  readonly newLink?: { readonly action: string; readonly button: string } | undefined;
  /** The form that has the link sent, where the host sends links; `sent` says that it was. */
  readonly mail?:
    | {
        readonly action: string;
        readonly value: string;
        readonly error?: string | undefined;
        readonly sent?: string | undefined;
      }
    | undefined;
}

/** The run was saved, and is not here any more. */
export interface MovedView extends PageView<'moved'> {
  readonly form: FormView;
  /** When it moved, which a paragraph names; absent when nobody has it any more. */
  readonly moment?: MomentView | undefined;
  readonly typed: readonly RowView[];
}

/** What a link to a saved run opens, or why it opens nothing. */
export interface OpenSavedView extends PageView<'open-saved'> {
  /** The moment that a paragraph names. */
  readonly moment?: MomentView | undefined;
}

/** What is deleted, and until when it can be undone. */
export interface DeletedView extends PageView<'deleted'> {
  /** The moment that a paragraph names; absent when it cannot be undone. */
  readonly moment?: MomentView | undefined;
}

type Plain<Kind extends PageKind> = Kind extends PageKind ? PageView<Kind> : never;

/**
 * What each kind of page gives its view. A view may ask on any page for what another kind has: it finds an empty list
 * or undefined there.
 */
export type WizardView =
  | ListView
  | RunsView
  | StartView
  | StepView
  | ExternalView
  | TasksView
  | ItemsView
  | RowsView
  | ExitView
  | CheckView
  | DoneView
  | SubmittedView
  | ExpiredView
  | HeldView<'no-cookies'>
  | HeldView<'unavailable'>
  | ConflictView
  | SavedView
  | SavedRunView
  | MovedView
  | OpenSavedView
  | DeletedView
  | Plain<
      | 'in-progress'
      | 'remove-item'
      | 'returned'
      | 'late'
      | 'too-large'
      | 'full'
      | 'delete'
      | 'unreadable'
      | 'not-found'
      | 'bad-request'
      | 'refused'
      | 'error'
    >;
