import { type RequestListener, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import session from 'express-session';
import type { StepwayOptions } from '../app/stepway-options.ts';
import { stepway } from '../app/stepway.ts';
import type { CompletionJournal } from '../completion/journal.ts';
import type { StepAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { isWizardDefinition } from '../definition/write/is-wizard.ts';
import type { ServicesOption } from '../definition/write/types.ts';
import { sampleFacts } from '../sample/sample-facts.ts';
import { silentLog } from '../log.ts';
import { memoryStorage } from '../storage/memory/storage.ts';
import { otherSites, type OtherSites } from './other-sites.ts';
import { lineOf, rememberLog } from './remember-log.ts';

/** What an app is put together from: what `stepway()` takes, with a storage in memory unless one is given. */
export type OwnAppOptions = Omit<StepwayOptions, 'storage'> & Partial<Pick<StepwayOptions, 'storage'>>;

/** An app that the test kit put together, and so can look into. */
export interface OwnApp {
  readonly app: RequestListener;
  readonly definitions: ReadonlyMap<string, WizardDefinition>;
  readonly submissions: CompletionJournal;
  /** Whether handlers are run here. */
  readonly runsHandlers: boolean;
  /** What comes back from another site the next time that a visitor is sent there from a step. */
  readonly giveFromSite: OtherSites['give'];
  /** What is said of visitors of a wizard from now on, where the test says nothing of them. */
  tellFacts(wizardId: string, facts: StepAnswers): void;
  /** What went wrong since the last call, a line each. */
  takeErrors(): readonly string[];
  /** What the handler threw last for a submission; undefined when it did not throw. */
  thrownFor(submissionId: string): unknown;
  end(): Promise<void>;
}

/** A host around the wizards: express-session over the storage, and a log that remembers. */
export function ownApp(options: OwnAppOptions): OwnApp {
  const { now = Date.now, log: given = silentLog } = options;
  const storage = options.storage ?? memoryStorage({ now });
  const { log, take } = rememberLog(given);
  const thrown = new Map<string, unknown>();
  const sites = otherSites();
  const told = new Map<string, StepAnswers>();
  const watched = (definition: WizardDefinition) => sites.played(watchHandler(definition, thrown));
  // What is no list of wizards is for `stepway` to refuse.
  const wizards = Array.isArray(options.wizards) ? options.wizards.map(watched) : options.wizards;
  const forms = stepway({
    ...options,
    wizards,
    log,
    storage,
    facts:
      options.facts ?? ((_req, id) => told.get(id) ?? sampleFacts(wizards.find((each) => each.id === id)!)),
  });
  const app = express();
  app.use(
    session({ store: storage.sessions, secret: 'of a test kit', resave: false, saveUninitialized: false }),
  );
  app.use(forms);
  app.use(forms.onError);
  return {
    app,
    definitions: new Map(wizards.map((each) => [each.id, each])),
    submissions: storage.submissions,
    runsHandlers: options.worker !== false,
    giveFromSite: sites.give,
    tellFacts: (id, facts) => void told.set(id, facts),
    takeErrors: () => take().map(lineOf),
    thrownFor: (submissionId) => thrown.get(submissionId),
    end: () => forms.close(0),
  };
}

/** The definition with a handler that does the same, and leaves what it throws where a test finds it. */
function watchHandler(definition: WizardDefinition, thrown: Map<string, unknown>): WizardDefinition {
  if (!isWizardDefinition(definition) || definition.completion.run === undefined) return definition;
  const { run } = definition.completion;
  return {
    ...definition,
    completion: {
      ...definition.completion,
      async run(finished) {
        try {
          return await run(finished);
        } catch (error) {
          thrown.set(finished.idempotencyKey, error);
          throw error;
        }
      },
    },
  };
}

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
