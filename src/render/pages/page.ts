import type { StepAnswers } from '../../definition/answers.ts';
import type { FoundOptions } from '../../definition/field.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import type { ExitPlace, GroupPlace, StepPlace } from '../../definition/place.ts';
import type { Walk } from '../../flow/walk.ts';
import type { Deleted, ShownRow } from '../../engine/event.ts';
import type { NotDone } from '../../engine/other-site.ts';
import type { WizardState } from '../../engine/state.ts';
import type { Stamp } from '../../engine/stamp.ts';
import type { RawValues } from '../../controls/raw.ts';
import type { Issue, WordedIssue } from '../../form/issue.ts';
import type { Language } from '../../language/language.ts';
import type { SubmissionStatus } from '../../completion/journal.ts';
import type { HelpersView } from './view-parts.ts';

/** One wizard in one visitor's session, as pages need it. */
interface InWizard {
  readonly definition: WizardDefinition;
  /** When the answers will be deleted at the latest without another request, ms since the epoch; absent without a session. */
  readonly keptUntil?: number | undefined;
}

/** A page for which its node can name a view of its own. */
interface WithOwnView extends InWizard {
  /** What the node's helpers made; undefined where it has none. */
  readonly helpers?: HelpersView | undefined;
}

/** What an author says of a step, by its key, on another page than that of the step. */
export type StepIssue = WordedIssue & { readonly step?: string };

/** One of several runs, as the list of them shows it. */
export interface ListedRun {
  readonly segment: string;
  readonly state: WizardState;
  /** Undefined while its answers cannot be brought to today's definition. */
  readonly walk: Walk | undefined;
}

/** How far a visitor is with each wizard that they have started, by its id. */
export type Started = { readonly [wizardId: string]: 'open' | 'saved' | 'submitted' };

/** How far a visitor is with one wizard; undefined when it is not started. */
export function statusIn(started: Started, wizardId: string): Started[string] | undefined {
  return Object.hasOwn(started, wizardId) ? started[wizardId] : undefined;
}

/**
 * Everything that the http room can ask to be shown. `status` is the HTTP status. The view model that EJS gets is
 * computed from a Page and a Frame by `viewOf`.
 */
export type Page =
  /** The list of wizards at the root of the router, and which of them this visitor has started, saved or sent, by id. */
  | {
      readonly kind: 'list';
      readonly status: 200;
      readonly definitions: readonly WizardDefinition[];
      readonly started: Started;
    }
  /** The visitor's runs of one wizard: those in the session, and those that were saved from it. */
  | (InWizard & {
      readonly kind: 'runs';
      readonly status: 200;
      readonly runs: readonly ListedRun[];
      /** Each may be on another device by now; kept until then, ms since the epoch. */
      readonly away: readonly { readonly segment: string; readonly until: number }[];
      /** Where another one would stand; undefined when there are as many as there may be. */
      readonly another: string | undefined;
    })
  /** A wizard's start page. `inProgress` when there are answers to go on with. */
  | (InWizard & {
      readonly kind: 'start';
      readonly status: 200;
      readonly inProgress: boolean;
      /** What of its address goes on to the first page: `?plan=gold`. */
      readonly query?: string | undefined;
    })
  /** A step's form: fresh, or with what was typed and its issues (422), or with values carried over. */
  | (WithOwnView & {
      readonly kind: 'step';
      readonly status: 200 | 422;
      readonly place: StepPlace;
      readonly walk: Walk;
      readonly raw: RawValues;
      /** What `raw` was made from, as the schemas take it; absent when something else was typed, or nothing is known. */
      readonly stored?: StepAnswers | undefined;
      /** Whether it was answered, and is asked again because what the answer depends on has changed. */
      readonly isAskedAgain?: boolean | undefined;
      readonly found?: FoundByControl | undefined;
      /** The control in which somebody has searched just now. */
      readonly searched?: string | undefined;
      readonly issues: readonly Issue[];
      readonly stamp: Stamp;
    })
  /** A step that is done at another site: what will happen there, or what came of it. `why` it is still to be done (422, 503). */
  | (WithOwnView & {
      readonly kind: 'external';
      readonly status: 200 | 422 | 503;
      readonly place: StepPlace;
      readonly walk: Walk;
      /** What came back the last time. */
      readonly stored?: StepAnswers | undefined;
      readonly why?: NotDone | undefined;
      readonly stamp: Stamp;
    })
  /** Back from another site: posts what that site has said, and which try it was of, to the step. */
  | {
      readonly kind: 'returned';
      readonly status: 200;
      readonly definition: WizardDefinition;
      readonly place: StepPlace;
      readonly attempt: string;
      readonly query: string;
    }
  /** Back from another site, and the run that was left is not there any more. */
  | {
      readonly kind: 'late';
      readonly status: 410;
      readonly definition: WizardDefinition;
      readonly place: StepPlace;
      readonly attempt: string;
      /** What the author says of it. */
      readonly told?: string | undefined;
    }
  /** The list of tasks. */
  | (InWizard & { readonly kind: 'tasks'; readonly status: 200; readonly walk: Walk })
  /** The list of a group's items. `removed` was taken out just now, and can be put back: the walk with it. */
  | (WithOwnView & {
      readonly kind: 'items';
      readonly status: 200 | 422;
      readonly place: GroupPlace;
      readonly walk: Walk;
      readonly issues: readonly Issue[];
      readonly removed?: { readonly item: string; readonly walk: Walk } | undefined;
      readonly stamp: Stamp;
    })
  /** The items of a group as rows. `removed` as on a list; `added` is the row that was asked for. */
  | (WithOwnView & {
      readonly kind: 'rows';
      readonly status: 200 | 422;
      readonly place: GroupPlace;
      readonly walk: Walk;
      readonly rows: readonly ShownRow[];
      readonly found?: FoundByControl | undefined;
      /** The control in which somebody has searched just now. */
      readonly searched?: string | undefined;
      readonly issues: readonly Issue[];
      readonly removed?: { readonly item: string; readonly walk: Walk } | undefined;
      readonly added?: string | undefined;
      readonly stamp: Stamp;
    })
  /** Ask before an item is taken out of its group. */
  | (InWizard & {
      readonly kind: 'remove-item';
      readonly status: 200;
      readonly place: GroupPlace;
      readonly item: string;
      readonly walk: Walk;
      readonly stamp: Stamp;
    })
  /** An exit page: the journey ends here. */
  | (WithOwnView & {
      readonly kind: 'exit';
      readonly status: 200;
      readonly place: ExitPlace;
      readonly walk: Walk;
    })
  /**
   * Check your answers, and submit. `issues` when something is to be said of the whole (422); 409 when nothing was sent
   * because the answers have changed since the page was shown: it says so.
   */
  | (InWizard & {
      readonly kind: 'check';
      readonly status: 200 | 409 | 422;
      readonly walk: Walk;
      readonly stamp: Stamp;
      readonly issues: readonly StepIssue[];
    })
  /** The receipt. */
  | (InWizard & {
      readonly kind: 'done';
      readonly status: 200;
      readonly reference: string;
      readonly submission: SubmissionStatus;
      readonly submittedAt: number;
      /** The answers, frozen, in the session that sent them; nobody else sees them. */
      readonly sent: Walk | 'elsewhere' | 'erased';
      /** What came of sending a copy; undefined where the host sends none. */
      readonly copy?: 'offered' | 'sent' | 'failed' | undefined;
    })
  /** Answers were to be taken over into this wizard, which has answers of its own: those stay. */
  | (InWizard & { readonly kind: 'in-progress'; readonly status: 409 })
  /** A step or the check page of a form that was sent already. */
  | (InWizard & {
      readonly kind: 'submitted';
      readonly status: 200 | 409;
      readonly reference: string;
      /** Where something was typed that was not a part of what was sent. */
      readonly place?: StepPlace | undefined;
      readonly raw?: RawValues;
    })
  /** The session has ended: what a POST brought is held, one click goes on in a new session. */
  | (InWizard & {
      readonly kind: 'expired';
      readonly status: 410;
      /** When it ended, where the store can still tell: ms since the epoch. */
      readonly endedAt?: number | undefined;
      /** Whether the session is there, and it is this run of several that was deleted in it. */
      readonly isRunGone?: boolean | undefined;
      /** Where the session is there, and the run was deleted in it and can still be brought back. */
      readonly deleted?: Deleted | undefined;
      readonly place?: StepPlace | ExitPlace | undefined;
      readonly raw: RawValues;
    })
  /** The browser did not bring back the cookie of the page that it sends: nothing could be found again. */
  | {
      readonly kind: 'no-cookies';
      readonly status: 400;
      readonly definition: WizardDefinition;
      /** Of the step whose form was sent. */
      readonly place?: StepPlace | undefined;
      readonly raw: RawValues;
      readonly stamp?: Stamp | undefined;
      /** Of the link to a saved run that was to be opened. */
      readonly token?: string | undefined;
    }
  /** The same step was answered elsewhere in between: mine, stored, and both ways on. */
  | (InWizard & {
      readonly kind: 'conflict';
      readonly status: 409;
      readonly place: StepPlace;
      readonly raw: RawValues;
      readonly stored: StepAnswers | undefined;
      readonly walk: Walk;
      /** The stamp that makes "keep mine" pass: of what is stored now. */
      readonly stamp: Stamp;
    })
  /**
   * The store cannot be reached, a check timed out, too much came from this address (429), or a log-in is wanted first
   * (401): what was typed is held, "try again" posts the same.
   */
  | {
      readonly kind: 'unavailable';
      readonly status: 401 | 429 | 500 | 503;
      readonly definition?: WizardDefinition | undefined;
      readonly place?: StepPlace | ExitPlace | undefined;
      readonly raw: RawValues;
      readonly stamp?: Stamp | undefined;
      /** True when it was the finishing POST of the check page that could not be done. */
      readonly finishing: boolean;
      /** True when the host has to fix it first: waiting does not help. */
      readonly isHosts?: boolean | undefined;
      /** True when files came with the form: a page cannot hold them. */
      readonly isWithoutFiles?: boolean | undefined;
      /** Where the host lets people log in, when that is wanted. */
      readonly logInAt?: string | undefined;
    }
  /** Ask before deleting the answers. */
  | (InWizard & {
      readonly kind: 'delete';
      readonly status: 200;
      /** The reference of a form that was sent: its submission stays, whatever is deleted here. */
      readonly sentAs?: string | undefined;
      /** The run that it is about, of several. */
      readonly run?: ListedRun | undefined;
    })
  | (InWizard & {
      readonly kind: 'deleted';
      readonly status: 200;
      readonly sent?: boolean | undefined;
      /** Until when it can be undone, ms since the epoch; undefined when it cannot. */
      readonly undoUntil?: number | undefined;
    })
  /** "Save and come back later on this device": says until when, and offers a link where there are any. */
  | (InWizard & { readonly kind: 'saved'; readonly status: 200; readonly isOpen?: boolean | undefined })
  /** The run was saved and rests: with the link that opens it, as long as this browser knows it. */
  | {
      readonly kind: 'saved-run';
      readonly status: 200 | 409 | 422 | 503;
      readonly definition: WizardDefinition;
      readonly reference: string;
      /** Until when it is kept, ms since the epoch. */
      readonly until: number;
      /** `qr` is the link as an SVG. */
      readonly link?: { readonly url: string; readonly qr: string } | undefined;
      /** Undefined where no links are sent. */
      readonly mailing?:
        { readonly address: string; readonly is: 'offered' | 'sent' | 'wrong' | 'failed' } | undefined;
      readonly place?: StepPlace | ExitPlace | undefined;
      readonly raw: RawValues;
    }
  /** The run was saved and is not here any more: another device has it since then (ms since the epoch), or nobody. */
  | {
      readonly kind: 'moved';
      readonly status: 200 | 409;
      readonly definition: WizardDefinition;
      readonly since?: number | undefined;
      readonly place?: StepPlace | ExitPlace | undefined;
      readonly raw: RawValues;
    }
  /** What a link to a saved run opens, or why it opens nothing. */
  | (InWizard & { readonly kind: 'open-saved'; readonly token: string } & (
        | { readonly state: 'ready'; readonly status: 200; readonly until: number }
        /** This browser has answers in the form already. */
        | { readonly state: 'taken-here'; readonly status: 409 }
        | { readonly state: 'used'; readonly status: 410; readonly since?: number | undefined }
        | { readonly state: 'unknown'; readonly status: 410 }
      ))
  /** The answers that were stored cannot be read; a new session begins. */
  | { readonly kind: 'unreadable'; readonly status: 500 }
  /** Nothing stands at this address, and the wizard that it begins with, if it does. */
  | { readonly kind: 'not-found'; readonly status: 404; readonly definition?: WizardDefinition | undefined }
  | {
      readonly kind: 'too-large';
      readonly status: 413;
      readonly definition?: WizardDefinition | undefined;
      readonly place?: StepPlace | ExitPlace | undefined;
      readonly raw: RawValues;
    }
  /** There are as many runs of the wizard as there may be: what was typed is shown again, to be sent when there is room. */
  | {
      readonly kind: 'full';
      readonly status: 409;
      readonly definition: WizardDefinition;
      readonly place?: StepPlace | ExitPlace | undefined;
      readonly raw: RawValues;
    }
  /** The body cannot be understood (400, 415). */
  | {
      readonly kind: 'bad-request';
      readonly status: 400 | 415;
      readonly definition?: WizardDefinition | undefined;
    }
  /** A request from another site (403). */
  | { readonly kind: 'refused'; readonly status: 403; readonly definition?: WizardDefinition | undefined }
  /** Without its wizard: what went wrong may be the wizard's own view. */
  | { readonly kind: 'error'; readonly status: 500; readonly isHosts?: boolean | undefined };

/** What searches for the texts that are typed into a page gave, by the names of their controls. */
export type FoundByControl = { readonly [name: string]: FoundOptions };

/** The kinds of page there are; each has a default view of the same name in `views/`. */
export type PageKind = Page['kind'];

/** What a page needs to know of where and how it is shown. */
export interface Frame {
  /** The path at which the router is mounted, without a slash at the end: `''` or `/apply`. */
  readonly base: string;
  /** What the addresses of the run have whose page it is, where a visitor has several: see `RunPlace`. */
  readonly run?: string | undefined;
  /** CSP nonce; empty when there is none. */
  readonly nonce: string;
  /** Now, ms since the epoch. */
  readonly now: number;
  /** In which times are written. */
  readonly timeZone: string;
  /** How long answers are kept without a request, and at the most: ms. */
  readonly lifetime: { readonly idleMs: number; readonly absoluteMs: number };
  /** The page's own address, while this visitor has not answered the cookie banner that a host put up. */
  readonly cookieChoiceAt?: string | undefined;
  readonly theme: Omit<Theme, 'language' | 'words'>;
  /** The theme's language with its words; a page puts those of its wizard and step over them. */
  readonly language: Language;
  /** What there is to choose between; undefined where there is one language alone. */
  readonly languages?: FrameLanguages | undefined;
}

/** The languages between which a visitor chooses. */
export interface FrameLanguages {
  readonly offered: readonly OfferedLanguage[];
  /** The page's own address. */
  readonly address: string;
  /** BCP 47: in which what is typed on the page, or held by it, is written. */
  readonly typedIn: string;
}

/** A language in which a visitor can have the pages. */
export interface OfferedLanguage {
  /** BCP 47. */
  readonly tag: string;
  /** As its speakers call it: "Cymraeg". */
  readonly name: string;
}

/** Which of the two looks pages have. */
export type Scheme = 'auto' | 'light' | 'dark';

/** What a host asks before it sets cookies of its own; Stepway's are necessary, so that without it nothing is asked. */
export interface CookieBanner {
  /** The cookie in which the host keeps the answer: while it is there, nothing is asked. */
  readonly cookie: string;
  /** Where the answer is posted, to a route of the host: `cookies` is `accept` or `reject`, `return` the page's address. */
  readonly action: string;
  readonly heading: string;
  /** In Markdown. */
  readonly text: string;
  /** The words on its buttons. */
  readonly accept: string;
  readonly reject: string;
}

/** The author's look: one setting of the deployment. */
export interface Theme {
  /** The name of the service or organisation, in the header and in every title. */
  readonly name: string;
  /** URL of a logo on the same origin. */
  readonly logo?: string | undefined;
  readonly footerLinks: readonly { readonly label: string; readonly href: string }[];
  /** How finished the service is, such as "Beta", and what to do about it, in Markdown: the place of a feedback link. */
  readonly phase?: { readonly tag: string; readonly text: string } | undefined;
  readonly cookieBanner?: CookieBanner | undefined;
  /** BCP 47, such as `en`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /**
   * Light, dark, or what the visitor's system is set to. Without it a page of ours follows the system, and one in a
   * host's document the `color-scheme` of that document.
   */
  readonly scheme?: Scheme | undefined;
  /** URLs of stylesheets and scripts of your own, after ours; of another origin only where the policy lets them in. */
  readonly styles?: readonly string[] | undefined;
  readonly scripts?: readonly string[] | undefined;
  /** CSS custom properties, such as `{ '--stepway-accent': '#0b5c8c' }`. */
  readonly properties: { readonly [property: string]: string };
  /** Words that replace the catalogue's for the whole deployment. */
  readonly words: { readonly [key: string]: string };
}
