import { createRequire } from 'node:module';
import type { ErrorRequestHandler, Request, RequestHandler, Router } from 'express';
import type { Store } from 'express-session';
import type Pino from 'pino';
import type { Lifetime, Storage } from '../completion/storage.ts';
import { eraseSubmissions, type Erasure } from '../completion/erase.ts';
import { defaultMaxUploadBytes, type FileStore } from '../completion/file-store.ts';
import type { SavedRuns } from '../completion/saved-runs.ts';
import { journalWithFiles } from '../completion/journal-with-files.ts';
import { eraseSaved } from '../completion/erase-saved.ts';
import { sweepFiles } from '../completion/sweep-files.ts';
import { startSweeping, type Sweep } from '../completion/sweeping.ts';
import { createWorker, type Worker } from '../completion/worker.ts';
import { checkDefinition, formatFaults } from '../definition/check/check.ts';
import type { LookForView } from '../definition/check/names.ts';
import { controlOf } from '../controls/all.ts';
import type { ControlKind } from '../controls/control.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace, fieldsAt } from '../definition/place.ts';
import type { ServicesOption } from '../definition/write/types.ts';
import { WizardError } from '../errors.ts';
import type { Log } from '../log.ts';
import { hostErrorHandler } from '../http/error-handler.ts';
import { choiceResolver } from '../engine/choices.ts';
import { optionLoader } from '../engine/load-options.ts';
import { fileFieldsAt } from '../http/files/receive.ts';
import { errorsInEachLanguage, partsFor } from '../http/languages.ts';
import { createRouter } from '../http/router.ts';
import type { Engine, Parts } from '../http/parts.ts';
import { loadAssets } from '../render/html/assets.ts';
import { createRenderer } from '../render/html/engine.ts';
import { viewFinder } from '../render/html/views.ts';
import { randomIds } from '../engine/ids.ts';
import { defaultMaxStateBytes } from '../engine/state.ts';
import { defaultLifetime } from '../storage/session-options.ts';
import { listenToLogIns } from '../session/login.ts';
import { isRevisioned } from '../session/revision.ts';
import { refuseBrokenViews } from './broken-views.ts';
import { doubtfulOptions } from './doubtful-options.ts';
import { checkStepwayOptions, type Routes, type StepwayOptions } from './stepway-options.ts';
import { warnOfSessions } from './session-warnings.ts';
import { systemTimeZone } from '../time-zone.ts';
import { hostAnswers, type HostAnswers } from './host-answers.ts';
import { refuseMissingServices } from './services.ts';
import { offeredLanguages, partsByLanguage, type LanguagesOption } from './languages.ts';
import { themeOf } from './theme.ts';
import { notifyOfLogIns, type OnLogin } from './visitor-forms.ts';

/** Middleware of Express that serves wizards, and owns the worker that runs their handlers. */
export interface Stepway extends RequestHandler, HostAnswers {
  /** Resolves when the store answers; rejects with STORE_UNREACHABLE or STORE_TIMEOUT. */
  readonly ready: Promise<void>;
  /** Stops the worker, waiting up to `graceMs` (5,000 by default) for running handlers. The storage is the host's to close. */
  close(graceMs?: number): Promise<void>;
  /**
   * Erases what a person sent under a reference, the answers and all that was made of them, and what they saved for later
   * under it. The empty record of what was sent stays until
   * it is purged. A submission whose handler is at work is not erased: ask again when it has ended.
   */
  erase(reference: string): Promise<Erasure>;
  /** For `app.use('/apply', forms.onError)` behind the router: answers for a session that could not be loaded. */
  readonly onError: ErrorRequestHandler;
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
  const parts = partsOf(options);
  refuseMissingServices(options.wizards, options.services, 'to stepway({ services: { … } })');
  return serve(parts);
}

/** What `stepway` puts together, for a composition root that looks into it or puts something around it. */
export interface StepwayParts extends Pick<Parts, 'engine' | 'look'> {
  readonly host: Omit<Parts['host'], 'routes'>;
  readonly routes: Routes | undefined;
  readonly worker: Worker | undefined;
  readonly storage: Storage;
  readonly onLogin: OnLogin | undefined;
  /** The languages beside the theme's own. */
  readonly languages: LanguagesOption | undefined;
}

/** The log of a host that gives none: its library is loaded for it alone. */
function ownLog(): Log {
  const { pino } = createRequire(import.meta.url)('pino') as typeof Pino;
  return pino({ name: 'stepway' });
}

/** Reads the options and makes the parts of a router; nothing runs yet. */
export function partsOf(options: StepwayOptions): StepwayParts {
  checkStepwayOptions(options);
  const { storage, services, log = ownLog(), now = Date.now } = options;
  for (const doubt of doubtfulOptions(options)) log.warn({}, doubt);
  const viewFolders = options.views === undefined ? [] : [options.views];
  const cache = options.cacheViews ?? process.env['NODE_ENV'] === 'production';
  const definitions = mapOf(options.wizards, viewFinder(viewFolders));
  // While they are written, a page says what is wrong with a view.
  if (cache && options.views !== undefined) refuseBrokenViews(options.views, options.wizards);
  const controls = ownControlsOf(options.wizards);
  const assets = loadAssets(controls);
  const renderer = createRenderer({ viewFolders, cache, controls, assets });
  const files = filesFor(options.wizards, storage);
  const journal = journalWithFiles(storage.submissions, files);
  const loadOptions = optionLoader({ services, log, now });
  const lifetime = options.lifetime ?? lifetimeOf(storage.sessions);
  const { concurrency, languages } = options;
  const theme = themeOf(options.theme);
  const worker =
    options.worker === false
      ? undefined
      : createWorker({ journal, definitions, files, services, log, now, concurrency });
  return {
    engine: {
      definitions,
      resolveChoices: choiceResolver(loadOptions),
      loadOptions,
      journal,
      files,
      uploads: {
        scan: options.scan,
        scanTimeoutMs: options.scanTimeoutMs ?? 20_000,
        maxSessionBytes: options.maxUploadBytes ?? defaultMaxUploadBytes,
        keptMs: lifetime.absoluteMs + lifetime.idleMs,
      },
      saved: savedFor(options.wizards, storage),
      record: worker?.record ?? ((submission) => journal.insert(submission)),
      attempt: worker === undefined ? async () => undefined : worker.attempt,
      services,
      log,
      now,
      timeZone: options.timeZone ?? systemTimeZone(),
      ids: randomIds,
      maxStateBytes: options.maxStateBytes ?? defaultMaxStateBytes,
    },
    look: {
      renderer,
      layout: options.layout,
      assets,
      theme,
      languages: offeredLanguages(theme.language, options.languages),
      lifetime,
      basePath: options.basePath?.replace(/\/$/, ''),
    },
    host: {
      guard: options.guard,
      facts: options.facts,
      prefill: options.prefill,
      context: options.context ?? (() => undefined),
      onEvent: options.onEvent,
      send: options.send,
      sendCopy: options.sendCopy,
      origin: options.origin,
      openApi: options.openApi ?? true,
      rateLimits: options.rateLimits,
      trustedOrigins: options.trustedOrigins ?? [],
      publicFolder: options.public,
      contentSecurityPolicy: options.contentSecurityPolicy,
      ownCookie: options.ownCookie,
      sessionSeen: warnOfSessions(log, options.ownCookie === undefined),
    },
    routes: options.routes,
    worker,
    storage,
    onLogin: options.onLogin,
    languages,
  };
}

/** Makes the router of these parts, and starts the worker. */
export function serve(all: StepwayParts): Stepway {
  const { worker, storage, onLogin, languages, routes, ...given } = all;
  const { engine, host } = given;
  const answers = hostAnswers((req, wizard) => partsOfRequest(req, wizard));
  const ownRoutes = routes && ((router: Router) => routes(router, answers));
  const parts: Parts = { ...given, host: { ...host, routes: ownRoutes } };
  const inEach = partsByLanguage(parts, languages);
  const partsOfRequest = (req: Request, wizard?: string) =>
    inEach === undefined ? parts : partsFor(inEach, req, wizard);
  const { definitions, log } = engine;
  host.sessionSeen(storage.sessions);
  const stopListening =
    onLogin === undefined
      ? () => {}
      : listenToLogIns(storage.sessions, notifyOfLogIns(onLogin, definitions, log));
  worker?.start();
  const stopSweeping = worker === undefined ? async () => {} : startSweeping(sweepsOf(engine), log);
  const ready = storage.ping();
  // The host may await it, or not: an outage at start must not end the process as an unhandled rejection.
  ready.catch(() => {});
  return Object.assign(createRouter(parts, inEach), {
    ready,
    close: async (graceMs = 5_000) => {
      stopListening();
      await stopSweeping();
      await worker?.stop(graceMs);
    },
    ...answers,
    erase: (reference: string) => eraseAll(engine, reference),
    onError: inEach === undefined ? hostErrorHandler(parts) : errorsInEachLanguage(inEach, hostErrorHandler),
  });
}

/** What goes by itself when its time is over. */
function sweepsOf({ files, saved, journal, now }: Engine): readonly Sweep[] {
  return [
    ...(files === undefined
      ? []
      : [
          {
            run: () => sweepFiles({ files, journal, now }),
            failed: 'uploaded files could not be swept; it is tried again',
          },
        ]),
    ...(saved === undefined
      ? []
      : [
          {
            run: () => saved.purge(now()),
            failed: 'saved runs that are over could not be removed; it is tried again',
          },
        ]),
  ];
}

/** Erases what a person saved and sent under a reference. */
async function eraseAll({ saved, files, journal, now }: Engine, reference: string): Promise<Erasure> {
  const count = saved === undefined ? 0 : await eraseSaved({ saved, files }, reference, now());
  const erasure = await eraseSubmissions(journal, reference, now());
  return erasure === 'unknown' && count > 0 ? 'erased' : erasure;
}

/**
 * Where the files of these wizards rest; undefined when none of them asks for one.
 *
 * @throws WizardError CONFIG_INVALID when one does, and the storage has no place for them
 */
function filesFor(wizards: readonly WizardDefinition[], storage: Storage): FileStore | undefined {
  const asking = wizards.flatMap((wizard) =>
    everyPlace(wizard).flatMap((place) => fileFieldsAt(place).map(({ name }) => ({ wizard, place, name }))),
  );
  const [first] = asking;
  if (first === undefined || storage.files !== undefined) return first && storage.files;
  const { wizard, place, name } = first;
  throw new WizardError(
    'CONFIG_INVALID',
    `wizard "${wizard.id}", step "${place.key}", field "${name}": it asks for a file, and the storage "${storage.name}" has no "files"; use mongoStorage, embeddedStorage or memoryStorage, or put the files of one of them beside your own: { ...storage, files }`,
  );
}

/**
 * Where runs are saved.
 *
 * @throws WizardError CONFIG_INVALID when a wizard keeps them, and the storage has no place for them
 */
function savedFor(wizards: readonly WizardDefinition[], storage: Storage): SavedRuns | undefined {
  const keeping = wizards.find(({ keepFor }) => keepFor !== undefined);
  if (keeping === undefined || storage.saved !== undefined) return storage.saved;
  throw new WizardError(
    'CONFIG_INVALID',
    `wizard "${keeping.id}" has keepFor, and the storage "${storage.name}" has no "saved"; use mongoStorage, embeddedStorage or memoryStorage, or put the saved of one of them beside your own: { ...storage, saved }`,
  );
}

function lifetimeOf(store: Store): Lifetime {
  return isRevisioned(store) ? store.lifetime : defaultLifetime;
}

function mapOf(
  wizards: readonly WizardDefinition[],
  lookForView: LookForView,
): ReadonlyMap<string, WizardDefinition> {
  const definitions = new Map<string, WizardDefinition>();
  const faults: string[] = [];
  for (const definition of wizards) {
    const found = checkDefinition(definition, { lookForView }).filter(({ severity }) => severity === 'error');
    if (found.length > 0) faults.push(formatFaults(`wizard "${definition.id}"`, found));
    if (definitions.has(definition.id))
      faults.push(`wizard "${definition.id}": the id is used by two wizards`);
    definitions.set(definition.id, definition);
  }
  if (faults.length > 0) throw new WizardError('DEFINITION_INVALID', faults.join('\n'));
  return definitions;
}

/**
 * The authors' own controls that these wizards use, each once.
 *
 * @throws WizardError DEFINITION_INVALID when two of them have the same name
 */
function ownControlsOf(wizards: readonly WizardDefinition[]): readonly ControlKind[] {
  const found = new Map<string, ControlKind>();
  for (const field of wizards.flatMap(everyPlace).flatMap(fieldsAt)) {
    const control = controlOf(field);
    if (control.files === undefined) continue;
    const other = found.get(control.name) ?? control;
    if (other.files?.view.href !== control.files.view.href) {
      throw new WizardError(
        'DEFINITION_INVALID',
        `two controls are called "${control.name}", with the views ${String(other.files?.view)} and ${control.files.view.href}; give one of them another name`,
      );
    }
    found.set(control.name, control);
  }
  return [...found.values()];
}
