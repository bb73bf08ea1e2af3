import type { Request, Response, Router } from 'express';
import type { SessionData, Store } from 'express-session';
import type { FileStore } from '../completion/file-store.ts';
import type { CompletionJournal, Submission } from '../completion/journal.ts';
import type { SavedRuns } from '../completion/saved-runs.ts';
import type { Lifetime } from '../completion/storage.ts';
import type { UploadedFile } from '../definition/file-ref.ts';
import type { StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { ResolveChoices } from '../engine/choices.ts';
import type { Ids } from '../engine/ids.ts';
import type { LoadOptions } from '../engine/load-options.ts';
import type { Log } from '../log.ts';
import type { Assets } from '../render/html/assets.ts';
import type { PagePieces, Renderer } from '../render/html/engine.ts';
import type { OfferedLanguage, Theme } from '../render/pages/page.ts';
import type { EventListener } from './events.ts';
import type { RateLimits } from './rate-limits.ts';
import type { SecurityPolicy } from './security.ts';

/** Who may not open a wizard: where a browser is sent instead, and what a front end is told. */
export interface TurnedAway {
  /** A path of the same origin. */
  readonly to: string;
  /** 401 when a log-in is wanted, 403 when that would not help. */
  readonly status: 401 | 403;
}

/** What a guard says of a visitor: a path alone stands for a log-in that is wanted; undefined lets them in. */
type Guarded = string | TurnedAway | undefined;

/** Says where a visitor must go before this wizard, such as `/login`; undefined lets them in. */
export type Guard = (req: Request, wizardId: string) => Guarded | Promise<Guarded>;

/**
 * Says what the wizards' `.facts()` ask for, of the visitor of a request: asked once a request, so it had better be quick.
 * What a wizard does not ask for is left out.
 */
export type GiveFacts = (
  req: Request,
  wizardId: string,
) => { readonly [name: string]: unknown } | Promise<{ readonly [name: string]: unknown }>;

/** Gives stored inputs, by field, for a step that is not answered yet; they count only when the visitor sends them. */
export type Prefill = (
  req: Request,
  wizardId: string,
  stepKey: string,
) => StepAnswers | undefined | Promise<StepAnswers | undefined>;

/**
 * Puts a page into the host's own document and gives it whole: `res.render` with a callback, for whichever engine it
 * has. What it throws, or rejects with, is logged, and the page comes in Stepway's own layout.
 */
export type Layout = (page: PagePieces, req: Request, res: Response) => string | Promise<string>;

/**
 * Looks at each uploaded file before it counts, for viruses for example: a text refuses the file and is shown; what it
 * throws, or the end of its time, asks the visitor to choose the file again.
 */
export type Scan = (upload: {
  readonly file: UploadedFile;
  /** Aborted at the time limit. */
  readonly signal: AbortSignal;
  readonly services: unknown;
}) => string | undefined | Promise<string | undefined>;

/** What the host is asked to send to a visitor: the link of a run that they saved. */
export interface LinkMail {
  /** The address that the visitor gave. */
  readonly to: string;
  /** It opens the run once, for whoever has it: no log of yours should keep it. */
  readonly link: string;
  readonly wizard: { readonly id: string; readonly title: string };
  readonly keptUntil: Date;
  /** BCP 47: what the visitor reads. */
  readonly language: string;
  readonly services: unknown;
}

/** Sends the link of a saved run. What it throws, or rejects with, asks the visitor to try again. */
export type SendLink = (mail: LinkMail) => void | Promise<void>;

/** A copy of what was sent, for the address among its answers. */
export interface CopyMail {
  readonly to: string;
  readonly reference: string;
  readonly wizard: { readonly id: string; readonly title: string };
  /** The answers as the receipt shows them, without secrets. They are the visitor's words: no HTML. */
  readonly sections: readonly {
    readonly heading: string | undefined;
    readonly rows: readonly { readonly label: string; readonly lines: readonly string[] }[];
  }[];
  /** BCP 47: what the visitor reads. */
  readonly language: string;
  readonly services: unknown;
}

/** Sends a copy of what was sent. What it throws, or rejects with, asks the visitor to try again. */
export type SendCopy = (mail: CopyMail) => void | Promise<void>;

/** How files are taken in. */
export interface Uploads {
  readonly scan: Scan | undefined;
  readonly scanTimeoutMs: number;
  /** Bytes of all files of one run through a wizard. */
  readonly maxSessionBytes: number;
  /** How long a file is kept that no submission names, in milliseconds: longer than any session lives. */
  readonly keptMs: number;
}

/** What runs wizards. */
export interface Engine {
  readonly definitions: ReadonlyMap<string, WizardDefinition>;
  readonly resolveChoices: ResolveChoices;
  /** Loads the options of one choice: of those that depend on answers, when these are known. */
  readonly loadOptions: LoadOptions;
  readonly journal: CompletionJournal;
  /** Undefined where the storage has none: no wizard asks for a file then. */
  readonly files: FileStore | undefined;
  readonly uploads: Uploads;
  /** Undefined where the storage has no place for saved runs: no wizard has `keepFor` then. */
  readonly saved: SavedRuns | undefined;
  /** Inserts the record of a form that was just sent; where a worker has room for it, its first attempt begins with that. */
  readonly record: (submission: Submission) => Promise<unknown>;
  /** Runs a submission now, if it does not run yet, waiting at most `waitMs` for it to settle. */
  readonly attempt: (submissionId: string, waitMs: number) => Promise<Submission | undefined>;
  /** Handed to every check and handler. */
  readonly services: unknown;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whose day "today" is, and in which times are shown, for wizards that name none. */
  readonly timeZone: string;
  readonly ids: Ids;
  /** How much one session may hold of all its wizards: bytes of JSON. */
  readonly maxStateBytes: number;
}

/** How pages look, and what they say of the deployment. */
export interface Look {
  readonly renderer: Renderer;
  /** The host's document around every page; undefined for our own. */
  readonly layout: Layout | undefined;
  readonly assets: Assets;
  readonly theme: Theme;
  /** The languages between which visitors choose, this one among them; empty where there is one alone. */
  readonly languages: readonly OfferedLanguage[];
  readonly lifetime: Lifetime;
  /** Where the router stands for the visitor's browser, when a proxy strips a prefix; undefined to follow the mount. */
  readonly basePath: string | undefined;
}

/** What the app around the router has its say in. */
export interface Host {
  /** Who may open a wizard. */
  readonly guard: Guard | undefined;
  /** What it says of the visitor, for wizards that ask; undefined for nothing. */
  readonly facts: GiveFacts | undefined;
  /** What it knows already: shown in a step's controls until the step is answered. */
  readonly prefill: Prefill | undefined;
  /** Who is at it, for checks and the handler; kept with the submission, so plain JSON. */
  readonly context: (req: Request) => unknown;
  /** Its listener for what happens to visitors. */
  readonly onEvent: EventListener | undefined;
  /** Sends the link of a saved run; undefined where none is sent. */
  readonly send: SendLink | undefined;
  /** Sends copies of what was sent; undefined where none are. */
  readonly sendCopy: SendCopy | undefined;
  /** Where visitors find this server, such as `https://forms.example`; undefined for as each request says. */
  readonly origin: string | undefined;
  /** Whether what front ends send and get is described. */
  readonly openApi: boolean;
  /** How much one address may send in a minute; undefined where nobody counts. */
  readonly rateLimits: RateLimits | undefined;
  /** Origins besides our own that may post, such as `https://app.example`. */
  readonly trustedOrigins: readonly string[];
  /** A folder of files that are served as they are. */
  readonly publicFolder: string | undefined;
  /** The host's own routes beside the wizards. */
  readonly routes: ((router: Router) => void) | undefined;
  /** What it adds to the content security policy; false where it sets its own. */
  readonly contentSecurityPolicy: SecurityPolicy | undefined;
  /** The name of our own session cookie; undefined when the session is the host's. */
  readonly ownCookie: string | undefined;
  /** Told of the store and the cookie behind each request's session: a host may have mounted others than it said. */
  readonly sessionSeen: (store: Store | undefined, cookie?: SessionData['cookie']) => void;
}

/** What the routes are put together from: made once by the app room, the same for every request. */
export interface Parts {
  readonly engine: Engine;
  readonly look: Look;
  readonly host: Host;
}
