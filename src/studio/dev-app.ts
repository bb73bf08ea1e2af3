import express, { type Express } from 'express';
import type { Log } from '../log.ts';
import type { Storage } from '../completion/storage.ts';
import { serveAssets } from '../http/assets.ts';
import type { Config } from '../app/config.ts';
import { definitionsOf } from '../app/findings.ts';
import type { LoadedWizard } from '../app/load-wizards.ts';
import { cookieName, sessionMiddleware } from '../app/session-cookie.ts';
import { stepway, type Stepway } from '../app/stepway.ts';
import { rememberLog, type Trouble } from '../testing/remember-log.ts';
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
} {
  const lifetime = { idleMs: config.idleMs, absoluteMs: config.absoluteMs };
  const sound = loaded.filter(({ faults }) => faults.every(({ severity }) => severity !== 'error'));
  const remembering = rememberLog(log);
  const forms = stepway({
    wizards: definitionsOf(sound),
    storage,
    log: remembering.log,
    lifetime,
    services,
    views: config.viewsFolder,
    theme: config.theme,
    trustedOrigins: config.trustedOrigins,
    ownCookie: cookieName(false),
    cacheViews: false,
    onEvent: () => broadcast.send('moved'),
  });
  showErrors(forms, remembering.take, [...foldersOf(loaded), config.viewsFolder]);

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
  app.use(serveAssets(forms.site));
  app.use(sessionMiddleware({ storage, secrets: config.secrets, production: false, lifetime, log }));
  app.use(injectScript(`/_studio/dev.js?${broadcast.renew()}`));
  app.use(fitAnswers(forms.site.definitions));
  app.use(
    '/_studio',
    createStudio(forms.site, () => broadcast.send('moved')),
  );
  app.use(mistakesInstead(loaded, forms));
  app.use(forms);
  app.use(forms.onError);
  return { app, forms };
}

/** Shows the mistakes of the files in the place of the list, and of each wizard that they keep from being served. */
function mistakesInstead(loaded: readonly LoadedWizard[], forms: Stepway): express.RequestHandler {
  const mistakes = mistakesIn(loaded);
  return (req, res, next) => {
    const segments = req.path.split('/').filter((segment) => segment !== '');
    const isStudio = segments[0] === '_studio';
    const wizard = segments[isStudio ? 1 : 0];
    const isServed = wizard === undefined ? isStudio : forms.site.definitions.has(wizard);
    if (mistakes.length === 0 || isServed) return next();
    const others = [...forms.site.definitions.values()];
    res.status(500).set('Cache-Control', 'no-store');
    res.send(studioPage('mistakes', 'Mistakes', { mistakes, others }));
  };
}

/** What was last said of an error for which a page of this status is shown, and where it was thrown. */
function lastErrorIn(
  troubles: readonly Trouble[],
  status: number,
): { readonly message: string; readonly at: string | undefined } | undefined {
  const last = troubles.findLast(({ level, code }) => level === 'error' || code === 'CHOICES_UNAVAILABLE');
  if (last === undefined || status !== (last.level === 'error' ? 500 : 503)) return undefined;
  const { code, said, error = 'Error', detail, at } = last;
  const message = code === undefined ? error : said;
  return { message: detail === undefined ? message : `${message}: ${detail}`, at };
}

/**
 * Shows what is known of an error, with the code around it, in the place of the page that a visitor would get.
 *
 * @param folders those whose code may be shown
 */
function showErrors(forms: Stepway, take: () => readonly Trouble[], folders: readonly string[]): void {
  const { renderer } = forms.site;
  const render: typeof renderer.render = (page, frame, options) => {
    const isTold = page.status >= 500 && page.kind !== 'unreadable';
    const found = isTold ? lastErrorIn(take(), page.status) : undefined;
    if (found === undefined) return renderer.render(page, frame, options);
    const studio = { mistakes: [mistakeOf(found.message, found.at, folders)], others: [] };
    return studioPage('mistakes', 'Mistake', studio);
  };
  // The site is the router's own object; nothing but this development server changes it.
  Object.assign(forms.site, { renderer: { ...renderer, render } });
}
