import type { Awaitable } from '../awaitable.ts';
import type { Submission } from '../completion/journal.ts';
import { recordOf, rejectionIn } from '../completion/record.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Place } from '../definition/place.ts';
import { awayIn, setAsideIn, stateIn, type WizardState } from '../engine/state.ts';
import { isReference } from '../engine/ids.ts';
import { isFull } from '../engine/which-run.ts';
import { checkStampOf, hashOf, stampOf } from '../engine/stamp.ts';
import { currentState, runHere } from '../engine/here.ts';
import { wayFromGone } from '../engine/decide-items.ts';
import { withNamedChoices } from '../engine/named-choices.ts';
import { filledAt } from '../engine/items.ts';
import { basisOf } from '../flow/basis.ts';
import { earlierThan, isOpen, resume, type Onward } from '../flow/position.ts';
import { countOf, sectionsOf } from '../flow/sections.ts';
import { walkOf } from '../flow/walk.ts';
import { passedOn } from '../form/from-url.ts';
import { rawOf, toConfirm } from '../form/read.ts';
import { within } from '../time-limit.ts';
import { namedIn } from './address.ts';
import type { Exchange, StepExchange } from './exchange.ts';
import { knownBefore, queryOf } from './known-before.ts';
import { checkPage, inWizard } from './pages.ts';
import { languageFor } from './reply.ts';
import type { Handled } from './route.ts';
import { sentToShow } from './sent.ts';
import { showAway } from './show-away.ts';
import { callsOf } from '../engine/visitor-choices.ts';

/** GET the wizard's URL: starts, or resumes at the first incomplete step. */
export async function startOrResume(exchange: Exchange): Promise<void> {
  const { definition, reply } = exchange;
  const arrival = await arrive(exchange, () => true);
  if (arrival === undefined) return;
  const { state } = arrival;
  if (state === undefined) return startPage(exchange, state);
  const next = resume(walkOf(definition, state));
  reply.event({ type: 'resumed', step: next.to === 'step' ? next.place.written : undefined }, state);
  reply.goTo(next);
}

/** GET the start page: what it is, what will be needed, how long answers are kept. */
export async function showStart(exchange: Exchange): Promise<void> {
  const state = await currentState(exchange.visit);
  if (state !== undefined) return startPage(exchange, state);
  if ((await arrive(exchange, () => true)) !== undefined) return startPage(exchange, undefined);
}

/**
 * GET the list of tasks. It has an address of its own, beside the start page, so that a visitor can come to it, and back
 * to it, before there is an answer.
 *
 * @returns `unknown` when the wizard has no such list
 */
export async function showTasks(exchange: Exchange): Promise<Handled> {
  const { parts, definition, visit, reply } = exchange;
  if (definition.order !== 'tasks') return 'unknown';
  const arrival = await arrive(exchange, () => true);
  if (arrival === undefined) return;
  const { state } = arrival;
  const walk = walkOf(
    await withNamedChoices({ ...parts.engine, calls: callsOf(visit) }, definition, state),
    state,
  );
  reply.tryCookie();
  reply.event({ type: 'tasks-shown', ...countOf(sectionsOf(walk)) }, state);
  return reply.page({ ...inWizard(visit), kind: 'tasks', status: 200, walk });
}

/** GET a step: its form, or the way to the first incomplete step when it cannot open yet. */
export async function showStep(exchange: StepExchange): Promise<void> {
  const { parts, req, definition, place, visit, reply } = exchange;
  const arrival = await arrive(exchange, () => isOpenToAll(definition, place));
  if (arrival === undefined) return;
  const { state } = arrival;
  // The first answer of an item adds it: until then its pages are shown as if it were there.
  const live = walkOf(definition, filledAt(state, place));
  const onward = onwardOf(req);
  if (!isOpen(live, place)) {
    return reply.goTo(wayFromGone(definition, state, { place, onward }) ?? resume(live));
  }
  const keptUntil = visit.session.keptUntil();
  if (place.kind === 'exit')
    return reply.page({ kind: 'exit', status: 200, definition, keptUntil, place, walk: live });
  const { key } = place;
  reply.tryCookie();
  reply.event({ type: 'shown', step: place.written }, state);
  if (place.step.external !== undefined) {
    const stamp = stampOf(state, key, { page: visit.ids.page(), onward });
    const stored = state?.answers[key];
    return reply.page({
      kind: 'external',
      status: 200,
      definition,
      keptUntil,
      place,
      walk: live,
      stored,
      stamp,
    });
  }
  const answered = state?.answers[key];
  const isAskedAgain = answered !== undefined && live.waiting.has(key);
  const known =
    answered === undefined
      ? await knownBefore(exchange, place, live)
      : isAskedAgain
        ? toConfirm(place, answered)
        : answered;
  const carried = state?.carried?.[key];
  const basis = basisOf(
    place,
    earlierThan(() => live, place),
  );
  return reply.page({
    kind: 'step',
    status: 200,
    definition,
    keptUntil,
    place,
    walk: live,
    raw: carried ?? rawOf(place.step, known, languageFor(parts.look).tag),
    // A front end gets what the host knows as values too: they count when it sends them.
    stored: carried === undefined ? known : undefined,
    isAskedAgain,
    issues: state?.rejected?.[key] ?? [],
    stamp: stampOf(state, key, { page: visit.ids.page(), onward, basis: hashOf(basis) }),
  });
}

/** Whether a page may be opened before anything is answered. */
export function isOpenToAll(definition: WizardDefinition, place: Place): boolean {
  return isOpen(walkOf(definition, filledAt(undefined, place)), place);
}

/** Where a page leads, as its address says. */
export function onwardOf(req: Exchange['req']): Onward {
  // Express reads the query anew at every look.
  return req.url.includes('?') && req.query['return'] === 'check' ? 'check' : 'next';
}

/** GET check-your-answers. */
export async function showCheck(exchange: Exchange): Promise<void> {
  const { definition, visit, reply } = exchange;
  const arrival = await arrive(exchange, () => false);
  if (arrival === undefined) return;
  const { state } = arrival;
  const live = walkOf(definition, state);
  if (!live.complete || state === undefined) return reply.goTo(resume(live));
  const stamp = checkStampOf(state, live, visit.ids.page());
  return reply.page(checkPage(inWizard(visit), { status: 200, state, walk: live, stamp }));
}

/**
 * GET a receipt, by its unguessable reference: it says how far the handler is, so that a bookmark stays helpful after the
 * session has ended. The answers are shown in the session that sent them alone, which holds them still. When the handler sent the submission back, its own visitor is led to the
 * first step to correct.
 *
 * @returns `unknown` when there is no such submission
 */
export async function showDone(exchange: Exchange): Promise<Handled> {
  const { parts, req, definition, visit, reply } = exchange;
  const reference = namedIn(req);
  if (!isReference(reference)) return 'unknown';
  const { journal } = parts.engine;
  const bounded = <T>(call: () => Awaitable<T>) => within(visit.session.remainingMs(), call);
  // Read once: its own visitor's is found by its id.
  const read: { own?: Submission } = {};
  const { run, session, saving, now } = visit;
  const state = await currentState({
    definition,
    run,
    session,
    saving,
    now,
    ensureRecorded: async (sent) => {
      read.own = await bounded(() => recordOf(journal, definition, sent));
      return rejectionIn(read.own);
    },
  });
  const isOwn = state?.reference === reference;
  const rejected = isOwn ? state.rejected : undefined;
  if (rejected !== undefined) {
    const place = walkOf(definition, state).path.find(({ key }) => Object.hasOwn(rejected, key));
    return reply.goTo(place === undefined ? { to: 'check' } : { to: 'step', place, onward: 'check' });
  }
  const submission =
    (isOwn ? read.own : undefined) ?? (await bounded(() => journal.findByReference(reference)));
  if (submission === undefined || submission.wizard !== definition.id) return 'unknown';
  const { status, submittedAt } = submission;
  return reply.page({
    ...inWizard(visit),
    kind: 'done',
    status: 200,
    reference,
    submission: status,
    submittedAt,
    sent: submission.erasedAt !== undefined ? 'erased' : await sentToShow(exchange, state, reference),
    copy: parts.host.sendCopy === undefined ? undefined : copyAs(req),
  });
}

/** What came of sending a copy, as the receipt's address says. */
function copyAs(req: Exchange['req']): 'offered' | 'sent' | 'failed' {
  const { copy } = req.query;
  return copy === 'sent' || copy === 'failed' ? copy : 'offered';
}

/** GET "delete my answers": asks before; with `?deleted`, says that it is done, and until when it can be undone. */
export async function showEnd({ parts, req, definition, visit, reply }: Exchange): Promise<void> {
  const { deleted } = req.query;
  if (deleted !== undefined) {
    const aside = setAsideIn(visit.session.state(), visit.run, visit.now());
    const undoUntil = aside?.until;
    return reply.page({ definition, kind: 'deleted', status: 200, sent: deleted === 'sent', undoUntil });
  }
  // A run that was saved comes back first.
  if (awayIn(visit.session.state(), visit.run, visit.now()) !== undefined) return reply.goTo({ to: 'saved' });
  // After Back there is nothing left to ask about.
  const state = stateIn(visit.session.state(), visit.run);
  if (state === undefined) return reply.goTo({ to: 'deleted', sent: false });
  const sentAs = state.status === 'submitted' ? state.reference : undefined;
  // Deleting asks nothing of the answers but, where they can be read today, what the run is called.
  const isReadable = state.version === definition.version;
  const named = isReadable
    ? await withNamedChoices({ ...parts.engine, calls: callsOf(visit) }, definition, state)
    : undefined;
  const walk = named && walkOf(named, state);
  const run = definition.several && { segment: '', state, walk };
  return reply.page({ ...inWizard(visit), kind: 'delete', status: 200, sentAs, run });
}

/** POST: extends the session, and says until when; 410 when it has ended. */
export async function extendSession({ visit, reply }: Exchange): Promise<void> {
  const expiresAt = await visit.session.extend();
  reply.json({ expiresAt: expiresAt ?? null }, expiresAt === undefined ? 410 : 200);
}

async function startPage(exchange: Exchange, state: WizardState | undefined): Promise<void> {
  const { req, definition, visit, reply } = exchange;
  const asked = queryOf(req);
  const query = asked === undefined ? '' : passedOn(definition, asked);
  if (definition.start === false) return reply.goTo(resume(walkOf(definition, state)), query);
  const inProgress = state?.status === 'open';
  return reply.page({ ...inWizard(visit), kind: 'start', status: 200, inProgress, query });
}

/**
 * Lets a visitor in to a form that is still open. One who has sent or deleted it, or whose session has ended, gets the
 * page that says so, and undefined is given.
 *
 * @param isForAll whether a stranger may open this address; asked only of who has no answers any more
 */
export async function arrive(
  exchange: Exchange,
  isForAll: () => boolean,
): Promise<{ readonly state: WizardState | undefined } | undefined> {
  const { parts, definition, visit, reply } = exchange;
  const { state, away } = await runHere(visit);
  if (away !== undefined) {
    await showAway(exchange, away);
    return undefined;
  }
  const ended = visit.session.ended();
  // A host's session can have ended without any answer of ours in it: whoever opens what all may open is not told.
  if (ended !== undefined && (parts.host.ownCookie !== undefined || !isForAll())) {
    reply.forgetSession();
    await reply.page({
      definition,
      kind: 'expired',
      status: 410,
      place: undefined,
      raw: {},
      endedAt: ended.at,
    });
    return undefined;
  }
  const aside = setAsideIn(visit.session.state(), visit.run, visit.now());
  if (state === undefined && aside !== undefined && !isForAll()) {
    reply.goTo({ to: 'deleted', sent: aside.state.status === 'submitted' });
    return undefined;
  }
  if (state === undefined && isFull(definition, visit.session.state())) {
    reply.goTo({ to: 'runs' });
    return undefined;
  }
  if (state?.status !== 'submitted') return { state };
  await reply.page({ ...inWizard(visit), kind: 'submitted', status: 200, reference: state.reference });
  return undefined;
}
