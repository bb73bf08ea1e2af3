import type { Request } from 'express';
import type { CompletionJournal, Submission } from '../completion/journal.ts';
import type { Log } from '../completion/log.ts';
import type { Lifetime } from '../completion/storage.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Assets } from '../render/assets.ts';
import type { Renderer } from '../render/engine.ts';
import type { Theme } from '../render/page.ts';
import type { Ids } from '../session/ids.ts';

/** Everything that the routes work with: made once by the app room, the same for every request. */
export interface Site {
  readonly definitions: ReadonlyMap<string, WizardDefinition>;
  readonly renderer: Renderer;
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
  readonly log: Log;
  readonly now: () => number;
  readonly ids: Ids;
}
