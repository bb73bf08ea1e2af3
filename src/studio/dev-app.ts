import express, { type Express } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../completion/storage.ts';
import { serveAssets } from '../http/front-end.ts';
import type { Renderer } from '../render/html/engine.ts';
import type { Config } from '../app/config.ts';
import { definitionsOf } from '../app/placed-faults.ts';
import type { LoadedWizard } from '../app/load-wizards.ts';
import { logRequests } from '../app/log-requests.ts';
import { cookieName, optionsOf, sessionMiddleware } from '../app/server.ts';
import { sampleFacts } from '../sample/sample-facts.ts';
import { partsOf, serve, type Stepway } from '../app/stepway.ts';
import { rememberLog, type LoggedError } from '../testing/remember-log.ts';
import { fitAnswers } from './visitor-state.ts';
import { injectScript, type Broadcast } from './live-reload.ts';
import { refuseForeignHosts } from './security.ts';
import { foldersOf, framedError, framedFaults } from './framed-faults.ts';
import { createStudio } from './studio.ts';
import { studioFile, studioPage } from './studio-views.ts';

/** What a development app is put together from. */
export interface DevParts {
  readonly config: Config;
  readonly loaded: readonly LoadedWizard[];
  readonly storage: Storage;
  readonly services: unknown;
  readonly log: Log;
  readonly broadcast: Broadcast;
}

/** The app for one loading of the wizards: the next save makes another. */
export function createDevApp({ config, loaded, storage, services, log, broadcast }: DevParts): {
  readonly app: Express;
  readonly forms: Stepway;
  /** What is served. */
  readonly definitions: ReadonlyMap<string, WizardDefinition>;
} {
  const lifetime = { idleMs: config.idleMs, absoluteMs: config.absoluteMs };
  const sound = loaded.filter(({ faults }) => faults.every(({ severity }) => severity !== 'error'));
  const remembering = rememberLog(log);
  const wizards = definitionsOf(sound);
  const bare = partsOf({
    ...optionsOf(config),
    wizards,
    facts: config.own.facts ?? ((_req, id) => sampleFacts(wizards.find((each) => each.id === id)!)),
    storage,
    log: remembering.log,
    services,
    rateLimits: {},
    ownCookie: cookieName(false),
    cacheViews: false,
    onEvent: (event) => {
      broadcast.send('moved');
      return config.own.onEvent?.(event);
    },
  });
  const renderer = showingErrors({
    renderer: bare.look.renderer,
    take: remembering.take,
    folders: [...foldersOf(loaded), config.viewsFolder],
  });
  const parts = { ...bare, look: { ...bare.look, renderer } };
  const forms = serve(parts);
  const { definitions } = parts.engine;

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(logRequests(log, Date.now));
  app.use(refuseForeignHosts(config));
  app.get('/_studio/events', broadcast.stream);
  for (const [name, type] of [
    ['studio.css', 'css'],
    ['dev.js', 'js'],
    ['studio.js', 'js'],
  ] as const) {
    app.get(`/_studio/${name}`, (_req, res) => res.type(type).send(studioFile(name)));
  }
  app.use(serveAssets(parts.look));
  app.use(sessionMiddleware({ storage, secrets: config.secrets, production: false, lifetime, log }));
  app.use(injectScript(`/_studio/dev.js?${broadcast.renew()}`));
  app.use(fitAnswers(definitions));
  app.use(
    '/_studio',
    createStudio(parts, () => broadcast.send('moved')),
  );
  app.use(faultsInstead(loaded, definitions));
  app.use(forms);
  app.use(forms.onError);
  return { app, forms, definitions };
}

/** Shows the faults of the files in the place of the list, and of each wizard that they keep from being served. */
function faultsInstead(
  loaded: readonly LoadedWizard[],
  definitions: ReadonlyMap<string, WizardDefinition>,
): express.RequestHandler {
  const faults = framedFaults(loaded);
  return (req, res, next) => {
    const segments = req.path.split('/').filter((segment) => segment !== '');
    const isStudio = segments[0] === '_studio';
    const wizard = segments[isStudio ? 1 : 0];
    const isServed = wizard === undefined ? isStudio : definitions.has(wizard);
    if (faults.length === 0 || isServed) return next();
    const others = [...definitions.values()];
    res.status(500).set('Cache-Control', 'no-store');
    res.send(studioPage('faults', 'Mistakes', { faults, others }));
  };
}

/** What was last said of an error for which a page of this status is shown, and where it was thrown. */
function lastErrorIn(
  errors: readonly LoggedError[],
  status: number,
): { readonly message: string; readonly at: string | undefined } | undefined {
  const last = errors.findLast(
    ({ level, code }) =>
      level === 'error' || code === 'CHOICES_UNAVAILABLE' || code === 'HELPERS_UNAVAILABLE',
  );
  if (last === undefined || status !== (last.level === 'error' ? 500 : 503)) return undefined;
  const { code, said, error = 'Error', detail, at } = last;
  const message = code === undefined ? error : said;
  return { message: detail === undefined ? message : `${message}: ${detail}`, at };
}

/** Shows what is known of an error, with the code around it, in the place of the page that a visitor would get. */
function showingErrors({
  renderer,
  take,
  folders,
}: {
  readonly renderer: Renderer;
  readonly take: () => readonly LoggedError[];
  /** Those whose code may be shown. */
  readonly folders: readonly string[];
}): Renderer {
  return {
    ...renderer,
    render(page, frame, options) {
      const isTold = page.status >= 500 && page.kind !== 'unreadable';
      const found = isTold ? lastErrorIn(take(), page.status) : undefined;
      if (found === undefined) return renderer.render(page, frame, options);
      const studio = { faults: [framedError(found.message, found.at, folders)], others: [] };
      return studioPage('faults', 'Mistake', studio);
    },
  };
}
