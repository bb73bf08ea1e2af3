import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import session from 'express-session';
import type { Storage, Lifetime } from '../completion/storage.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import { limitArrival } from './arrival.ts';
import { serveAssets, servePublic } from '../http/front-end.ts';
import type { Log } from '../log.ts';
import type { Config } from './config.ts';
import { logRequests } from './log-requests.ts';
import type { StepwayOptions } from './stepway-options.ts';
import { partsOf, serve, type Stepway } from './stepway.ts';

/** What the ready-made server is put together from. */
export interface ServerParts {
  readonly config: Config;
  readonly wizards: readonly WizardDefinition[];
  readonly storage: Storage;
  /** Handed to every check, handler and loaded choice. */
  readonly services?: unknown;
  /** How files are taken in, where it is not as usual. */
  readonly uploads?: Pick<StepwayOptions, 'scan' | 'scanTimeoutMs' | 'maxUploadBytes'>;
  readonly log: Log;
  /** Milliseconds since the epoch; for tests. */
  readonly now?: () => number;
  /** Other limits; for tests. */
  readonly limits?: { readonly [limit in keyof typeof arrivalLimits]?: number };
}

/** The ready-made server, not yet listening. */
export interface ReadyMade {
  readonly app: Express;
  readonly forms: Stepway;
  /** Whether some form asks for files. */
  readonly takesFiles: boolean;
}

/** How long a request may take to arrive and its answer to be taken: who is slower is cut off, others are served. */
export const arrivalLimits = {
  headersMs: 10_000,
  requestMs: 20_000,
  // An upload, where a form asks for files: as long as it moves, this many bytes in each `stillMs`.
  uploadMs: 600_000,
  uploadBytes: 20_000,
  // Longer than the 60 s of common proxies, which otherwise meet a connection that is just being closed.
  keepAliveMs: 65_000,
  // Nothing moves on a connection with a request under way: its reader takes no answer. Longer than any answer takes.
  stillMs: 20_000,
} as const;

/** Puts the ready-made server together: assets and health before any session, then the session, then the forms. */
export function createApp(given: ServerParts): ReadyMade {
  const { config, wizards, storage, services, log, now = Date.now } = given;
  const { production, idleMs, absoluteMs } = config;
  const lifetime = { idleMs, absoluteMs };
  const parts = partsOf({
    ...optionsOf(config),
    wizards,
    storage,
    services,
    log,
    now,
    ownCookie: cookieName(production),
    cacheViews: production,
    ...given.uploads,
  });
  const forms = serve(parts);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(logRequests(log, now));
  app.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.get('/readyz', async (_req, res) => {
    const ready = await storage.ping().then(
      () => true,
      () => false,
    );
    res.set('Cache-Control', 'no-store');
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'store unreachable' });
  });
  app.use(serveAssets(parts.look));
  // Before the session, which no file needs.
  if (parts.host.publicFolder !== undefined) app.use(servePublic(parts.host.publicFolder));
  app.use(warnOfPlainHttp(log, production, now));
  app.use(sessionMiddleware({ storage, secrets: config.secrets, production, lifetime, log }));
  app.use(forms);
  app.use(forms.onError);
  return { app, forms, takesFiles: parts.engine.files !== undefined };
}

/** What settings say to `stepway()`. */
export function optionsOf(config: Config): Omit<StepwayOptions, 'wizards' | 'storage'> {
  const { services: _services, ...own } = config.own;
  const { theme, trustedOrigins, concurrency, maxStateBytes, maxUploadBytes, rateLimits, timeZone } = config;
  const { idleMs, absoluteMs, viewsFolder: views } = config;
  const read = {
    views,
    theme,
    trustedOrigins,
    concurrency,
    maxStateBytes,
    maxUploadBytes,
    rateLimits,
    timeZone,
  };
  return { ...own, ...read, lifetime: { idleMs, absoluteMs } };
}

/** A server that listens. */
export interface Listening {
  readonly url: string;
  /** No new work, requests under way end, handlers are handed over, the store is closed; within 10 s. */
  stop(): Promise<void>;
}

/**
 * Listens, and says where.
 *
 * @throws WizardError PORT_TAKEN
 */
export async function listen(parts: ServerParts): Promise<Listening> {
  const { config, storage } = parts;
  const { app, forms, takesFiles } = createApp(parts);
  const limits = { ...arrivalLimits, ...parts.limits };
  const answers = openAnswers();
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: takesFiles ? limits.uploadMs : limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: 1_000,
    },
    (req, res) => {
      answers.add(res);
      if (takesFiles) limitArrival(req, res, limits);
      app(req, res);
    },
  );
  server.setTimeout(limits.stillMs);
  const url = await bind(server, config).catch(async (error: unknown) => {
    await forms.close(0);
    throw error;
  });
  return {
    url,
    stop: async () => {
      answers.close();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      // A connection that is kept alive counts as busy until its request under way has been answered.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const cut = setTimeout(() => server.closeAllConnections(), 5_000);
      await closed;
      clearInterval(idle);
      clearTimeout(cut);
      await forms.close(2_000);
      await Promise.race([storage.close(), new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
    },
  };
}

/** Answers under way, which say from a stop on that their connection will not be kept. */
function openAnswers(): { readonly add: (res: ServerResponse) => void; readonly close: () => void } {
  const open = new Set<ServerResponse>();
  let isClosing = false;
  const end = (res: ServerResponse) => {
    if (!res.headersSent) res.setHeader('Connection', 'close');
  };
  return {
    add(res) {
      if (isClosing) end(res);
      open.add(res);
      res.once('close', () => open.delete(res));
    },
    close() {
      isClosing = true;
      for (const res of open) end(res);
    },
  };
}

/**
 * Listens where the settings say.
 *
 * @returns the address for a person to open
 * @throws WizardError PORT_TAKEN, CONFIG_INVALID when the address is none of this machine's or the port is not allowed
 */
export async function bind(server: Server, config: Config): Promise<string> {
  await listening(server, config);
  const { port } = server.address() as AddressInfo;
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function listening(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(bindError(error, { port, host })));
    server.listen(port, host, () => resolve());
  });
}

function bindError(
  cause: NodeJS.ErrnoException,
  { port, host }: { readonly port: number; readonly host: string },
): Error {
  switch (cause.code) {
    case 'EADDRINUSE': {
      const message = `port ${port} is in use by another program; stop it, or choose another with PORT=${port + 1}`;
      return new WizardError('PORT_TAKEN', message, { cause });
    }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL': {
      const message = `HOST: ${host} is no address of this machine; 127.0.0.1 is for programs of this machine alone, 0.0.0.0 for all`;
      return new WizardError('CONFIG_INVALID', message, { cause });
    }
    case 'EACCES': {
      const message = `PORT: this user may not listen on port ${port}; choose one above 1023, or let a proxy listen there`;
      return new WizardError('CONFIG_INVALID', message, { cause });
    }
    default:
      return cause;
  }
}

/** What our own server's session is made of. */
interface SessionSettings {
  readonly storage: Storage;
  readonly secrets: readonly string[];
  readonly production: boolean;
  readonly lifetime: Lifetime;
  readonly log: Log;
}

/** The name of our own server's cookie: the `__Host-` prefix binds it to the host, and browsers want it `Secure`. */
export function cookieName(production: boolean): string {
  return production ? '__Host-stepway' : 'stepway';
}

/**
 * express-session as our own server wants it: the cookie lives until the absolute limit, because express-session does
 * not send it again on a touch; idleness is the store's affair.
 */
export function sessionMiddleware(settings: SessionSettings): RequestHandler {
  const { storage, secrets, production, lifetime } = settings;
  return session({
    store: storage.sessions,
    secret: [...secrets],
    name: cookieName(production),
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: production, path: '/', maxAge: lifetime.absoluteMs },
  });
}

/** Says loudly, once a minute at most, that a `Secure` cookie cannot be sent over this plain HTTP connection. */
function warnOfPlainHttp(log: Log, production: boolean, now: () => number): RequestHandler {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (req, _res, next) => {
    if (production && !req.secure && now() - saidAt > 60_000) {
      saidAt = now();
      log.error(
        { forwardedProto: req.get('X-Forwarded-Proto') !== undefined },
        'the session cookie is Secure but this request came over plain HTTP, so no answers can be kept: serve HTTPS, or set TRUST_PROXY=1 behind a proxy that ends TLS and sends X-Forwarded-Proto',
      );
    }
    next();
  };
}
