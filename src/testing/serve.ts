import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WizardDefinition } from '../definition/model.ts';
import type { ServicesOption } from '../definition/write/types.ts';
import { ownApp, type OwnApp, type OwnAppOptions } from './own-app.ts';

/** What a journey goes through: a whole app, wizards to put one together for, or the address of a running server. */
export type JourneyTarget<W extends WizardDefinition = WizardDefinition> =
  URL | RequestListener | (OwnAppOptions & { readonly wizards: readonly W[] } & ServicesOption<W>);

/** An app that listens on the loopback interface. */
export interface Served {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** The app, where it was put together here. */
  readonly own?: OwnApp;
  close(): Promise<void>;
}

/** Listens on a port that is free. Neither the server nor its connections keep the process alive. */
export async function serve(target: JourneyTarget): Promise<Served> {
  if (target instanceof URL) return { origin: target.origin, close: async () => {} };
  const own = typeof target === 'function' ? undefined : ownApp(target);
  const server = createServer(typeof target === 'function' ? target : own?.app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  server.on('connection', (socket) => socket.unref());
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    ...(own === undefined ? {} : { own }),
    async close() {
      await closed(server);
      await own?.end();
    },
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
