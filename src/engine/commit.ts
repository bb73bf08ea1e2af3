import { andThen, type Awaitable } from '../awaitable.ts';
import { WizardError } from '../errors.ts';
import { decide } from './decide.ts';
import type { Around, Settled, ToSave, Undecided } from './decision.ts';
import { decideWrite } from './decide-write.ts';
import type { Outcome, WizardEvent } from './event.ts';
import { runHere, savingOf } from './here.ts';
import type { HostEvent, HostOutcome } from './host-event.ts';
import { judgeOnce } from './judge-once.ts';
import { runFor } from './run-for.ts';
import type { PutAway } from './saving.ts';
import { awayIn, isEmpty, undoMs, type SessionState } from './state.ts';
import { swept, withAway, withSetAside, withRun } from './transition.ts';
import type { Visit } from './visit.ts';
import { isFull } from './which-run.ts';
import { becauseDeleted, withUndone } from './when-deleted.ts';
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
  return brought<Outcome>(visit, {
    decide: (around) =>
      andThen(runFor(visit, event), (met) => {
        if ('outcome' in met) return met;
        const decided = decide(met.isAway === true ? { ...around, isAway: true } : around, met.state, event);
        if ('judge' in decided) return decided;
        if (met.undone !== undefined) return withUndone(decided, met.undone);
        return becauseDeleted(visit, event, decided);
      }),
    whenGone: (around) => whenGone(around, event),
    whenTooLarge: whenTooLarge(event),
    whenDurable: ({ outcome, next }, put) => concluded(visit, event, { outcome, next, put }),
  });
}

/** What an event comes to that would make the session too large; what came back from another site is kept all the same. */
function whenTooLarge(event: WizardEvent): Outcome | undefined {
  if ('form' in event) return { kind: 'too-large', place: event.place, raw: event.form.raw };
  return event.kind === 'leave' ? { kind: 'too-large', place: event.place, raw: {} } : undefined;
}

/** Brings what a host does to its end, as `commit` does what a visitor does. */
export async function commitOfHost(visit: Visit, event: HostEvent): Promise<HostOutcome> {
  return brought<HostOutcome>(visit, {
    async decide(around) {
      const { state, away } = await runHere(visit);
      // A run that rests gives way to another as one in the session does: when the host says so.
      const isKept = away?.at === 'rest' && event.kind === 'start-with' && !event.isOver;
      if (isKept) return { outcome: { kind: 'not-written', why: 'started' } };
      const isAnother = state === undefined && event.kind === 'start-with';
      if (isAnother && isFull(visit.definition, visit.session.state()))
        return { outcome: { kind: 'not-written', why: 'full' } };
      return decideWrite(around, state, event);
    },
    whenGone: () => ({ kind: 'not-written', why: 'expired' }),
    whenTooLarge: { kind: 'not-written', why: 'too-large' },
    whenDurable: async ({ outcome }) => outcome,
  });
}

/** What is brought to its end, and what it comes to when that cannot be. */
interface Work<Came> {
  readonly decide: (around: Around) => Awaitable<Settled<Came> | Undecided<Came>>;
  readonly whenGone: (around: Around) => Came;
  /** Undefined for what never makes a session larger. */
  readonly whenTooLarge: Came | undefined;
  /** What is left to be done when the decision is durable, and what it comes to then. */
  readonly whenDurable: (settled: Required<Settled<Came>>, put: PutAway | undefined) => Promise<Came>;
}

async function brought<Came>(visit: Visit, work: Work<Came>): Promise<Came> {
  const judge = judgeOnce(visit);
  for (let tried = 1; tried <= maxTries; tried += 1) {
    const around: Around = { definition: visit.definition, now: visit.now(), ids: visit.ids };
    const decided = await work.decide(around);
    const { outcome, next } = await settled(decided, judge);
    if (next === undefined) return outcome;
    const { text, write } = writingOf(visit, next);
    if (work.whenTooLarge !== undefined && isTooLarge(visit, text)) return work.whenTooLarge;
    const { committed, put } = await write();
    if (committed === 'saved') return work.whenDurable({ outcome, next }, put);
    if (committed === 'gone') return work.whenGone(around);
    await visit.pause(tried);
    if (!(await visit.session.reload())) return work.whenGone(around);
    if (put === undefined) continue;
    // The conflict can be with this very write, whose acknowledgement was lost.
    if (markIn(visit)?.saved === put.saved) return work.whenDurable({ outcome, next }, put);
    await savingOf(visit).discard(put.saved);
  }
  throw new WizardError('TOO_BUSY');
}

/** Judges until it is decided: what concludes one judgement may ask for another. */
function settled<Came>(
  decided: Settled<Came> | Undecided<Came>,
  judge: (undecided: Undecided<Came>) => Awaitable<Settled<Came> | Undecided<Came>>,
): Awaitable<Settled<Came>> {
  if (!('judge' in decided)) return decided;
  return andThen(judge(decided), (further) => settled(further, judge));
}

async function concluded(
  visit: Visit,
  event: WizardEvent,
  { outcome, next, put }: Required<Settled> & { readonly put: PutAway | undefined },
): Promise<Outcome> {
  if (typeof next !== 'object') return outcome;
  if (isToSave(next)) {
    if (put === undefined) return outcome;
    await savingOf(visit).release(put);
    const started = outcome.kind === 'saved' ? outcome.started : undefined;
    return { kind: 'put-away', token: put.token, state: next.toSave, started };
  }
  if (next.status === 'submitted') await visit.record(next);
  const { arrival } = next;
  // A browser that came by a link has to show first that it keeps the session's cookie: the next request settles it.
  if (arrival === undefined || (event.kind === 'open-saved' && event.by !== undefined)) return outcome;
  const saving = savingOf(visit);
  return (await saving.settle(arrival)) ? outcome : whenAway(event, await saving.whereabouts(arrival));
}

function isToSave(next: NonNullable<Settled<unknown>['next']>): next is ToSave {
  return typeof next === 'object' && 'toSave' in next;
}

/** The mark of a run that was saved from this session. */
function markIn({ session, run, now }: Visit) {
  return awayIn(session.state(), run, now());
}

/** What is to be written, as JSON, and how: a run that leaves is put away before the session goes on without it. */
function writingOf(
  visit: Visit,
  next: NonNullable<Settled<unknown>['next']>,
): { readonly text: string; readonly write: () => Promise<Written> } {
  const { session, run, now, endSession } = visit;
  if (isToSave(next)) {
    const write = async () => {
      const put = await savingOf(visit).put(next.toSave);
      const { saved, until } = put;
      const without = swept(withAway(session.state(), run, { saved, until }), now());
      return { put, committed: await session.commit(without) };
    };
    return { text: JSON.stringify(next.toSave), write };
  }
  const written = nextSession(visit, next);
  const text = JSON.stringify(written);
  const write = async () => {
    if (endSession === undefined || !isEmpty(written))
      return { put: undefined, committed: await session.commit(written, text) };
    await endSession();
    return { put: undefined, committed: 'saved' } as const;
  };
  return { text, write };
}

/** What came of a write, and the run that was put away with it. */
interface Written {
  readonly committed: 'saved' | 'conflict' | 'gone';
  readonly put: PutAway | undefined;
}

function nextSession(
  { session, definition, run, now }: Visit,
  next: Exclude<NonNullable<Settled<unknown>['next']>, ToSave>,
): SessionState {
  const before = session.state();
  if (next === 'aside') return swept(withSetAside(before, run, now() + undoMs), now());
  if (next === 'none') return swept(withRun(before, run, undefined), now());
  const dated = definition.several === undefined ? next : { ...next, changedAt: now() };
  return swept(withRun(before, run, dated), now());
}

/** Nothing limits how much is typed and kept over many requests but this; what is frozen at submit was taken already. */
function isTooLarge({ session, maxStateBytes }: Visit, text: string): boolean {
  const bytes = Buffer.byteLength(text);
  // Where the limit was higher once, an answer can still be made shorter. A copy shows no token in place of its values.
  return bytes > maxStateBytes && bytes > Buffer.byteLength(JSON.stringify({ ...session.state() }));
}
