import type { Request, Router } from 'express';
import { z } from 'zod';
import { isWizardDefinition } from '../definition/write/is-wizard.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Lifetime, Storage } from '../completion/storage.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { EventListener } from '../http/events.ts';
import type { GiveFacts, Guard, Layout, Prefill, Scan, SendCopy, SendLink } from '../http/parts.ts';
import { policyDirectives, type SecurityPolicy } from '../http/security.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type { Log } from '../log.ts';
import type { Theme } from '../render/pages/page.ts';
import { isRecord } from '../is-record.ts';
import { longestMs, refuseWrongOptions, wholeAbove0 } from '../options.ts';
import { lifetimeShape } from '../storage/session-options.ts';
import { originSchema } from '../origin.ts';
import { languagesShape, type LanguagesOption } from './languages.ts';
import { partialTheme } from './shared-settings.ts';
import { timeZoneRule } from '../time-zone.ts';
import type { HostAnswers } from './host-answers.ts';
import type { OnLogin } from './visitor-forms.ts';

/**
 * Adds routes of the host's own before those of the wizards; they find the session as the wizards do.
 *
 * @param forms what they begin and answer a visitor's forms with
 */
export type Routes = (router: Router, forms: HostAnswers) => void;

/** What `stepway` is given. Only `wizards` and `storage` are required. */
export interface StepwayOptions {
  readonly wizards: readonly WizardDefinition[];
  /** Where sessions and submissions rest; its `sessions` belongs into the host's `session({ store })`. */
  readonly storage: Storage;
  /** The author's folder of views; each file in it replaces a default view. */
  readonly views?: string;
  readonly theme?: Partial<Theme>;
  /** The languages between which visitors choose, beside the theme's own: `{ cy: {} }`. */
  readonly languages?: LanguagesOption;
  /** The host's own document around every page, made with its own engine. */
  readonly layout?: Layout;
  /** Handed to every check and handler. */
  readonly services?: unknown;
  /** Who is at it, by the host's own log-in: plain JSON, for checks, and kept with the submission for its handler. */
  readonly context?: (req: Request) => unknown;
  /** Notified of what happens to visitors (started, shown, answered, refused, …), with ids and timings and no answers. */
  readonly onEvent?: EventListener;
  /** Who may open a wizard: gives a path of this origin to go to instead, such as `/login`, or undefined. */
  readonly guard?: Guard;
  /** Notified by `keepAnswers` of a log-in, with the forms that the visitor had started. */
  readonly onLogin?: OnLogin;
  /** What the wizards' `.facts()` ask for, of the visitor of each request. */
  readonly facts?: GiveFacts;
  /** What the host knows already, shown in a step's controls until the visitor has answered it. */
  readonly prefill?: Prefill;
  /** Sends the link of a run that a visitor saved to the address that they give; without it no page asks for one. */
  readonly send?: SendLink;
  /** Sends a copy of what was sent to the address among its answers, when the visitor asks: `receipt.copyTo`. */
  readonly sendCopy?: SendCopy;
  /** Where visitors find this server, such as `https://forms.example`: what links begin with. As each request says by default. */
  readonly origin?: string | undefined;
  readonly trustedOrigins?: readonly string[];
  /** A folder whose files are served beside the forms: a logo, fonts, a stylesheet. */
  readonly public?: string;
  /** Adds routes of yours beside the forms, before them: a log-in, the way back from a payment. */
  readonly routes?: Routes;
  /** Sources to add to the content security policy of our pages, by directive; false to set the whole policy yourself. */
  readonly contentSecurityPolicy?: SecurityPolicy;
  /** False when nobody is to read what front ends send and get: `/_stepway/openapi.json` answers 404 then. */
  readonly openApi?: boolean;
  /** Where the router stands for the visitor's browser, when a proxy strips a prefix: `/forms`; a slash at its end is none. */
  readonly basePath?: string;
  /** A pino logger, or anything with debug, info, warn and error. */
  readonly log?: Log;
  /** False when other processes run the handlers: this one only records submissions. */
  readonly worker?: boolean;
  /** How many handlers run at the same time in this process, 8 by default; of one wizard at most half of them. */
  readonly concurrency?: number;
  /** How much one session may hold of all its forms, in bytes of JSON; 256,000 by default. More is answered with 413. */
  readonly maxStateBytes?: number;
  /**
   * How much one address (`req.ip`, so by your `trust proxy`) may start, check and send in a minute, in each process; more
   * is answered with 429 and what was typed. Without it nobody counts.
   */
  readonly rateLimits?: RateLimits;
  /** Looks at each uploaded file before it counts: a text refuses it, in words for the visitor. */
  readonly scan?: Scan;
  /** How long that may take, in milliseconds; 20,000 by default. */
  readonly scanTimeoutMs?: number;
  /** Bytes of all the files that one run through a wizard may bring; 100,000,000 by default. */
  readonly maxUploadBytes?: number;
  /** How long this server has said that answers are kept; by default what the store says of itself. */
  readonly lifetime?: Lifetime;
  /** The name of the session cookie when the session is ours alone; left out in a host's app. */
  readonly ownCookie?: string;
  /** Whose day "today" is, and in which times are shown, for wizards that name none; the process's own by default. */
  readonly timeZone?: string | undefined;
  readonly cacheViews?: boolean;
  /** Milliseconds since the epoch; for tests. */
  readonly now?: () => number;
}

const hasMethods = (value: unknown, ...names: readonly string[]): boolean =>
  isRecord(value) && names.every((name) => typeof value[name] === 'function');

const finished = z.custom(isWizardDefinition, { error: ({ input }) => wizardRule(input) });
const storage = z.custom(isStorage, { error: ({ input }) => storageRule(input) });
const called = (example: string) =>
  z.custom((value) => typeof value === 'function', `must be a function, such as ${example}`).optional();
const places = 'must be a whole number from 1 to 1000';
const stateBytes = 'must be a whole number of bytes, 1000 or more';
const limitsRule = 'must be limits for a minute, such as { starts: 120, rechecks: 300, submits: 60 }';
const perMinute = z
  .int('must be a whole number a minute, 1 or more')
  .min(1, 'must be a whole number a minute, 1 or more; leave it out for no limit')
  .optional();
const flag = z.boolean('must be true or false').optional();
const policyRule =
  "must be sources by directive, such as { 'script-src': ['https://cdn.example'] }, or false";
const origins = 'must be a list of origins, such as ["https://app.example"]';

/** What each option of `stepway()` must be, as Zod schemas by property. */
export const stepwayOptions = {
  wizards: z.array(finished, 'must be a list of wizards, such as [feedback]'),
  storage,
  views: z.string('must be the path of a folder').optional(),
  theme: partialTheme.optional(),
  languages: languagesShape.optional(),
  layout: called('(page, req, res) => html'),
  services: z
    .custom((value) => typeof value !== 'function' && !hasMethods(value, 'then'), {
      error: ({ input }) =>
        typeof input === 'function'
          ? 'must be what is handed on, and is a function that makes it: await config.services()'
          : 'must be what is handed on, and is a promise of it: await it',
    })
    .optional(),
  context: called('(req) => ({ user: req.session.user })'),
  onEvent: called('(event) => { … }'),
  guard: called('(req) => (req.session.user === undefined ? "/login" : undefined)'),
  onLogin: called('(req, forms) => { … }'),
  facts: called("(req) => ({ role: req.session.user?.role ?? 'public' })"),
  prefill: called('(req, wizardId, stepKey) => values'),
  send: called('async ({ to, link }) => { … }'),
  sendCopy: called('async ({ to, sections }) => { … }'),
  origin: originSchema.optional(),
  trustedOrigins: z.array(originSchema, origins).optional(),
  public: z.string('must be the path of a folder').optional(),
  routes: called("(router) => { router.get('/login', …) }"),
  contentSecurityPolicy: z
    .union([z.literal(false), z.record(z.string(), z.array(z.string()))], policyRule)
    .superRefine((policy, context) => {
      for (const name of Object.keys(policy === false ? {} : policy)) {
        if (policyDirectives.includes(name)) continue;
        const message = `has no directive "${name}"${didYouMean(name, policyDirectives)}`;
        context.addIssue({ code: 'custom', message });
      }
    })
    .optional(),
  openApi: flag,
  basePath: z
    .custom(
      (value) => typeof value === 'string' && /^(\/(?!\/)[^?#\\]*)?$/.test(value) && !value.endsWith('//'),
      'must be a path that begins with one "/", such as "/forms"',
    )
    .optional(),
  log: z
    .custom(
      (value) => hasMethods(value, 'debug', 'info', 'warn', 'error'),
      'must have debug, info, warn and error, as a pino logger has',
    )
    .optional(),
  worker: flag,
  concurrency: z.int(places).min(1, places).max(1_000, places).optional(),
  maxStateBytes: z.int(stateBytes).min(1_000, stateBytes).optional(),
  rateLimits: z
    .strictObject(
      {
        starts: perMinute,
        rechecks: perMinute,
        searches: perMinute,
        submits: perMinute,
        links: perMinute,
        mails: perMinute,
      },
      limitsRule,
    )
    .optional(),
  scan: called('({ file, signal }) => undefined'),
  scanTimeoutMs: wholeAbove0.max(longestMs, `must be at most ${longestMs}, which is 24 days`).optional(),
  maxUploadBytes: wholeAbove0.optional(),
  lifetime: z.strictObject(lifetimeShape, 'must be { idleMs, absoluteMs }').optional(),
  ownCookie: z.string('must be the name of a cookie').optional(),
  timeZone: z
    .custom((value) => timeZoneRule(value) === undefined, { error: ({ input }) => timeZoneRule(input) })
    .optional(),
  cacheViews: flag,
  now: called('Date.now'),
} satisfies { readonly [K in keyof Required<StepwayOptions>]: z.ZodType };

/** @throws WizardError CONFIG_INVALID with everything that is wrong with the options of `stepway()` */
export function checkStepwayOptions(options: unknown): void {
  refuseWrongOptions('stepway()', stepwayOptions, options);
}

function isStorage(value: unknown): boolean {
  return (
    isRecord(value) &&
    isRecord(value['sessions']) &&
    isRecord(value['submissions']) &&
    hasMethods(value, 'ping')
  );
}

function storageRule(given: unknown): string {
  if (hasMethods(given, 'then')) return 'must be a storage, and is a promise of one: await it';
  if (hasMethods(given, 'get', 'set'))
    return 'must be a storage, and is a session store: make one with mongoStorage or embeddedStorage, and give your store to session({ store: guardStore(store) })';
  return "must be a storage, such as await embeddedStorage({ folder: '.data' })";
}

function wizardRule(given: unknown): string {
  if (hasMethods(given, 'step', 'complete'))
    return 'must be a finished wizard: end its chain with .complete({ … })';
  if (hasMethods(given, 'then')) return 'must be a finished wizard, and is a promise: await it';
  if (isRecord(given) && isWizardDefinition(given['default']))
    return 'must be a finished wizard, and is its module: import the default export';
  return 'must be a finished wizard, as wizard({ … }).step(…).complete({ … }) gives';
}
