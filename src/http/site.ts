import type { Request, Response } from 'express';
import type { Store } from 'express-session';
import type { CompletionJournal, Submission } from '../completion/journal.ts';
import type { Log } from '../log.ts';
import type { Lifetime } from '../completion/storage.ts';
import type { StepAnswers, WizardDefinition } from '../definition/model.ts';
import type { Assets } from '../render/html/assets.ts';
import type { PagePieces, Renderer } from '../render/html/engine.ts';
import type { Theme } from '../render/pages/page.ts';
import type { Ids } from '../engine/ids.ts';
import type { EventListener } from './events.ts';
import type { ResolveChoices } from '../engine/choices.ts';

/** Says where a visitor must go before this wizard, such as `/login`; undefined lets them in. A path of the same origin. */
export type Guard = (req: Request, wizardId: string) => string | undefined | Promise<string | undefined>;

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

/** Everything that the routes work with: made once by the app room, the same for every request. */
export interface Site {
  readonly definitions: ReadonlyMap<string, WizardDefinition>;
  readonly resolveChoices: ResolveChoices;
  readonly renderer: Renderer;
  /** The host's document around every page; undefined for our own. */
  readonly layout: Layout | undefined;
  readonly assets: Assets;
  readonly journal: CompletionJournal;
  /** Runs a submission now, waiting at most `waitMs` for it to settle. */
  readonly attempt: (submissionId: string, waitMs: number) => Promise<Submission | undefined>;
  readonly theme: Theme;
  readonly lifetime: Lifetime;
  readonly services: unknown;
  /** The host's word on who is submitting; kept with the submission, so plain JSON. */
  readonly context: (req: Request) => unknown;
  /** Origins besides our own that may post, such as `https://app.example`. */
  readonly trustedOrigins: readonly string[];
  /** Where the router stands for the visitor's browser, when a proxy strips a prefix; undefined to follow the mount. */
  readonly basePath: string | undefined;
  /** The name of our own session cookie; undefined when the session is the host's. */
  readonly ownCookie: string | undefined;
  /** The host's listener for what happens to visitors. */
  readonly onEvent: EventListener | undefined;
  /** The host's word on who may open a wizard: a path to go to instead, or undefined. */
  readonly guard: Guard | undefined;
  /** What the host knows already: shown in a step's controls until the step is answered. */
  readonly prefill: Prefill | undefined;
  /** Told of the store behind each request's session: a host may have mounted another than it said. */
  readonly storeSeen: (store: Store) => void;
  readonly log: Log;
  readonly now: () => number;
  readonly ids: Ids;
}
