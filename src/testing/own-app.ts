import type { RequestListener } from 'node:http';
import express from 'express';
import session from 'express-session';
import type { StepwayOptions } from '../app/stepway-options.ts';
import { stepway } from '../app/stepway.ts';
import type { CompletionJournal } from '../completion/journal.ts';
import { silentLog } from '../log.ts';
import { isWizardDefinition } from '../definition/write/builder.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { memoryStorage } from '../storage/memory/storage.ts';
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
  /** What went wrong since the last call, a line each. */
  takeTroubles(): readonly string[];
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
  const watched = (definition: WizardDefinition) => watchHandler(definition, thrown);
  // What is no list of wizards is for `stepway` to refuse.
  const wizards = Array.isArray(options.wizards) ? options.wizards.map(watched) : options.wizards;
  const forms = stepway({ ...options, wizards, log, storage });
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
    takeTroubles: () => take().map(lineOf),
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
