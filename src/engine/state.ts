import { z } from 'zod';
import type { AnswersByStep, ItemsByGroup, Json, StepAnswers, ValuesByKey } from '../definition/answers.ts';
import { WizardError } from '../errors.ts';
import type { Basis } from '../flow/basis.ts';
import type { Onward } from '../flow/position.ts';
import { isRecord } from '../is-record.ts';
import type { RawValues } from '../controls/raw.ts';
import type { WordedIssue } from '../form/issue.ts';

/** The one key of `req.session` that is Stepway's; every other key is the host's. */
export const stateKey = 'stepway';

/** How much one session may hold of all its wizards, where nobody says otherwise: bytes of JSON. */
export const defaultMaxStateBytes = 256_000;

/** Everything that Stepway keeps in a session. */
export interface SessionState {
  /** The format of this object, so that a later Stepway can tell. */
  readonly format: 1;
  /** By the key of the run: the wizard's id, and the run's own behind it where there are several (`visa/~k3f9`). */
  readonly wizards: { readonly [run: string]: WizardState };
  /** What was deleted and can still be brought back, by run. */
  readonly deleted?: { readonly [run: string]: SetAside };
  /** Where the runs are that were saved and are in this session no longer. */
  readonly away?: { readonly [run: string]: Away };
  /** Whether somebody has logged in: what is answered here is theirs, and nobody else's. */
  readonly isSomebodys?: true;
}

/** A run that was deleted; nobody sees it, but for whoever brings it back. */
export interface SetAside {
  readonly state: WizardState;
  /** Milliseconds since the epoch: no longer than that. */
  readonly until: number;
}

/** A run that was saved from this session: who has the session may take it back. */
export interface Away {
  /** The id of the saved run. */
  readonly saved: string;
  /** Milliseconds since the epoch: it is kept no longer than that. */
  readonly until: number;
}

/** The way of a saved run into a session: the run is this session's once that is settled. */
export interface Arrival {
  readonly saved: string;
  readonly claim: string;
}

/** How long what was deleted can be brought back, in milliseconds. */
export const undoMs = 600_000;

/** One visitor's progress through one wizard. */
export interface WizardState {
  /** The definition's version that these answers fit. */
  readonly version: number;
  /** Names this run through the wizard: 128 random bits. */
  readonly instance: string;
  /** 1, and one more after each rejection. */
  readonly generation: number;
  /** The visitor's reference, unguessable, fixed for the instance. */
  readonly reference: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds since the epoch; there where a visitor has several runs to tell apart. */
  readonly changedAt?: number;
  readonly status: 'open' | 'submitted';
  /** Stored inputs by step, those of closed branches among them; while `submitted`, those of the path alone, frozen. */
  readonly answers: AnswersByStep;
  /** The items of each group that was looked at, in the order of adding; while `submitted`, those of the path. */
  readonly items?: ItemsByGroup | undefined;
  /** What was taken out of each group, the last one at the end: it can be put back, with its answers. */
  readonly removed?: { readonly [groupKey: string]: readonly RemovedItem[] } | undefined;
  /** What answers were given on, by step: one that was given on something else than there is now is asked again. */
  readonly bases?: { readonly [stepKey: string]: Basis } | undefined;
  /** The tries of each step that is done at another site. */
  readonly attempts?: { readonly [stepKey: string]: readonly Attempt[] } | undefined;
  /**
   * Which rendered page a step was answered from last, so that the same page may answer again without a conflict; of the
   * steps that were answered last, those at the end latest.
   */
  readonly pages?: { readonly [stepKey: string]: string };
  /** When the visitor submitted, in milliseconds since the epoch; there while `submitted`. */
  readonly submittedAt?: number;
  /** What the schemas made of the answers where that is not the same, as `v8.serialize` in base64; there while `submitted`. */
  readonly parsed?: string;
  /** The computed values as they were when the visitor submitted; there while `submitted`, where there are any. */
  readonly values?: ValuesByKey;
  /** What the host said of the visitor when they submitted; there while `submitted`, where the wizard asks for it. */
  readonly facts?: StepAnswers;
  /** What the visitor read when they submitted, BCP 47; there while `submitted`, where there are several languages. */
  readonly language?: string;
  /** The answers of closed branches while `submitted`: they come back if the handler rejects. */
  readonly dormant?: AnswersByStep;
  /** The items of groups that do not apply while `submitted`: they come back likewise. */
  readonly dormantItems?: ItemsByGroup | undefined;
  /** What the host's `context(req)` gave at submit; there while `submitted`. */
  readonly context?: Json;
  /**
   * What the handler of the last generation sent back, by step, until the step is answered again: in its author's own
   * words. No sentence of ours is ever stored.
   */
  readonly rejected?: { readonly [stepKey: string]: readonly WordedIssue[] };
  /** What was typed into an expired session and carried over, by step, until the step is answered. */
  readonly carried?: { readonly [stepKey: string]: RawValues };
  /** There until it is certain that the run, which was saved, came to this session and to no other. */
  readonly arrival?: Arrival;
}

/** One try of a step that is done at another site. */
export interface Attempt {
  /** Its idempotency key, and what the return URL carries: nobody guesses it who does not know the run. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What the step depended on when it was started. */
  readonly basis?: Basis | undefined;
  /** What the author's `begin` wants back. */
  readonly note?: Json | undefined;
  /** Where Continue leads from the step; on by default. */
  readonly onward?: Onward | undefined;
  /** How it ended; absent while nobody knows. */
  readonly end?: 'answered' | 'failed' | undefined;
}

/** An item that was taken out of its group. */
export interface RemovedItem {
  readonly item: string;
  /** Where it stood, counted from 0. */
  readonly at: number;
}

/** A visitor's progress through one run; undefined before the first answer. */
export function stateIn(session: SessionState | undefined, run: string): WizardState | undefined {
  const wizards = session?.wizards ?? {};
  return Object.hasOwn(wizards, run) ? wizards[run] : undefined;
}

/** What was deleted of a run and can be brought back now; undefined when there is nothing. */
export function setAsideIn(
  session: SessionState | undefined,
  run: string,
  now: number,
): SetAside | undefined {
  const deleted = session?.deleted ?? {};
  const aside = Object.hasOwn(deleted, run) ? deleted[run] : undefined;
  return aside !== undefined && aside.until > now ? aside : undefined;
}

/** Where a run is that was saved from this session; undefined when it was not, or its time is over. */
export function awayIn(session: SessionState | undefined, run: string, now: number): Away | undefined {
  const all = session?.away ?? {};
  const away = Object.hasOwn(all, run) ? all[run] : undefined;
  return away !== undefined && away.until > now ? away : undefined;
}

/** Whether a session holds nothing of ours. */
export function isEmpty({ wizards, deleted = {}, away = {}, isSomebodys }: SessionState): boolean {
  const held = [wizards, deleted, away].flatMap((each) => Object.keys(each));
  return isSomebodys === undefined && held.length === 0;
}

// What stands inside was JSON when it was read from the store: its values need no second look.
const answersByStep = z.record(z.string(), z.record(z.string(), z.unknown()));

const itemsByGroup = z.record(z.string(), z.array(z.string()));

const issues = z.array(z.looseObject({ field: z.string(), code: z.string(), message: z.string() }));

const attempt = z.looseObject({
  id: z.string(),
  startedAt: z.number(),
  end: z.enum(['answered', 'failed']).optional(),
});

const wizardState = z.looseObject({
  version: z.int().positive(),
  instance: z.string(),
  generation: z.int().positive(),
  reference: z.string(),
  startedAt: z.number(),
  changedAt: z.number().optional(),
  status: z.enum(['open', 'submitted']),
  answers: answersByStep,
  items: itemsByGroup.optional(),
  removed: z.record(z.string(), z.array(z.object({ item: z.string(), at: z.number() }))).optional(),
  bases: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  attempts: z.record(z.string(), z.array(attempt)).optional(),
  pages: z.record(z.string(), z.string()).optional(),
  submittedAt: z.number().optional(),
  parsed: z.string().optional(),
  values: z.record(z.string(), z.unknown()).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  language: z.string().optional(),
  dormant: answersByStep.optional(),
  dormantItems: itemsByGroup.optional(),
  context: z.unknown().optional(),
  rejected: z.record(z.string(), issues).optional(),
  carried: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  arrival: z.object({ saved: z.string(), claim: z.string() }).optional(),
});

const sessionState = z.object({
  format: z.literal(1),
  wizards: z.record(z.string(), wizardState),
  deleted: z.record(z.string(), z.object({ state: wizardState, until: z.number() })).optional(),
  away: z.record(z.string(), z.object({ saved: z.string(), until: z.number() })).optional(),
  isSomebodys: z.literal(true).optional(),
});

const isText = (value: unknown) => typeof value === 'string';
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isRemoved = (value: unknown) =>
  Array.isArray(value) &&
  value.every((each: unknown) => isRecord(each) && isText(each['item']) && Number.isFinite(each['at']));
const isTime = (value: unknown) => Number.isFinite(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0;
const isAbsent = (value: unknown) => value === undefined;
type Test = (value: unknown) => boolean;
const maybe = (test: Test) => (value: unknown) => isAbsent(value) || test(value);
const allOf = (test: Test) => (value: unknown) => {
  if (!isRecord(value)) return false;
  // No list of the values is made: there may be hundreds.
  for (const key in value) if (!test(value[key])) return false;
  return true;
};

/**
 * What a state plainly is when its properties pass. The schemas above would let it pass too, and would copy every answer
 * of it, on every request. What is not plain is left to them.
 */
const plainly: { readonly [property: string]: Test } = Object.assign(Object.create(null), {
  version: isCount,
  instance: isText,
  generation: isCount,
  reference: isText,
  startedAt: isTime,
  changedAt: maybe(isTime),
  status: (value) => value === 'open' || value === 'submitted',
  answers: allOf(isRecord),
  items: maybe(allOf(isTexts)),
  removed: maybe(allOf(isRemoved)),
  bases: maybe(allOf(isRecord)),
  // Few have any, and each is looked at.
  attempts: isAbsent,
  pages: maybe(allOf(isText)),
  submittedAt: maybe(isTime),
  parsed: maybe(isText),
  values: maybe(isRecord),
  facts: maybe(isRecord),
  language: maybe(isText),
  dormant: maybe(allOf(isRecord)),
  dormantItems: maybe(allOf(isTexts)),
  context: () => true,
  rejected: isAbsent,
  carried: maybe(allOf(isRecord)),
  // Soon written without it: the schema may look at it.
  arrival: isAbsent,
} satisfies { readonly [Key in keyof Required<WizardState>]: Test });

/** Those without which no state is plain. */
const required = Object.keys(plainly).filter((property) => !plainly[property]!(undefined));

function isPlainWizard(state: unknown): boolean {
  if (!isRecord(state)) return false;
  for (const property of required) if (!(property in state)) return false;
  // What is not there is plain: most of what a state can have, it does not.
  for (const property in state) if (plainly[property]?.(state[property]) === false) return false;
  return true;
}

function isPlain(stored: unknown): stored is SessionState {
  return isRecord(stored) && stored['format'] === 1 && allOf(isPlainWizard)(stored['wizards']);
}

const empty: SessionState = { format: 1, wizards: {} };

/**
 * Reads what stands under Stepway's key of a session.
 *
 * @returns an empty state when nothing stands there
 * @throws WizardError STATE_NEWER for a format of a later Stepway, SESSION_UNREADABLE for anything else
 */
export function readState(stored: unknown): SessionState {
  if (stored === undefined || stored === null) return empty;
  if (isPlain(stored)) return stored;
  const read = sessionState.safeParse(stored);
  // The schema holds every property of SessionState; what it types more loosely is opaque to this room.
  if (read.success) return read.data as unknown as SessionState;
  const format = z.object({ format: z.number().gt(1) }).safeParse(stored);
  throw new WizardError(format.success ? 'STATE_NEWER' : 'SESSION_UNREADABLE', undefined, {
    cause: read.error,
  });
}
