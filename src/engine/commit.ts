import type { Known } from '../definition/condition/evaluate.ts';
import { WizardError } from '../errors.ts';
import type { WordedIssue } from '../form/issue.ts';
import {
  validate,
  validateAll,
  type Validated,
  type ValidatedRun,
  type ValidationContext,
} from '../form/validate.ts';
import { decide, whenGone, type Undecided } from './decide.ts';
import type { Around, Settled } from './decision.ts';
import type { Outcome, WizardEvent } from './event.ts';
import { stateIn, type SessionState, type WizardState } from './state.ts';
import { reopened, withWizard } from './transition.ts';
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
  const judge = judgeOnce(visit);
  for (let tried = 1; tried <= maxTries; tried += 1) {
    const around: Around = { definition: visit.definition, now: visit.now(), ids: visit.ids };
    // Deleting asks nothing of the answers: it works where they cannot be brought to today's definition.
    const state =
      event.kind === 'delete'
        ? stateIn(visit.session.state(), visit.definition.id)
        : await currentState(visit);
    const decided = decide(around, state, event);
    const { outcome, next } = 'judge' in decided ? await judge(decided) : decided;
    if (next === undefined) return outcome;
    const written = withWizard(
      visit.session.state(),
      visit.definition.id,
      next === 'none' ? undefined : next,
    );
    if ('form' in event && isTooLarge(visit, written)) {
      return { kind: 'too-large', place: event.place, raw: event.form.raw };
    }
    const committed = await write(visit, written);
    if (committed === 'saved') {
      if (next !== 'none' && next.status === 'submitted') await visit.record(next);
      return outcome;
    }
    if (committed === 'gone') return whenGone(around, event);
    await visit.pause(tried);
    if (!(await visit.session.reload())) return whenGone(around, event);
  }
  throw new WizardError('TOO_BUSY');
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
function isTooLarge({ session, maxStateBytes }: Visit, next: SessionState): boolean {
  const bytes = bytesOf(next);
  // Where the limit was higher once, an answer can still be made shorter.
  return bytes > maxStateBytes && bytes > bytesOf(session.state());
}

function bytesOf(state: SessionState): number {
  return Buffer.byteLength(JSON.stringify(state));
}

async function write(
  { session, endSession }: Visit,
  next: SessionState,
): Promise<'saved' | 'conflict' | 'gone'> {
  if (endSession === undefined || Object.keys(next.wizards).length > 0) return session.commit(next);
  await endSession();
  return 'saved';
}

/** Judges what is undecided, once for the same question: within one event only the answers before it can change. */
function judgeOnce(visit: Visit): (undecided: Undecided) => Promise<Settled> {
  const step = rememberLast<Validated>();
  const run = rememberLast<ValidatedRun>();
  return async (undecided) => {
    switch (undecided.judge) {
      case 'step': {
        const { candidate, earlier } = undecided;
        const work = () => validate(undecided.place, candidate, contextOf(visit, earlier));
        return undecided.conclude(await step(earlier, work));
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

function contextOf({ now, services, session }: Visit, earlier: Known): ValidationContext {
  return {
    earlier,
    now: new Date(now()),
    services,
    get signal() {
      return AbortSignal.timeout(session.remainingMs());
    },
  };
}

function rememberLast<T>(): (question: object, work: () => Promise<T>) => Promise<T> {
  let last: { readonly key: string; readonly answer: Promise<T> } | undefined;
  return (question, work) => {
    const key = JSON.stringify(question);
    if (last?.key !== key) last = { key, answer: work() };
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
