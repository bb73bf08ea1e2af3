import type { ErrorRequestHandler, Router } from 'express';
import type { Store } from 'express-session';
import { pino } from 'pino';
import type { Log } from '../log.ts';
import { eraseSubmissions, type Erasure } from '../completion/erase.ts';
import { createWorker } from '../completion/worker.ts';
import { checkDefinition, formatFaults } from '../definition/check/check.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { ServicesOption } from '../definition/write/types.ts';
import { WizardError } from '../errors.ts';
import { errorHandler } from '../http/error-handler.ts';
import { choiceResolver } from '../engine/choices.ts';
import { createRouter } from '../http/router.ts';
import type { Site } from '../http/site.ts';
import { loadAssets } from '../render/html/assets.ts';
import { createRenderer, viewFinder } from '../render/html/engine.ts';
import type { Theme } from '../render/pages/page.ts';
import { randomIds } from '../engine/ids.ts';
import { defaultLifetime } from '../storage/session-options.ts';
import { listenToLogIns } from '../session/keep-answers.ts';
import { isRevisioned } from '../session/revision.ts';
import { ownControlsOf } from './own-controls.ts';
import { checkStepwayOptions, doubtfulOptions, type StepwayOptions } from './stepway-options.ts';
import { tellLogIns } from './tell-log-ins.ts';

/** An Express router that serves wizards, and owns the worker that runs their handlers. */
export interface Stepway extends Router {
  /** Resolves when the store answers; rejects with STORE_UNREACHABLE or STORE_TIMEOUT. */
  readonly ready: Promise<void>;
  /** Stops the worker, waiting up to `graceMs` (5,000 by default) for running handlers. The storage is the host's to close. */
  close(graceMs?: number): Promise<void>;
  /**
   * Erases what a person sent under a reference: the answers and all that was made of them. The empty record stays until
   * it is purged. A submission whose handler is at work is not erased: ask again when it has ended.
   */
  erase(reference: string): Promise<Erasure>;
  /** For `app.use('/apply', forms.onError)` behind the router: answers for a session that could not be loaded. */
  readonly onError: ErrorRequestHandler;
  /** What is served, for a composition root. */
  readonly site: Site;
}

const defaultTheme: Theme = {
  name: 'Stepway',
  footerLinks: [],
  language: 'en',
  direction: 'ltr',
  properties: {},
  words: {},
};

/** The theme with what a host left out, or gave as undefined. */
function themeOf(given: Partial<Theme> = {}): Theme {
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...defaultTheme, ...own };
}

/**
 * Makes the router: `app.use(session({ store: storage.sessions, … })); app.use('/apply', stepway({ wizards, storage }))`.
 *
 * @throws WizardError CONFIG_INVALID with everything that is wrong with the options, DEFINITION_INVALID with every fault
 *   of every wizard
 */
export function stepway<W extends WizardDefinition>(
  options: StepwayOptions & { readonly wizards: readonly W[] } & ServicesOption<W>,
): Stepway {
  checkStepwayOptions(options);
  const { storage, log = pino({ name: 'stepway' }), now = Date.now } = options;
  for (const doubt of doubtfulOptions(options)) log.warn({}, doubt);
  const viewFolders = options.views === undefined ? [] : [options.views];
  const cache = options.cacheViews ?? process.env['NODE_ENV'] === 'production';
  const definitions = mapOf(options.wizards, viewFinder(viewFolders));
  const controls = ownControlsOf(options.wizards);
  const assets = loadAssets(controls);
  const renderer = createRenderer({ viewFolders, cache, controls, assets });
  const worker = createWorker({
    journal: storage.submissions,
    definitions,
    services: options.services,
    log,
    now,
    concurrency: options.concurrency,
  });
  const store = storage.sessions;
  const storeSeen = warnOfUnguarded(log);
  storeSeen(store);
  const site: Site = {
    definitions,
    resolveChoices: choiceResolver({ services: options.services, log, now }),
    renderer,
    layout: options.layout,
    assets,
    journal: storage.submissions,
    attempt: options.worker === false ? async () => undefined : worker.attempt,
    theme: themeOf(options.theme),
    lifetime: options.lifetime ?? (isRevisioned(store) ? store.lifetime : defaultLifetime),
    services: options.services,
    context: options.context ?? (() => undefined),
    onEvent: options.onEvent,
    guard: options.guard,
    prefill: options.prefill,
    trustedOrigins: options.trustedOrigins ?? [],
    basePath: options.basePath,
    ownCookie: options.ownCookie,
    storeSeen,
    log,
    now,
    ids: randomIds,
  };
  const deafen =
    options.onLogin === undefined
      ? () => {}
      : listenToLogIns(store, tellLogIns(options.onLogin, definitions, log));
  if (options.worker !== false) worker.start();
  const ready = storage.ping();
  // The host may await it, or not: an outage at start must not end the process as an unhandled rejection.
  ready.catch(() => {});
  return Object.assign(createRouter(site), {
    ready,
    close: (graceMs = 5_000) => {
      deafen();
      return worker.stop(graceMs);
    },
    erase: (reference: string) => eraseSubmissions(storage.submissions, reference, now()),
    onError: errorHandler(site),
    site,
  });
}

function mapOf(
  wizards: readonly WizardDefinition[],
  viewExists: (wizardId: string, view: string) => boolean,
): ReadonlyMap<string, WizardDefinition> {
  const definitions = new Map<string, WizardDefinition>();
  const faults: string[] = [];
  for (const definition of wizards) {
    const found = checkDefinition(definition, { viewExists }).filter(({ severity }) => severity === 'error');
    if (found.length > 0) faults.push(formatFaults(`wizard "${definition.id}"`, found));
    if (definitions.has(definition.id))
      faults.push(`wizard "${definition.id}": the id is used by two wizards`);
    definitions.set(definition.id, definition);
  }
  if (faults.length > 0) throw new WizardError('DEFINITION_INVALID', faults.join('\n'));
  return definitions;
}

/** Says once of each store that does not compare and swap what can be lost with it, and the fix. */
function warnOfUnguarded(log: Log): (store: Store | undefined) => void {
  const seen = new WeakSet<Store>();
  return (store) => {
    if (store === undefined || seen.has(store)) return;
    seen.add(store);
    if (isRevisioned(store)) return;
    log.warn(
      { store: store.constructor.name },
      'this session store does not compare and swap: answers sent at the same time can be lost, and a session that ended can come back; use session({ store: storage.sessions }), or wrap your own in guardStore(store)',
    );
  };
}
