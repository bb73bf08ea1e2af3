import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import session from 'express-session';
import type { Log } from '../completion/log.ts';
import { stepway, type StepwayOptions } from '../app/stepway.ts';
import { memoryStorage } from '../storage/memory/storage.ts';

/** What a journey goes through: a whole app, wizards to put one together for, or the address of a running server. */
export type JourneyTarget =
  URL | RequestListener | (Omit<StepwayOptions, 'storage'> & Partial<Pick<StepwayOptions, 'storage'>>);

/** An app that listens on the loopback interface. */
export interface Served {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  close(): Promise<void>;
}

/** A log that says nothing. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Listens on a port that is free. Neither the server nor its connections keep the process alive. */
export async function serve(target: JourneyTarget): Promise<Served> {
  if (target instanceof URL) return { origin: target.origin, close: async () => {} };
  const { app, end } = typeof target === 'function' ? { app: target, end: async () => {} } : put(target);
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  server.on('connection', (socket) => socket.unref());
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      await closed(server);
      await end();
    },
  };
}

/** A host around the wizards: express-session over the storage, in memory unless another is given. */
function put(options: Exclude<JourneyTarget, RequestListener | URL>): {
  readonly app: RequestListener;
  readonly end: () => Promise<void>;
} {
  const { now = Date.now } = options;
  const storage = options.storage ?? memoryStorage({ now });
  const forms = stepway({ log: silentLog, ...options, storage });
  const app = express();
  app.use(
    session({ store: storage.sessions, secret: 'of a test kit', resave: false, saveUninitialized: false }),
  );
  app.use(forms);
  app.use(forms.onError);
  return { app, end: () => forms.close(0) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
