import type { StepKeyOf } from '../definition/write/stored-types.ts';
import type { Page } from './pages.ts';
import { open, type Asking } from './open-page.ts';
import { request, type CallOptions, type RequestOptions } from './requests.ts';

export { cookieFetch } from './cookie-fetch.ts';
export { isShown, type Show } from './is-shown.ts';
export { UnexpectedAnswer, type CallOptions, type RequestOptions } from './requests.ts';
export type { Upload, UploadOptions } from './upload.ts';
export type {
  Actions,
  Drafted,
  FieldOfRow,
  Found,
  OtherKind,
  Page,
  PageOfKind,
  Sendable,
  SentRow,
  StepPage,
  Unread,
  Values,
} from './pages.ts';
export type { AnswerKind, AnswerOf } from '../render/front-end/answers/answers.ts';
export type { PageCondition } from '../render/pages/page-condition.ts';

/** Which wizard is connected to, and how. */
export interface ConnectOptions extends RequestOptions {
  /** Where the wizards are served: `/apply`, or `https://forms.example`; by default the root of the page's own origin. */
  readonly base?: string | undefined;
  /** The wizard's id. */
  readonly id: string;
  /** Which run, of a wizard that a visitor can have several of: `~kbcdfghj`, as the list of runs names it. */
  readonly run?: string | undefined;
}

/** A visitor at one wizard. */
export interface Connection<W> {
  /** Starts, or resumes where the visitor has stopped. */
  open(options?: CallOptions): Promise<Page<W>>;
  /** Opens a step by its key, as far as it can be opened yet. */
  openStep(key: StepKeyOf<W>, options?: CallOptions): Promise<Page<W>>;
  /** Opens the page at a link of Stepway's, such as that of a saved run or a return from another site. */
  go(link: string, options?: CallOptions): Promise<Page<W>>;
  /** Keeps the answers for another while, and says until when; null when they are gone. */
  keep(options?: CallOptions): Promise<Date | null>;
  /** Deletes the answers. */
  deleteAnswers(options?: CallOptions): Promise<Page<W>>;
}

/**
 * Connects a front end to a wizard. The types of its pages come from the wizard's own, which is imported as a type alone:
 * `connect<typeof visa>({ id: 'visa' })`.
 */
export function connect<W>({ base = '', id, run, ...options }: ConnectOptions): Connection<W> {
  const root = new URL(`${base.replace(/\/$/, '')}/`, whereabouts.location?.href);
  const asking: Asking = { ...options, origin: root.origin };
  const wizard = new URL([id, ...(run === undefined ? [] : [run])].map(encodeURIComponent).join('/'), root)
    .href;
  // What comes is of that wizard, whose types the caller names.
  const page = (url: string, call?: CallOptions) => open({ url }, asking, call) as Promise<Page<W>>;
  return {
    open: (call) => page(wizard, call),
    openStep: (key, call) => page(`${wizard}/${key}`, call),
    go: (link, call) => page(new URL(link, root.origin).href, call),
    async keep(call) {
      const { body } = await request({ url: `${wizard}/keep`, body: {} }, asking, call);
      return typeof body['expiresAt'] === 'number' ? new Date(body['expiresAt']) : null;
    },
    deleteAnswers: (call) => open({ url: `${wizard}/end`, body: {} }, asking, call) as Promise<Page<W>>,
  };
}

/** The page that a browser shows; nothing elsewhere, where `base` has the origin. */
const whereabouts = globalThis as { readonly location?: { readonly href: string } };
