import type { WizardDefinition } from '../definition/model.ts';
import type { RawValues } from '../controls/raw.ts';
import type { FormPlace, Outcome } from '../engine/event.ts';
import type { Whereabouts } from '../engine/saving.ts';
import type { Stamp } from '../engine/stamp.ts';
import type { WizardState } from '../engine/state.ts';
import type { Visit } from '../engine/visit.ts';
import type { Walk } from '../flow/walk.ts';
import { wordIssue } from '../form/issue.ts';
import type { Language } from '../language/language.ts';
import type { Page } from '../render/pages/page.ts';
import { removedIn } from './removed.ts';
import type { Goal } from './reply.ts';

/** What every page of a wizard says: which wizard, and until when answers are kept. */
export interface InWizard {
  readonly definition: WizardDefinition;
  readonly keptUntil: number | undefined;
  /** When the session that the browser asked for had ended, where it can be told: ms since the epoch. */
  readonly endedAt?: number | undefined;
  /** Whether it is the run alone that is gone, of several in a session that is there. */
  readonly isRunGone?: boolean | undefined;
  /** `removed` of the address of a list: what was taken out can be put back until something else was done. */
  readonly takenOut?: unknown;
  /** What an author tells somebody who is back from another site too late. */
  readonly told?: string | undefined;
}

/** What the pages of this visit say. */
export function inWizard({ definition, session }: Visit): InWizard {
  const [keptUntil, ended] = [session.keptUntil(), session.ended()];
  const isRunGone = definition.several !== undefined && keptUntil !== undefined && ended === undefined;
  return { definition, keptUntil, endedAt: ended?.at, isRunGone };
}

/** What a visitor gets to see. */
export type Answer =
  | { readonly by: 'page'; readonly page: Page }
  | { readonly by: 'goal'; readonly goal: Goal }
  | { readonly by: 'json'; readonly body: object }
  | { readonly by: 'other-site'; readonly url: string };

/** The answer to what came of an event: pure, the one place where outcomes become pages. */
export function answerTo(outcome: Outcome, shared: InWizard, language: Language): Answer {
  switch (outcome.kind) {
    case 'answered':
    case 'listed':
    case 'item-removed':
    case 'item-restored':
    case 'carried':
    case 'elsewhere':
    case 'restarted':
    case 'restored':
      return { by: 'goal', goal: outcome.next };
    case 'opened':
      return { by: 'goal', goal: outcome.next };
    case 'saved':
    case 'put-away':
      return { by: 'goal', goal: { to: 'saved' } };
    case 'not-opened':
      return { by: 'goal', goal: { to: 'link', token: outcome.token } };
    case 'away': {
      const { where, place, raw } = outcome;
      return page(awayPage(shared.definition, where, { place, raw }));
    }
    case 'deleted':
      return { by: 'goal', goal: { to: 'deleted', sent: outcome.sent } };
    case 'submitted':
      return { by: 'goal', goal: { to: 'done', reference: outcome.state.reference } };
    case 'drafted':
      return { by: 'json', body: { saved: outcome.isKept, keptUntil: shared.keptUntil ?? null } };
    case 'validated':
      return { by: 'json', body: { message: messageOf(outcome, shared.definition, language) } };
    case 'left':
      return { by: 'other-site', url: outcome.url };
    case 'not-done': {
      const { definition, keptUntil } = shared;
      const { place, walk, why, state, stamp } = outcome;
      const status = why.kind === 'unknown' ? 503 : 422;
      const stored = state?.answers[place.key];
      return page({ kind: 'external', status, definition, keptUntil, place, walk, stored, why, stamp });
    }
    case 'late': {
      const { definition, told } = shared;
      const { place, attempt } = outcome;
      return page({ kind: 'late', status: 410, definition, place, attempt, told });
    }
    case 'invalid': {
      const { definition, keptUntil } = shared;
      const { place, walk, raw, issues, stamp } = outcome;
      return page({
        kind: 'step',
        status: 422,
        definition,
        keptUntil,
        place,
        walk,
        raw,
        issues,
        stamp,
      });
    }
    case 'found': {
      const { definition, keptUntil } = shared;
      const { place, walk, raw, field: searched, stamp } = outcome;
      const typed = { raw, searched, issues: [], stamp };
      return page({ kind: 'step', status: 200, definition, keptUntil, place, walk, ...typed });
    }
    case 'rows-found': {
      const { place, walk, rows, field: searched, stamp } = outcome;
      return page({ ...shared, kind: 'rows', status: 200, place, walk, rows, searched, issues: [], stamp });
    }
    case 'list-refused': {
      const { definition, takenOut } = shared;
      const { place, walk, issues, state, stamp } = outcome;
      const removed = removedIn(definition, state, { place, asked: takenOut });
      return page({ ...shared, kind: 'items', status: 422, place, walk, issues, removed, stamp });
    }
    case 'rows-refused': {
      const { definition, takenOut } = shared;
      const { place, walk, rows, issues, state, stamp } = outcome;
      const removed = removedIn(definition, state, { place, asked: takenOut });
      return page({ ...shared, kind: 'rows', status: 422, place, walk, rows, issues, removed, stamp });
    }
    case 'conflict': {
      const { place, raw, stored, walk, stamp } = outcome;
      return page({ ...shared, kind: 'conflict', status: 409, place, raw, stored, walk, stamp });
    }
    case 'not-as-shown':
      return page(checkPage(shared, { ...outcome, status: 409 }));
    case 'closed':
      return page({
        ...shared,
        kind: 'submitted',
        status: 409,
        reference: outcome.reference,
        ...outcome.typed,
      });
    case 'too-large': {
      const { place, raw } = outcome;
      return page({ definition: shared.definition, kind: 'too-large', status: 413, place, raw });
    }
    case 'full': {
      const { place, raw } = outcome;
      return page({ definition: shared.definition, kind: 'full', status: 409, place, raw });
    }
    case 'expired': {
      const { definition, endedAt, isRunGone } = shared;
      const { place, raw, deleted } = outcome;
      return page({
        definition,
        kind: 'expired',
        status: 410,
        place,
        raw,
        endedAt,
        isRunGone,
        deleted,
      });
    }
  }
}

/** Check-your-answers, with what the handler sent back last. */
export function checkPage(
  shared: InWizard,
  {
    status,
    state,
    walk,
    stamp,
  }: {
    /** 409 when it is shown because the answers have changed since it was shown before. */
    readonly status: 200 | 409;
    readonly state: WizardState;
    readonly walk: Walk;
    readonly stamp: Stamp;
  },
): Page {
  const issues = Object.entries(state.rejected ?? {}).flatMap(([step, said]) =>
    said.map((issue) => ({ ...issue, step })),
  );
  return { ...shared, kind: 'check', status, walk, stamp, issues };
}

/** What came of having the link of a saved run sent. */
export interface Mailing {
  /** What was typed. */
  readonly address: string;
  readonly is: 'offered' | 'sent' | 'wrong' | 'failed';
}

/** The page that says where a run is that was saved; with what was typed meanwhile, when a form was sent. */
export function awayPage(
  definition: WizardDefinition,
  where: Whereabouts,
  shown: {
    readonly place?: FormPlace | undefined;
    readonly raw?: RawValues;
    readonly link?: { readonly url: string; readonly qr: string } | undefined;
    readonly mailing?: Mailing | undefined;
  },
): Page {
  const { place, raw, link, mailing } = shown;
  const held = { definition, place, raw: raw ?? {} };
  // Where something was sent, nothing was written.
  const status = raw === undefined ? 200 : 409;
  if (where.at !== 'rest')
    return { ...held, kind: 'moved', status, since: where.at === 'elsewhere' ? where.since : undefined };
  const said = mailing?.is === 'wrong' ? 422 : mailing?.is === 'failed' ? 503 : status;
  const { reference, until } = where;
  return { ...held, kind: 'saved-run', status: said, reference, until, link, mailing };
}

/** The message for one field as it stands, for a page that asks when the visitor leaves it; null when it is fine. */
function messageOf(
  { place, issue }: Extract<Outcome, { kind: 'validated' }>,
  { words }: WizardDefinition,
  language: Language,
): string | null {
  if (issue === undefined || place.kind === 'exit') return null;
  const { step } = place;
  return wordIssue(issue, step, language.with(words).with(step.words)).message;
}

function page(page: Page): Answer {
  return { by: 'page', page };
}
