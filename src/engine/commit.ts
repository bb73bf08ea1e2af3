import { isDeepStrictEqual } from 'node:util';
import type { Known } from '../definition/condition/evaluate.ts';
import { WizardError } from '../errors.ts';
import { throughList } from '../flow/position.ts';
import { checkList, type Wrong } from '../form/check-list.ts';
import type { WordedIssue } from '../form/issue.ts';
import {
  validate,
  validateAll,
  type Validated,
  type ValidatedRun,
  type ValidationContext,
} from '../form/validate.ts';
import { dayIn } from '../time-zone.ts';
import { decide, whenGone } from './decide.ts';
import type { Around, Settled, Undecided } from './decision.ts';
import { decideWrite } from './decide-write.ts';
import type { Outcome, WizardEvent } from './event.ts';
import type { HostEvent, HostOutcome, JudgedAnswers } from './host-event.ts';
import { judgeAnswers } from './judge-answers.ts';
import type { Leaving, SiteAnswer } from './other-site.ts';
import { isEmpty, setAsideIn, stateIn, undoMs, type SessionState, type WizardState } from './state.ts';
import { reopened, swept, withSetAside, withWizard } from './transition.ts';
import { upgrade } from './upgrade.ts';
import type { Rejected, Visit } from './visit.ts';

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
  return brought(visit, {
    decide: async (around) => decide(around, await stateFor(visit, event), event),
    whenGone: (around) => whenGone(around, event),
    whenTooLarge: whenTooLarge(event),
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
    decide: async (around) => decideWrite(around, await currentState(visit), event),
    whenGone: () => ({ kind: 'not-written', why: 'expired' }),
    whenTooLarge: { kind: 'not-written', why: 'too-large' },
  });
}

/** What is brought to its end, and what it comes to when that cannot be. */
interface Work<Came> {
  readonly decide: (around: Around) => Promise<Settled<Came> | Undecided<Came>>;
  readonly whenGone: (around: Around) => Came;
  /** Undefined for what never makes a session larger. */
  readonly whenTooLarge: Came | undefined;
}

async function brought<Came>(visit: Visit, work: Work<Came>): Promise<Came> {
  const judge = judgeOnce(visit);
  for (let tried = 1; tried <= maxTries; tried += 1) {
    const around: Around = { definition: visit.definition, now: visit.now(), ids: visit.ids };
    const decided = await work.decide(around);
    const { outcome, next } = 'judge' in decided ? await judge(decided) : decided;
    if (next === undefined) return outcome;
    const written = nextSession(visit, next);
    const text = JSON.stringify(written);
    if (work.whenTooLarge !== undefined && isTooLarge(visit, text)) return work.whenTooLarge;
    const committed = await write(visit, written, text);
    if (committed === 'saved') {
      if (typeof next === 'object' && next.status === 'submitted') await visit.record(next);
      return outcome;
    }
    if (committed === 'gone') return work.whenGone(around);
    await visit.pause(tried);
    if (!(await visit.session.reload())) return work.whenGone(around);
  }
  throw new WizardError('TOO_BUSY');
}

/** The state that an event meets. */
async function stateFor(visit: Visit, { kind }: WizardEvent): Promise<WizardState | undefined> {
  const { definition, session } = visit;
  switch (kind) {
    // Deleting asks nothing of the answers: it works where they cannot be brought to today's definition.
    case 'delete':
    case 'erase':
      return stateIn(session.state(), definition.id);
    case 'restore':
      return setAsideIn(session.state(), definition.id, visit.now())?.state;
    default:
      return currentState(visit);
  }
}

function nextSession(
  { session, definition, now }: Visit,
  next: NonNullable<Settled<unknown>['next']>,
): SessionState {
  const before = session.state();
  const { id } = definition;
  const written =
    next === 'aside'
      ? withSetAside(before, id, now() + undoMs)
      : withWizard(before, id, next === 'none' ? undefined : next);
  return swept(written, now());
}

/**
 * The visitor's state in this wizard as it stands for today's definition: migrated, and open again when the handler
 * sent the submission back. Derived on each request, written only with the next change.
 *
 * @returns undefined before the first answer
 */
export async function currentState(
  visit: Pick<Visit, 'definition' | 'session' | 'ensureRecorded'>,
): Promise<WizardState | undefined> {
  const stored = stateIn(visit.session.state(), visit.definition.id);
  if (stored === undefined) return undefined;
  const state = await upgrade(visit.definition, stored);
  if (state.status !== 'submitted') return state;
  const rejected = await visit.ensureRecorded(state);
  return rejected === undefined ? state : reopened(state, asIssues(rejected));
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
function judgeOnce(visit: Visit): <Came>(undecided: Undecided<Came>) => Promise<Settled<Came>> {
  const answers = rememberLast<JudgedAnswers>();
  const site = rememberLast<Leaving | SiteAnswer>();
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
      case 'answers': {
        const { state } = undecided;
        const work = () => judgeAnswers(visit, undecided, (earlier) => contextOf(visit, earlier));
        return undecided.conclude(await answers(state, work));
      }
      case 'site': {
        const { question, ask, conclude } = undecided;
        // What is asked is what is concluded from: see `Undecided`.
        return conclude((await site(question, ask)) as never);
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

function asIssues(rejected: Rejected): { [stepKey: string]: WordedIssue[] } {
  return Object.fromEntries(
    Object.entries(rejected).map(([stepKey, messages]) => [
      stepKey,
      Object.entries(messages).map(([field, message]) => ({ field, code: 'rejected', message })),
    ]),
  );
}
