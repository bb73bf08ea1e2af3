import type { AnswersByStep, ItemsByGroup, Json, StepAnswers, ValuesByKey } from '../definition/answers.ts';
import type { Place } from '../definition/place.ts';
import type { Basis } from '../flow/basis.ts';
import type { RawValues } from '../controls/raw.ts';
import type { WordedIssue } from '../form/issue.ts';
import { toCarry } from '../form/read.ts';
import type { Ids } from './ids.ts';
import { withItemsAround } from './items.ts';
import { isRecord } from '../is-record.ts';
import { isEmpty, stateIn, type Away, type SessionState, type WizardState } from './state.ts';

/** A new run through a wizard. */
export function startRun(version: number, now: number, ids: Ids): WizardState {
  return {
    version,
    instance: ids.instance(),
    generation: 1,
    reference: ids.reference(),
    startedAt: now,
    status: 'open',
    answers: {},
  };
}

/**
 * The state with a step's answer, given from one rendering of its page; what waited for the step is done with. The first
 * answer of an item adds the item.
 *
 * @param basis what the answer is given on, where it is asked again when that changes
 */
export function withAnswer(
  state: WizardState,
  place: Place,
  {
    answers,
    page,
    basis,
  }: { readonly answers: StepAnswers; readonly page: string; readonly basis?: Basis | undefined },
): WizardState {
  const { key } = place;
  return {
    ...withItemsAround(withoutWaiting(state, key), place),
    answers: withEntry(state.answers, key, answers),
    ...(basis === undefined ? {} : { bases: withEntry(state.bases ?? {}, key, basis) }),
    ...(page === '' ? {} : { pages: withLatest(state.pages ?? {}, key, page) }),
  };
}

/** The state without a step's answer, and without what waited for it. */
export function withoutAnswer(state: WizardState, { key }: Pick<Place, 'key'>): WizardState {
  const { bases, pages, ...rest } = withoutWaiting(state, key);
  const [left, leftPages] = [without(bases, key), without(pages, key)];
  return {
    ...rest,
    answers: without(state.answers, key) ?? {},
    ...(left === undefined ? {} : { bases: left }),
    ...(leftPages === undefined ? {} : { pages: leftPages }),
  };
}

/** A copy with one more entry. V8 spreads an object that JSON.parse made three times as slowly. */
function withEntry<Value>(
  record: { readonly [key: string]: Value },
  key: string,
  value: Value,
): { readonly [key: string]: Value } {
  const copy: { [key: string]: Value } = {};
  for (const each of Object.keys(record)) copy[each] = record[each]!;
  copy[key] = value;
  return copy;
}

/** More than browsers keep of the pages behind Back: what they show later they have asked for anew. */
const keptPages = 20;

/**
 * A copy with one more entry at its end, and without those of the oldest pages where there are enough. The page of a
 * table answers each of its rows: they are kept together.
 */
function withLatest(
  pages: NonNullable<WizardState['pages']>,
  key: string,
  page: string,
): NonNullable<WizardState['pages']> {
  const others = Object.entries(pages).filter(([each]) => each !== key);
  const newestFirst = new Set([page, ...others.map(([, each]) => each).toReversed()]);
  const kept = new Set([...newestFirst].slice(0, keptPages));
  return Object.fromEntries([...others.filter(([, each]) => kept.has(each)), [key, page]]);
}

/** The state with values that wait, as they were typed, until their step is answered: all that can. */
export function withCarried(state: WizardState, place: Place, raw: RawValues): WizardState {
  return { ...state, carried: { ...state.carried, [place.key]: toCarry(place, raw) } };
}

/** The state without what waits for a step. */
export function withoutCarried(state: WizardState, { key }: Pick<Place, 'key'>): WizardState {
  const { carried, ...rest } = state;
  return { ...rest, ...waitingIn({ carried: without(carried, key) }) };
}

/** What is frozen at submit. */
export interface Frozen {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The answers of the path. */
  readonly live: AnswersByStep;
  /** The items of the path. */
  readonly items: ItemsByGroup;
  readonly values: ValuesByKey;
  readonly facts?: StepAnswers | undefined;
  /** See WizardState. */
  readonly language?: string | undefined;
  /** See WizardState. */
  readonly parsed: string | undefined;
  /** What the host says of the visitor. */
  readonly context: Json | undefined;
}

/** The state frozen at submit: everything that the completion record is made of. */
export function submitted(
  state: WizardState,
  { now, live, items, values, facts, language, parsed, context }: Frozen,
): WizardState {
  const { rejected: _, carried: __, items: all = {}, ...rest } = state;
  const closed = Object.entries(state.answers).filter(([key]) => !Object.hasOwn(live, key));
  const closedItems = Object.entries(all).filter(([key]) => !Object.hasOwn(items, key));
  return {
    ...rest,
    status: 'submitted',
    answers: live,
    ...(Object.keys(items).length === 0 ? {} : { items }),
    submittedAt: now,
    ...(closed.length === 0 ? {} : { dormant: Object.fromEntries(closed) }),
    ...(closedItems.length === 0 ? {} : { dormantItems: Object.fromEntries(closedItems) }),
    ...(parsed === undefined ? {} : { parsed }),
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(facts === undefined ? {} : { facts }),
    ...(language === undefined ? {} : { language }),
    ...(context === undefined ? {} : { context }),
  };
}

/** The state open again after the handler rejected its submission: the next generation. */
export function reopened(
  state: WizardState,
  rejected: { readonly [stepKey: string]: readonly WordedIssue[] },
): WizardState {
  const { submittedAt: _, context: _c, parsed: _p, values: _v, facts: _f, ...frozen } = state;
  const { dormant, dormantItems, language: _l, ...rest } = frozen;
  return {
    ...rest,
    status: 'open',
    generation: state.generation + 1,
    answers: { ...dormant, ...state.answers },
    ...(dormantItems === undefined ? {} : { items: { ...dormantItems, ...state.items } }),
    rejected,
  };
}

/**
 * The session's state with one run replaced, or taken out; what was set aside of it goes either way, and so does the mark
 * of a run that was saved.
 */
export function withRun(session: SessionState, run: string, state: WizardState | undefined): SessionState {
  const { [run]: _, ...others } = session.wizards;
  const wizards = state === undefined ? others : { ...others, [run]: state };
  const away = withoutSaved(without(session.away, run), state?.arrival?.saved);
  return withDeleted(withMarks({ ...session, wizards }, away), without(session.deleted, run));
}

/** The marks but for that of a saved run which has come back, be it at another place. */
function withoutSaved(away: SessionState['away'], saved: string | undefined): SessionState['away'] {
  if (away === undefined || saved === undefined) return away;
  const others = Object.entries(away).filter(([, mark]) => mark.saved !== saved);
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

/** The session's state with one run away: it was saved. */
export function withAway(session: SessionState, run: string, away: Away): SessionState {
  const rest = withRun(session, run, undefined);
  return withMarks(rest, { ...rest.away, [run]: away });
}

/** The session's state with one run set aside, to be brought back until then (milliseconds since the epoch). */
export function withSetAside(session: SessionState, run: string, until: number): SessionState {
  const state = stateIn(session, run);
  if (state === undefined) return session;
  const rest = withRun(session, run, undefined);
  return withDeleted(rest, { ...rest.deleted, [run]: { state, until } });
}

/** The session's state without what can no longer be brought back. */
export function swept(session: SessionState, now: number): SessionState {
  return withMarks(withDeleted(session, left(session.deleted, now)), left(session.away, now));
}

function left<T extends { readonly until: number }>(
  map: { readonly [key: string]: T } | undefined,
  now: number,
): { readonly [key: string]: T } | undefined {
  const entries = Object.entries(map ?? {}).filter(([, { until }]) => until > now);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function withMarks(session: SessionState, away: SessionState['away']): SessionState {
  const { away: _, ...rest } = session;
  return { ...rest, ...(away === undefined ? {} : { away }) };
}

/**
 * What stands under Stepway's key, or nothing, in place of a state that holds what can no longer be brought back.
 *
 * @returns undefined when nothing has to go
 */
export function sweptIfOverdue(
  stored: unknown,
  now: number,
): { readonly state: SessionState | undefined } | undefined {
  if (!isRecord(stored) || !isRecord(stored['deleted'])) return undefined;
  const isOverdue = (aside: unknown) => isRecord(aside) && Number(aside['until']) <= now;
  if (!Object.values(stored['deleted']).some(isOverdue)) return undefined;
  // Only a state has such a list.
  const state = swept(stored as unknown as SessionState, now);
  return { state: isEmpty(state) ? undefined : state };
}

function withDeleted(session: SessionState, deleted: SessionState['deleted']): SessionState {
  const { deleted: _, ...rest } = session;
  return { ...rest, ...(deleted === undefined ? {} : { deleted }) };
}

/** The state without what waited for a page: what was sent back of it, and what was typed. */
export function withoutWaiting(state: WizardState, stepKey: string): WizardState {
  const { rejected, carried, ...rest } = state;
  return {
    ...rest,
    ...waitingIn({ rejected: without(rejected, stepKey), carried: without(carried, stepKey) }),
  };
}

/** What is stored has no property without a value. */
function waitingIn({
  rejected,
  carried,
}: {
  readonly [K in 'rejected' | 'carried']?: WizardState[K] | undefined;
}): Pick<WizardState, 'rejected' | 'carried'> {
  return { ...(rejected === undefined ? {} : { rejected }), ...(carried === undefined ? {} : { carried }) };
}

function without<T>(
  map: { readonly [key: string]: T } | undefined,
  key: string,
): { [key: string]: T } | undefined {
  if (map === undefined) return undefined;
  const { [key]: _, ...rest } = map;
  return Object.keys(rest).length === 0 ? undefined : rest;
}
