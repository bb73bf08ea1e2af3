import { isDeepStrictEqual } from 'node:util';
import type { Known } from '../definition/condition/evaluate.ts';
import { WizardError } from '../errors.ts';
import { throughList } from '../flow/position.ts';
import { checkList, type Wrong } from '../form/check-list.ts';
import {
  validate,
  validateAll,
  type Validated,
  type ValidatedRun,
  type ValidationContext,
} from '../form/validate.ts';
import { dayIn } from '../time-zone.ts';
import { decide } from './decide.ts';
import type { Around, Settled, Undecided } from './decision.ts';
import type { Outcome, WizardEvent } from './event.ts';
import { savingOf } from './here.ts';
import { runFor } from './run-for.ts';
import type { PutAway } from './saving.ts';
import { awayIn, isEmpty, undoMs, type SessionState, type WizardState } from './state.ts';
import { swept, withAway, withSetAside, withWizard } from './transition.ts';
import type { Visit } from './visit.ts';
import { whenAway, whenGone } from './when-gone.ts';

/** How often a request is tried against a session that others keep changing, before it answers TOO_BUSY. */
export const maxTries = 12;

/**
 * Brings an event to its end: current state → decide → validate → compare and swap, again from the top when another
 * request changed the state underneath. The author's checks are asked once for the same values and earlier answers. A
 * form that is sent has its record before the outcome says so: whoever finds it frozen without one inserts it.
 *
 * @throws WizardError STORE_*, CHECK_TIMEOUT, STATE_NEWER, MIGRATION_FAILED, TOO_BUSY past `maxTries`
 */
export async function commit(visit: Visit, event: WizardEvent): Promise<Outcome> {
  const judge = judgeOnce(visit);
  for (let tried = 1; tried <= maxTries; tried += 1) {
    const met = await runFor(visit, event);
    if ('outcome' in met) return met.outcome;
    const around: Around = {
      definition: visit.definition,
      now: visit.now(),
      ids: visit.ids,
      isAway: met.isAway === true,
    };
    const decided = decide(around, met.state, event);
    const { outcome, next } = 'judge' in decided ? await judge(decided) : decided;
    if (next === undefined) return outcome;
    const leaving = leavingIn(next);
    if (leaving !== undefined && isTooLarge(visit, JSON.stringify(leaving)) && 'form' in event) {
      return { kind: 'too-large', place: event.place, raw: event.form.raw };
    }
    const put = leaving === undefined ? undefined : await savingOf(visit).put(leaving);
    const written = nextSession(visit, next, put);
    const text = JSON.stringify(written);
    if ('form' in event && put === undefined && isTooLarge(visit, text)) {
      return { kind: 'too-large', place: event.place, raw: event.form.raw };
    }
    const committed = await write(visit, written, text);
    if (committed === 'saved') return concluded(visit, event, { outcome, next, put });
    if (committed === 'gone') return whenGone(around, event);
    await visit.pause(tried);
    if (!(await visit.session.reload())) return whenGone(around, event);
    if (put === undefined) continue;
    // The conflict can be with this very write, whose acknowledgement was lost.
    if (markIn(visit)?.saved === put.saved) return concluded(visit, event, { outcome, next, put });
    await savingOf(visit).discard(put.saved);
  }
  throw new WizardError('TOO_BUSY');
}

/** What is left to be done when a decision is durable, and its outcome. */
async function concluded(
  visit: Visit,
  event: WizardEvent,
  { outcome, next, put }: Required<Settled> & { readonly put: PutAway | undefined },
): Promise<Outcome> {
  const leaving = leavingIn(next);
  if (put !== undefined && leaving !== undefined) {
    await savingOf(visit).release(put);
    const started = outcome.kind === 'saved' ? outcome.started : undefined;
    return { kind: 'put-away', token: put.token, state: leaving, started };
  }
  if (typeof next !== 'object' || 'leaves' in next) return outcome;
  if (next.status === 'submitted') await visit.record(next);
  const { arrival } = next;
  // A browser that came by a link has to show first that it keeps the session's cookie: the next request settles it.
  if (arrival === undefined || (event.kind === 'return' && event.by !== undefined)) return outcome;
  const saving = savingOf(visit);
  return (await saving.settle(arrival)) ? outcome : whenAway(event, await saving.whereabouts(arrival));
}

function leavingIn(next: NonNullable<Settled['next']>): WizardState | undefined {
  return typeof next === 'object' && 'leaves' in next ? next.leaves : undefined;
}

/** The mark of a run that was saved from this session. */
function markIn({ session, definition, now }: Visit) {
  return awayIn(session.state(), definition.id, now());
}

function nextSession(
  { session, definition, now }: Visit,
  next: NonNullable<Settled['next']>,
  put: PutAway | undefined,
): SessionState {
  const before = session.state();
  const { id } = definition;
  if (put !== undefined) return swept(withAway(before, id, { saved: put.saved, until: put.until }), now());
  if (next === 'aside') return swept(withSetAside(before, id, now() + undoMs), now());
  const state = typeof next === 'object' && !('leaves' in next) ? next : undefined;
  return swept(withWizard(before, id, state), now());
}

/** Nothing limits how much is typed and kept over many requests but this; what is frozen at submit was taken already. */
function isTooLarge({ session, maxStateBytes }: Visit, text: string): boolean {
  const bytes = Buffer.byteLength(text);
  // Where the limit was higher once, an answer can still be made shorter. A copy shows no token in place of its values.
  return bytes > maxStateBytes && bytes > Buffer.byteLength(JSON.stringify({ ...session.state() }));
}

async function write(
  { session, endSession }: Visit,
  next: SessionState,
  text: string,
): Promise<'saved' | 'conflict' | 'gone'> {
  if (endSession === undefined || !isEmpty(next)) return session.commit(next, text);
  await endSession();
  return 'saved';
}

/** Judges what is undecided, once for the same question: within one event only the answers before it can change. */
function judgeOnce(visit: Visit): (undecided: Undecided) => Promise<Settled> {
  const step = rememberLast<Validated>();
  const list = rememberLast<Wrong | undefined>();
  const run = rememberLast<ValidatedRun>();
  return async (undecided) => {
    switch (undecided.judge) {
      case 'step': {
        const { candidate, earlier } = undecided;
        const work = () => validate(undecided.place, candidate, contextOf(visit, earlier));
        return undecided.conclude(await step(earlier, work));
      }
      case 'list': {
        const { place, walk } = undecided;
        const work = () => checkList(place, walk, contextOf(visit, { live: {} }));
        return undecided.conclude(await list(throughList(walk, place), work));
      }
      case 'run': {
        const { walk } = undecided;
        const work = () => validateAll(walk, contextOf(visit, { live: {} }));
        const judged = await run({ live: walk.live, items: walk.items }, work);
        return undecided.conclude(judged, judged.ok ? await undecided.context() : undefined);
      }
    }
  };
}

function contextOf({ now, timeZone, services, session }: Visit, earlier: Known): ValidationContext {
  const moment = new Date(now());
  return {
    earlier,
    now: moment,
    today: dayIn(moment, timeZone),
    services,
    get signal() {
      return AbortSignal.timeout(session.remainingMs());
    },
  };
}

function rememberLast<T>(): (question: object, work: () => Promise<T>) => Promise<T> {
  let last: { readonly question: object; readonly answer: Promise<T> } | undefined;
  return (question, work) => {
    if (last === undefined || !isDeepStrictEqual(last.question, question))
      last = { question, answer: work() };
    return last.answer;
  };
}
