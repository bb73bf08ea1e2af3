import type { Request, Response } from 'express';
import { andThen } from '../awaitable.ts';
import { savingOf } from '../completion/saving.ts';
import { recordOf, rejectionIn, submissionOf } from '../completion/record.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { GroupPlace } from '../definition/place.ts';
import type { FormPlace } from '../engine/event.ts';
import type { WizardState } from '../engine/state.ts';
import type { Saving } from '../engine/saving.ts';
import type { SessionAccess, Visit } from '../engine/visit.ts';
import { runAt } from '../engine/which-run.ts';
import { urlsAt, type Urls } from '../render/pages/urls.ts';
import { openSession } from '../session/access.ts';
import { within } from '../time-limit.ts';
import { contextOf } from './host-context.ts';
import { eventOf, notify, type EventDetails } from './events.ts';
import type { Engine, Parts } from './parts.ts';
import { tryCookie } from './cookie-trial.ts';
import { languagesOfForm } from './language-asked.ts';
import { keepLanguage } from './languages.ts';
import { keepLink } from './saved-link.ts';
import { baseOf, clearCookie, replyTo, type Goal, type Reply } from './reply.ts';

/** A request for a wizard's page, before anybody is let in. */
export interface Asked {
  readonly req: Request;
  readonly res: Response;
  readonly definition: WizardDefinition;
  /** What its address says of the run. */
  readonly segment: string | undefined;
}

/** One request to one wizard: made once, by the route. */
export interface Exchange {
  readonly parts: Parts;
  readonly req: Request;
  /** With the options that the host loads, where the route needs them. */
  readonly definition: WizardDefinition;
  /** Where the pages of the run stand. */
  readonly urls: Urls;
  readonly visit: Visit;
  readonly reply: WizardReply;
}

/** One request to one step, or to an exit page. */
export interface StepExchange extends Exchange {
  readonly place: FormPlace;
}

/** One request to the list of a group. */
export interface ListExchange extends Exchange {
  readonly place: GroupPlace;
}

/** How a request to a wizard is answered. */
export interface WizardReply extends Pick<Reply, 'page' | 'json' | 'leave'> {
  /** Sends the visitor on to a page of the wizard. */
  goTo(goal: Goal, query?: string): void;
  /** Gives a browser without cookies one to try. */
  tryCookie(): void;
  /** Gives this browser the token of a saved run's link, so that the page which shows it can. */
  keepLink(token: string): void;
  /** Keeps the language in which the form asks for its page, where it does. */
  speak(): void;
  /** Lets the browser forget a session that has ended; a host's cookie is the host's. */
  forgetSession(): void;
  /** Tells the host what happened, if it listens; `state` is the visitor's, once there is one. */
  event(details: EventDetails, state?: WizardState): void;
}

/**
 * Opens the session of a request for one wizard, and finds the run that it is about.
 *
 * @returns `unknown` when there is no such run
 * @throws WizardError SESSION_MISSING
 */
export function exchangeOf(parts: Parts, request: Asked): Exchange | 'unknown' {
  const { engine, host } = parts;
  const { req, res, definition } = request;
  const session = openSession(req, engine.now);
  const run = runAt(definition, request.segment, session.state());
  if (run === undefined) return 'unknown';
  const context = contextOf(host, req, engine.now);
  const bare = visitOf({ engine, definition, session, run: run.key, context });
  const { ownCookie } = host;
  const endSession = async () => {
    await bare.session.destroy();
    clearCookie(res, ownCookie);
  };
  const visit = ownCookie === undefined ? bare : { ...bare, endSession };
  const urls = urlsAt(baseOf(parts, req), run.segment);
  const { page, json, goTo, leave } = replyTo(parts, { req, res, segment: run.segment });
  const reply: WizardReply = {
    page,
    json,
    leave,
    tryCookie: () => tryCookie(req, res, baseOf(parts, req)),
    keepLink: (token) => keepLink({ req, res }, urls.saved(definition.id), token),
    speak: () => {
      const { to, isAsked } = languagesOfForm(parts.look, { req, definition });
      if (isAsked) keepLanguage(parts, { req, res }, to);
    },
    forgetSession: () => clearCookie(res, ownCookie),
    goTo: (goal, query) => goTo(definition.id, goal, query),
    event: (details, state) => {
      const { onEvent } = host;
      if (onEvent !== undefined) notify(onEvent, engine.log, eventOf(visit, state, details));
    },
  };
  return { parts, req, definition, urls, visit, reply };
}

/** What a visit is made from. */
type VisitParts = SavingParts &
  Pick<Engine, 'journal' | 'record' | 'services' | 'now' | 'timeZone' | 'ids' | 'maxStateBytes'>;

/** What runs are saved with. */
type SavingParts = Pick<Engine, 'saved' | 'files' | 'ids' | 'now'> & {
  readonly uploads: Pick<Engine['uploads'], 'keptMs'>;
};

/** The engine's view of one request to one run of a wizard. */
export function visitOf(all: {
  readonly engine: VisitParts;
  readonly definition: WizardDefinition;
  readonly session: SessionAccess;
  /** See `RunPlace`. */
  readonly run: string;
  /** See `Visit`. */
  readonly context: Visit['context'];
}): Visit {
  const { engine, definition, session, run, context } = all;
  const { journal, record, services, now, timeZone, ids, maxStateBytes } = engine;
  return {
    definition,
    run,
    session,
    ids,
    now,
    timeZone: definition.timeZone ?? timeZone,
    services,
    context,
    maxStateBytes,
    ensureRecorded: (state) =>
      within(session.remainingMs(), () => andThen(recordOf(journal, definition, state), rejectionIn)),
    // `exists` is as good: a double click, another server, or an insert of unknown outcome.
    record: (state) => within(session.remainingMs(), () => record(submissionOf(definition, state))),
    // Random, so that two requests that met once do not meet again; longer each time.
    pause: (tried) =>
      new Promise((resolve) => {
        setTimeout(resolve, Math.random() * Math.min(5 * 2 ** tried, 150));
      }),
    saving: () => boundedSaving(engine, definition, session),
    endSession: undefined,
  };
}

/** Where runs of the wizard are saved, each call within the time of the request. */
function boundedSaving(
  { saved, files, ids, now, uploads }: SavingParts,
  definition: WizardDefinition,
  session: SessionAccess,
): Saving | undefined {
  if (saved === undefined) return undefined;
  const saving = savingOf(definition, { saved, files, ids, now, sessionMs: uploads.keptMs });
  const bounded =
    <Given extends readonly unknown[], Result>(call: (...given: Given) => Promise<Result>) =>
    (...given: Given) =>
      within(session.remainingMs(), () => call(...given));
  return {
    put: bounded(saving.put),
    release: bounded(saving.release),
    discard: bounded(saving.discard),
    claim: bounded(saving.claim),
    settle: bounded(saving.settle),
    referenceOf: bounded(saving.referenceOf),
    whereabouts: bounded(saving.whereabouts),
  };
}
