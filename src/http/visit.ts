import type { Request } from 'express';
import { submissionOf } from '../completion/record.ts';
import { settle } from '../completion/settle.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { openSession } from '../session/repository.ts';
import type { Visit } from '../engine/visit.ts';
import { within } from '../session/within.ts';
import type { Site } from './site.ts';

/**
 * The engine's view of one request to one wizard.
 *
 * @throws WizardError SESSION_MISSING, SESSION_UNREADABLE
 */
export function visitOf(site: Site, req: Request, definition: WizardDefinition): Visit {
  site.storeSeen(req.sessionStore);
  const session = openSession(req, site.now);
  return {
    definition,
    session,
    ids: site.ids,
    now: site.now,
    services: site.services,
    settle: (state) => within(session.remainingMs(), settle(site.journal, definition, state)),
    record: async (state) => {
      // `exists` is as good: a double click, another server, or an insert of unknown outcome.
      await within(session.remainingMs(), site.journal.insert(submissionOf(definition, state)));
    },
    // Random, so that two requests that met once do not meet again; longer each time.
    pause: (tried) =>
      new Promise((resolve) => {
        setTimeout(resolve, Math.random() * Math.min(5 * 2 ** tried, 150));
      }),
  };
}
