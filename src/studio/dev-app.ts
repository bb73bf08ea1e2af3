import express, { type Express } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../completion/storage.ts';
import { serveAssets } from '../http/front-end.ts';
import type { Renderer } from '../render/html/engine.ts';
import type { Config } from '../app/config.ts';
import { definitionsOf, type LoadedWizard } from '../app/load-wizards.ts';
import { cookieName, sessionMiddleware } from '../app/session-cookie.ts';
import { partsOf, serve, type Stepway } from '../app/stepway.ts';
import { fitAnswers } from './fit-answers.ts';
import { injectScript, type Broadcast } from './live-reload.ts';
import { refuseForeignHosts } from './known-hosts.ts';
import { foldersOf, mistakeOf, mistakesIn } from './mistakes.ts';
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
  const errors = rememberErrors(log);
  const bare = partsOf({
    wizards: definitionsOf(sound),
    storage,
    log: errors.log,
    lifetime,
    services,
    views: config.viewsFolder,
    theme: config.theme,
    trustedOrigins: config.trustedOrigins,
    ownCookie: cookieName(false),
    cacheViews: false,
    onEvent: () => broadcast.send('moved'),
  });
  const renderer = showingErrors({
    renderer: bare.look.renderer,
    take: errors.take,
    folders: [...foldersOf(loaded), config.viewsFolder],
  });
  const parts = { ...bare, look: { ...bare.look, renderer } };
  const forms = serve(parts);
  const { definitions } = parts.engine;

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(refuseForeignHosts(config));
  app.get('/_studio/events', broadcast.stream);
  for (const [name, type] of [
    ['studio.css', 'css'],
    ['dev.js', 'js'],
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
  app.use(mistakesInstead(loaded, definitions));
  app.use(forms);
  app.use(forms.onError);
  return { app, forms, definitions };
}

/** Shows the mistakes of the files in the place of the list, and of each wizard that they keep from being served. */
function mistakesInstead(
  loaded: readonly LoadedWizard[],
  definitions: ReadonlyMap<string, WizardDefinition>,
): express.RequestHandler {
  const mistakes = mistakesIn(loaded);
  return (req, res, next) => {
    const segments = req.path.split('/').filter((segment) => segment !== '');
    const isStudio = segments[0] === '_studio';
    const wizard = segments[isStudio ? 1 : 0];
    const isServed = wizard === undefined ? isStudio : definitions.has(wizard);
    if (mistakes.length === 0 || isServed) return next();
    const others = [...definitions.values()];
    res.status(500).set('Cache-Control', 'no-store');
    res.send(studioPage('mistakes', 'Mistakes', { mistakes, others }));
  };
}

interface LastError {
  readonly message: string;
  /** The status of the page that is shown for it. */
  readonly status: 500 | 503;
  /** The top of its stack. */
  readonly at: string | undefined;
}

/** A log that also remembers what was last said of an error. */
function rememberErrors(log: Log): {
  readonly log: Log;
  /** The last one, once. */
  readonly take: (status: number) => LastError | undefined;
} {
  let last: LastError | undefined;
  const remembering: Log = {
    debug: (facts, message) => {
      // The message of an error is logged apart from its class, at this level.
      if (last !== undefined && 'message' in facts)
        last = { ...last, message: `${last.message}: ${String(facts.message)}` };
      log.debug(facts, message);
    },
    info: (facts, message) => log.info(facts, message),
    warn: (facts, message) => {
      const { at, code } = facts as { readonly [fact in 'at' | 'code']?: string };
      if (code === 'CHOICES_UNAVAILABLE') last = { message, at, status: 503 };
      log.warn(facts, message);
    },
    error: (facts, message) => {
      const { at, error = 'Error', code } = facts as { readonly [fact in 'at' | 'error' | 'code']?: string };
      last = { message: code === undefined ? error : message, at, status: 500 };
      log.error(facts, message);
    },
  };
  return {
    log: remembering,
    take: (status) => {
      const found = last?.status === status ? last : undefined;
      last = undefined;
      return found;
    },
  };
}

/** Shows what is known of an error, with the code around it, in the place of the page that a visitor would get. */
function showingErrors({
  renderer,
  take,
  folders,
}: {
  readonly renderer: Renderer;
  readonly take: (status: number) => LastError | undefined;
  /** Those whose code may be shown. */
  readonly folders: readonly string[];
}): Renderer {
  return {
    ...renderer,
    render(page, frame, options) {
      const found = page.status >= 500 && page.kind !== 'unreadable' ? take(page.status) : undefined;
      if (found === undefined) return renderer.render(page, frame, options);
      const studio = { mistakes: [mistakeOf(found.message, found.at, folders)], others: [] };
      return studioPage('mistakes', 'Mistake', studio);
    },
  };
}
