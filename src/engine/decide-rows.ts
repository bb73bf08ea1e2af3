import type { StepAnswers } from '../definition/answers.ts';
import type { GroupPlace, StepPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import { basisOf } from '../flow/basis.ts';
import { earlierThan, isOpen, resume, type Destination } from '../flow/position.ts';
import { walkOf, type Walk } from '../flow/walk.ts';
import type { Wrong } from '../form/check-list.ts';
import type { Issue } from '../form/issue.ts';
import { rawOf, saysTheSame } from '../form/read.ts';
import { isBlankRow, type SentRow } from '../form/rows.ts';
import type { Validated } from '../form/validate.ts';
import { closed } from './closed.ts';
import { findInRows } from './decide-find.ts';
import { concludeList, listIssue, roomIssue, wayToList } from './decide-items.ts';
import type { Around, EventOf, Settled, Undecided } from './decision.ts';
import type { Outcome, ShownRow } from './event.ts';
import { filledAt, itemsIn, standingOf, withItemsAround } from './items.ts';
import { hashOf, isConflict, stampOf } from './stamp.ts';
import type { WizardState } from './state.ts';
import { startRun, withAnswer, withoutCarried } from './transition.ts';
import { withoutRow, withRowBack, withTyped } from './typed-rows.ts';

type RowsEvent = EventOf<'rows'>;

/** What comes of a page of rows: of all of them together, or of one that is to be added, taken out or put back. */
export function decideRows(
  around: Around,
  stored: WizardState | undefined,
  event: RowsEvent,
): Settled | Undecided {
  const { definition, now, ids } = around;
  const { group, place, form, ask, stamp } = event;
  if (ask.kind === 'draft') return draftRows(around, stored, event);
  const isOther = stamp.instance !== '' && stamp.instance !== stored?.instance;
  if (isOther && ask.kind !== 'carry') return { outcome: { kind: 'expired', place, raw: form.raw } };
  if (stored?.status === 'submitted') return closed(stored, event);

  const state = stored ?? startRun(definition.version, now, ids);
  const before = walkOf(definition, filledAt(state, group));
  const { onward } = stamp;
  if (!isOpen(before, group)) {
    // Closed by a change elsewhere: what was typed waits, should it open again.
    if (stored === undefined || (ask.kind === 'find' && !ask.isWhole))
      return { outcome: { kind: 'elsewhere', next: resume(before, onward) } };
    return kept(stored, withTyped(state, event), { kind: 'carried', next: resume(before, onward) });
  }
  if (ask.kind === 'keep' || ask.kind === 'save' || ask.kind === 'add') {
    const stale = event.rows.find((row) => isStale(state, row, event));
    if (stale !== undefined) return conflictOf(around, { stored, state, event }, stale);
  }
  switch (ask.kind) {
    case 'done':
      return judgeRows(around, { stored, state: withItemsAround(state, group), before, event });
    case 'find':
      return findInRows(around, stored, { ...event, ask });
    case 'add': {
      const count = Math.min(event.rows.length + 1, group.step.max);
      const next: Destination = { to: 'rows', place: group, count, onward };
      return kept(stored, withTyped(state, event), { kind: 'carried', next });
    }
    case 'keep':
    case 'carry':
      return kept(stored, withTyped(state, event), {
        kind: 'carried',
        next: { to: 'step', place: group, onward },
      });
    case 'save':
      return kept(stored, withTyped(state, event), { kind: 'saved' });
    case 'remove':
      return removeRow(around, { stored, state, event, item: ask.item });
    case 'restore': {
      const next = withRowBack(withTyped(state, event), group, ask.item);
      const way: Destination = { to: 'step', place: group, onward };
      return { outcome: { kind: 'item-restored', place: group, next: way, state: next }, next };
    }
  }
}

/** Writes what is new, if there is anything. */
function kept(
  stored: WizardState | undefined,
  next: WizardState,
  outcome: Extract<Outcome, { kind: 'carried' | 'saved' }>,
): Settled {
  const isNothing = stored === undefined && next.carried === undefined;
  if (next === stored || (isNothing && outcome.kind !== 'saved')) return { outcome };
  return { outcome: { ...outcome, started: stored === undefined ? next : undefined }, next };
}

/** Takes a row out, with what was typed into it: it can be put back. One in which nothing was typed is just gone. */
function removeRow(
  { definition }: Around,
  {
    stored,
    state,
    event,
    item,
  }: {
    readonly stored: WizardState | undefined;
    readonly state: WizardState;
    readonly event: RowsEvent;
    readonly item: string;
  },
): Settled {
  const { group, rows, stamp } = event;
  const { onward } = stamp;
  const typed = withTyped(state, event);
  const place = rowPlace(group, item);
  const isThere = itemsIn(state, group).includes(item);
  if (!isThere && typed.carried?.[place.key] === undefined) {
    const next: Destination = { to: 'rows', place: group, count: Math.max(rows.length - 1, 1), onward };
    return kept(stored, typed, { kind: 'carried', next });
  }
  const next = withoutRow(withItemsAround(typed, group), group, item);
  const way = wayToList(definition, next, { group, removed: item, onward });
  return { outcome: { kind: 'item-removed', place: group, next: way, state: next }, next };
}

/** What is typed waits, as that of a step does: of a row that did not show the newest answer it does not. */
function draftRows(
  { definition, now, ids }: Around,
  stored: WizardState | undefined,
  event: RowsEvent,
): Settled {
  const refused: Settled = { outcome: { kind: 'drafted', isKept: false } };
  const { group, rows, stamp } = event;
  if (!definition.drafts || stored?.status === 'submitted') return refused;
  if (stamp.instance !== '' && stamp.instance !== stored?.instance) return refused;
  if (stored === undefined && !isOpen(walkOf(definition, undefined), group)) return refused;
  const newest = rows.filter(({ item, seen }) => seen === hashOf(stored?.answers[rowPlace(group, item).key]));
  const state = stored ?? startRun(definition.version, now, ids);
  const next = withTyped(state, { group, rows: newest });
  const outcome = { kind: 'drafted', isKept: newest.length === rows.length } as const;
  if (next === state) return { outcome };
  return { outcome: { ...outcome, started: stored === undefined ? next : undefined }, next };
}

interface Judging {
  readonly stored: WizardState | undefined;
  /** With the items around the group, as the answer of a row would add them. */
  readonly state: WizardState;
  readonly before: Walk;
  readonly event: RowsEvent;
}

function judgeRows(around: Around, judging: Judging): Undecided {
  const { state, before, event } = judging;
  const { group, rows } = event;
  const filled = rows.filter(
    ({ item, raw }) => itemsIn(state, group).includes(item) || !isBlankRow(group, raw),
  );
  // As many as there must be are asked for, where less was typed.
  const due = rows
    .filter((row) => !filled.includes(row))
    .slice(0, Math.max(0, group.step.min - filled.length));
  const asked = rows.filter((row) => filled.includes(row) || due.includes(row));
  return {
    judge: 'rows',
    rows: asked.map(({ item, candidate }) => ({ place: rowPlace(group, item), candidate })),
    earlier: earlierThan(() => before, group),
    conclude: (judged) =>
      concludeRows(
        around,
        judging,
        asked.map((row, at) => judgedRow(group, row, judged[at]!)),
      ),
  };
}

/** A row that was judged, and its page. */
interface JudgedRow extends SentRow {
  readonly place: StepPlace;
  readonly judged: Validated;
}

function judgedRow(group: GroupPlace, row: SentRow, judged: Validated): JudgedRow {
  return { ...row, place: rowPlace(group, row.item), judged };
}

function concludeRows(around: Around, judging: Judging, rows: readonly JudgedRow[]): Settled | Undecided {
  const { definition, ids } = around;
  const { stored, state, before, event } = judging;
  const { group, stamp } = event;
  const conflict = rows.find((row) => isInConflict(state, row, event));
  if (conflict !== undefined) return conflictOf(around, judging, conflict);

  const refused = (issues: readonly Issue[], issuesOf: (row: SentRow) => readonly Issue[]): Settled => {
    const sent = event.rows.map((row): ShownRow => ({
      ...row,
      place: rowPlace(group, row.item),
      issues: issuesOf(row),
    }));
    const shown = [...rowsOfOthers(state, event), ...sent];
    const fresh = stampOf(stored, group.key, { page: ids.page(), onward: stamp.onward });
    return {
      outcome: {
        kind: 'rows-refused',
        place: group,
        rows: shown,
        issues,
        state: stored,
        walk: before,
        stamp: fresh,
      },
    };
  };
  if (rows.some(({ judged }) => !judged.ok)) {
    const byItem = new Map(rows.map(({ item, judged }) => [item, judged.ok ? [] : judged.issues]));
    return refused([], ({ item }) => byItem.get(item) ?? []);
  }
  const answered = rows.reduce((now, row) => withJudged(now, row, { event, before }), state);
  const added = itemsIn(answered, group).length - itemsIn(state, group).length;
  const isTooMany = itemsIn(answered, group).length > group.step.max || rows.some(isWithoutRoom(answered));
  const issue = isTooMany ? roomIssue(group) : listIssue(group, itemsIn(answered, group).length, false);
  if (issue !== undefined) return refused([issue], () => []);
  const conclude = () =>
    concludeList(around, { stored, there: answered, place: group, onward: stamp.onward, added });
  if (group.step.check === undefined) return conclude();
  return {
    judge: 'list',
    place: group,
    walk: walkOf(definition, answered),
    conclude: (wrong) => (wrong === undefined ? conclude() : refused(...placed(wrong))),
  };
}

/** The rows that another tab has added meanwhile, as they are stored. */
function rowsOfOthers(state: WizardState, { group, rows }: RowsEvent): readonly ShownRow[] {
  return itemsIn(state, group)
    .filter((item) => !rows.some((row) => row.item === item))
    .map((item) => {
      const place = rowPlace(group, item);
      const answer = state.answers[place.key];
      return { item, place, raw: rawOf(place.step, answer), seen: hashOf(answer), issues: [] };
    });
}

/** What the check of a list says: of the list as a whole, and of its rows. */
function placed({ place, issues }: Wrong): [readonly Issue[], (row: SentRow) => readonly Issue[]] {
  if (place.kind === 'group') return [issues, () => []];
  return [[], ({ item }) => (place.path.at(-2) === item ? issues : [])];
}

/** Whether there was no room for the row of a new item. */
function isWithoutRoom(state: WizardState): (row: JudgedRow) => boolean {
  return ({ place }) => standingOf(state, place).kind === 'full';
}

function answersOf({ judged }: JudgedRow): StepAnswers | undefined {
  return judged.ok ? judged.answers : undefined;
}

/** Whether a row says what its page showed: whoever left it as it was has nothing to say against what came since. */
function isUntouched(row: JudgedRow): boolean {
  const answers = answersOf(row);
  return answers !== undefined && row.seen !== '' && hashOf(answers) === row.seen;
}

function isInConflict(state: WizardState, row: JudgedRow, { stamp }: RowsEvent): boolean {
  const seen = { ...stamp, seen: row.seen };
  return !isUntouched(row) && isConflict(state, row.place, { stamp: seen, answers: answersOf(row) });
}

/** Whether a row that is not judged would write something older over what was answered since its page was shown. */
function isStale(state: WizardState, { item, seen, raw }: SentRow, { group, stamp }: RowsEvent): boolean {
  const place = rowPlace(group, item);
  const isOther = isConflict(state, place, { stamp: { ...stamp, seen }, answers: undefined });
  return isOther && !saysTheSame(place.step, raw, rawOf(place.step, state.answers[place.key]));
}

function withJudged(
  state: WizardState,
  row: JudgedRow,
  { event, before }: Pick<Judging, 'event' | 'before'>,
): WizardState {
  const { place } = row;
  const answers = answersOf(row);
  if (answers === undefined) return state;
  if (isUntouched(row) && state.answers[place.key] !== undefined) return withoutCarried(state, place);
  const basis = basisOf(
    place,
    earlierThan(() => before, event.group),
  );
  return withAnswer(state, place, { answers, page: event.stamp.page, basis });
}

/** The row was answered elsewhere in between: what was typed into the others waits while the visitor decides. */
function conflictOf(
  { definition, ids }: Around,
  { stored, state, event }: Pick<Judging, 'stored' | 'state' | 'event'>,
  row: SentRow,
): Settled {
  const { raw } = row;
  const place = rowPlace(event.group, row.item);
  const others = event.rows.filter(({ item }) => item !== row.item);
  const next = withTyped(state, { group: event.group, rows: others });
  const stamp = stampOf(state, place.key, { page: ids.page(), onward: event.stamp.onward });
  const walk = walkOf(definition, filledAt(state, place));
  const outcome = { kind: 'conflict', place, raw, stored: state.answers[place.key], walk, stamp } as const;
  return next === stored ? { outcome } : { outcome, next };
}
