import { isDeepStrictEqual } from 'node:util';
import type { Submission } from '../../../src/completion/journal.ts';
import type { AnswersByStep } from '../../../src/definition/answers.ts';
import { stateKey, type SessionState, type WizardState } from '../../../src/engine/state.ts';
import type { SessionRecord } from '../../../src/storage/session-records.ts';
import { listFaultOf, mayBe, thingsOf } from './list-history.ts';
import type { Actor } from './scheduler.ts';
import type { Write } from './watched-store.ts';

/** The wizard of the simulation; each of its steps has a field `note`, whose value is new in every form that is sent. */
export const wizardId = 'sim';

/** One request, and what its visitor knows of it. Times are turns. */
export interface Sent extends Actor {
  readonly kind:
    | 'open'
    | 'answer'
    | 'carry'
    | 'list'
    | 'remove'
    | 'restore'
    | 'submit'
    | 'again'
    | 'host'
    | 'end'
    | 'logout'
    | 'login';
  readonly start: number;
  /** When its answer arrived; Infinity when none did. */
  end: number;
  readonly step?: string;
  readonly note?: string;
  /** The item that it adds or changes, removes or puts back. */
  readonly item?: string | undefined;
  /** The session that it was answered from, and the instance that stood there. */
  sessionId?: string;
  instance?: string;
  /** `acknowledged`: a page said that it was done. `refused`: a page said that it was not. Else nobody can know. */
  verdict: 'acknowledged' | 'refused' | 'unknown';
  submissionId?: string;
  /** The answers that the page showed which sends them. */
  readonly shown?: AnswersByStep;
}

/** Everything that happened, judged as it happens and at the end. */
export interface History {
  readonly violations: string[];
  /** Writes and answers in order, for a person who looks for the cause. */
  readonly trace: string[];
  readonly sent: Sent[];
  readonly see: (write: Write) => void;
  readonly judge: (end: {
    readonly session: (id: string) => Promise<SessionRecord | undefined>;
    readonly submissions: readonly Submission[];
  }) => Promise<void>;
}

/** Starts an empty history. */
export function history(): History {
  const violations: string[] = [];
  const trace: string[] = [];
  const sent: Sent[] = [];
  const ended = new Set<string>();
  // Of two log-ins at once, the one that deletes the old session carries on; the other's is a copy, judged by itself.
  const made = new Map<Actor, string>();
  const successors = new Map<string, string>();
  const predecessors = new Map<string, string>();
  const submitters = new Map<string, { readonly by: Sent; readonly id: string }>();
  const blame = (what: string) => void violations.push(what);

  const see = ({ by, id, before, after, sentAt }: Write) => {
    const who = `${by.name} on ${id}`;
    trace.push(`${who} wrote ${after === undefined ? 'its end' : storyOf(stateIn(after))}`);
    if (after === undefined) {
      const heir = made.get(by);
      if (heir !== undefined) {
        successors.set(id, heir);
        predecessors.set(heir, id);
      }
      return void ended.add(id);
    }
    if (before === undefined && ended.has(id)) return blame(`${who}: wrote a session that had ended`);
    if (before !== undefined && before.expiresAt <= sentAt) return blame(`${who}: wrote an expired session`);
    if (before === undefined && (by as Sent).kind === 'login') made.set(by, id);
    const [old, now] = [stateIn(before), stateIn(after)];
    if (
      now !== undefined &&
      now.status === 'submitted' &&
      (by as Sent).kind === 'submit' &&
      (old?.status !== 'submitted' || old.generation !== now.generation)
    ) {
      const submission = `${now.instance}.${now.generation}`;
      const first = submitters.get(submission);
      if (first !== undefined && first.by !== by && first.id === id)
        blame(`${who}: submitted ${submission} once more`);
      const { shown } = by as Sent;
      if (shown !== undefined && !isDeepStrictEqual(shown, now.answers))
        blame(`${who}: submitted other answers than its page showed`);
      if (first === undefined) submitters.set(submission, { by: by as Sent, id });
    }
    const fault = faultOf(by as Sent, old, now);
    if (fault !== undefined) blame(`${who}: ${fault}`);
    if ((by as Sent).kind !== 'host' && hostPartOf(before) !== hostPartOf(after) && before !== undefined) {
      blame(`${who}: changed the host's own keys`);
    }
  };

  /** What was sent about an instance, from a session and from those that it carries on. */
  const sentAbout = ({ instance, session }: { instance: string; session: string }): readonly Sent[] => {
    const line = new Set<string | undefined>();
    for (let id: string | undefined = session; id !== undefined; id = predecessors.get(id)) line.add(id);
    return sent.filter((each) => each.instance === instance && line.has(each.sessionId));
  };

  /** Whether a value may stand, given what was acknowledged before `until`. */
  const mayStand = (
    { until = Infinity, ...of }: { instance: string; session: string; until?: number },
    step: string,
    note: string | undefined,
  ): boolean => {
    const answers = sentAbout(of).filter((each) => each.step === step);
    const last = answers.filter(({ verdict, end }) => verdict === 'acknowledged' && end < until);
    if (note === undefined) return last.length === 0;
    return sent.some(
      (mine) =>
        mine.kind === 'answer' &&
        mine.step === step &&
        mine.note === note &&
        mine.verdict !== 'refused' &&
        !last.some((other) => other.note !== note && other.start > mine.end),
    );
  };

  return {
    violations,
    trace,
    sent,
    see,
    async judge({ session, submissions }) {
      const perGeneration = new Map<string, number>();
      for (const { instance, generation } of submissions) {
        const id = `${instance}.${generation}`;
        perGeneration.set(id, (perGeneration.get(id) ?? 0) + 1);
      }
      for (const [id, count] of perGeneration) if (count > 1) blame(`${count} records of ${id}`);
      for (const { kind, verdict, submissionId, name } of sent) {
        if (kind !== 'submit' || verdict !== 'acknowledged' || submissionId === undefined) continue;
        if (!perGeneration.has(submissionId))
          blame(`${name}: acknowledged ${submissionId}, which has no record`);
      }
      for (const submission of submissions) {
        const { instance, generation } = submission;
        const submitter = submitters.get(`${instance}.${generation}`);
        if (submitter === undefined) {
          blame(`record ${instance}.${generation} was never submitted`);
          continue;
        }
        const place = { instance, session: submitter.id, until: submitter.by.start };
        for (const [step, answer] of Object.entries(submission.answers as AnswersByStep)) {
          const note = String(answer['note']);
          if (!mayStand(place, step, note)) {
            blame(`record ${instance}.${generation} holds ${step}=${note}, overwritten before it was sent`);
          }
        }
      }
      for (const id of new Set(sent.flatMap(({ sessionId }) => sessionId ?? []))) {
        let last = id;
        while (successors.has(last)) last = successors.get(last)!;
        const state = stateIn(await session(last));
        if (ended.has(last) || state === undefined) {
          const isLost = !ended.has(last) && sent.some((each) => each.sessionId === id && isKept(each));
          if (isLost) blame(`session ${last} holds nothing, though answers were acknowledged`);
          continue;
        }
        const of = { instance: state.instance, session: last };
        const own = sentAbout(of);
        const all = sent.filter(({ instance }) => instance === state.instance);
        const notes = notesOf(state);
        for (const step of new Set(['a', 'b', 'c', ...own.flatMap((each) => each.step ?? [])])) {
          if (!mayStand(of, step, notes[step])) {
            blame(`session ${last} holds ${step}=${notes[step]}, not what was acknowledged last`);
          }
        }
        const things = thingsOf(state);
        for (const item of new Set([...things, ...own.flatMap((each) => each.item ?? [])])) {
          const isThere = things.includes(item);
          if (!mayBe({ item, isThere }, { all, own })) {
            blame(
              `session ${last}: the item ${item} is ${isThere ? 'there' : 'gone'}, not what was acknowledged last`,
            );
          }
        }
      }
    },
  };
}

function isKept({ kind, verdict }: Sent): boolean {
  return kind === 'answer' && verdict === 'acknowledged';
}

/** What a write changed that its request had no business with. */
function faultOf(by: Sent, old: WizardState | undefined, now: WizardState | undefined): string | undefined {
  // A log-in makes a new document, and carries on what it found.
  if (by.kind === 'login') return undefined;
  if (by.kind === 'host' || by.kind === 'open') {
    return JSON.stringify(old) === JSON.stringify(now) ? undefined : 'changed answers';
  }
  if (old === undefined) return undefined;
  if (now === undefined) return by.kind === 'end' ? undefined : 'took the answers away';
  if (by.kind === 'again') {
    return old.status === 'submitted' && now.instance !== old.instance
      ? undefined
      : 'began again over answers';
  }
  if (now.instance !== old.instance) return 'changed the instance';
  if (old.status === 'submitted' && now.generation !== old.generation + 1)
    return 'changed what was submitted';
  const [before, after] = [notesOf(old), notesOf(now)];
  const steps = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = steps.filter((step) => before[step] !== after[step]);
  const strange = changed.filter((step) => by.kind !== 'answer' || step !== by.step);
  return strange.length === 0
    ? listFaultOf(by, old, now)
    : `changed ${strange.join()} from ${strange.map((s) => before[s]).join()}`;
}

function storyOf(state: WizardState | undefined): string {
  if (state === undefined) return 'nothing of ours';
  const { instance, generation, status } = state;
  return `${instance}.${generation} ${status} ${JSON.stringify(notesOf(state))} ${thingsOf(state).join(' ')}`;
}

/** Notes by step, dormant ones among them. */
function notesOf(state: WizardState): { readonly [step: string]: string | undefined } {
  const all = { ...state.dormant, ...state.answers };
  return Object.fromEntries(Object.entries(all).map(([step, { note }]) => [step, String(note)]));
}

/** The wizard's state in a stored session. */
export function stateIn(record: SessionRecord | undefined): WizardState | undefined {
  if (record === undefined) return undefined;
  const session = JSON.parse(record.text) as { [stateKey]?: SessionState };
  return session[stateKey]?.wizards[wizardId];
}

function hostPartOf(record: SessionRecord | undefined): string {
  if (record === undefined) return '';
  const { cart } = JSON.parse(record.text) as { cart?: string };
  return String(cart);
}
