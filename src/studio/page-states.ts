import { defaultLifetime } from '../storage/session-options.ts';
import type { AnswersByStep, ItemsByGroup } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { ExitPlace, GroupPlace, Place, StepPlace } from '../definition/place.ts';
import { rowPlace } from '../definition/rows.ts';
import type { ShownRow } from '../engine/event.ts';
import { listIssue } from '../engine/decide-items.ts';
import { itemsNumbered } from '../sample/item-counts.ts';
import { walkOf, type Filled } from '../flow/walk.ts';
import { undoMs } from '../engine/state.ts';
import type { Issue } from '../form/issue.ts';
import { rawOf } from '../form/read.ts';
import { dayIn } from '../time-zone.ts';
import { validate } from '../form/validate.ts';
import type { Page } from '../render/pages/page.ts';
import { runsStates } from './runs-states.ts';

/** What a page in some state is made from. */
export interface Sample {
  readonly definition: WizardDefinition;
  /** Answers that lead along one path to its end. */
  readonly answers: AnswersByStep;
  readonly items?: ItemsByGroup | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly timeZone: string;
}

/** A page of a wizard in one of its states. */
export interface PageState {
  /** Its address below the wizard's studio: `step/visit/faulty`. */
  readonly name: string;
  readonly title: string;
  readonly page: Page;
}

const reference = 'K7PM-3WQX-9HTD-2RFV';
/** The stamp of every page here. */
export const stamp = { instance: 'studio', generation: 1, seen: '', page: 'studio', onward: 'next' } as const;

/** Every state of one step's page: empty, filled in, with its faults, and after a conflict, an expiry, an outage. */
export async function statesOfStep(
  sample: Sample,
  place: StepPlace | ExitPlace,
): Promise<readonly PageState[]> {
  const { definition, answers, items } = sample;
  const live = walkOf(definition, { answers, items });
  const shared = { definition, keptUntil: sample.now + defaultLifetime.idleMs };
  const at = (state: string, title: string, page: Page): PageState => ({
    name: `step/${place.key}/${state}`,
    title,
    page,
  });
  if (place.kind === 'exit') {
    return [at('exit', 'Exit page', { ...shared, kind: 'exit', status: 200, place, walk: live })];
  }
  const raw = rawOf(place.step, answers[place.key]);
  const form = { ...shared, kind: 'step', place, walk: live, stamp } as const;
  const held = { definition, place, raw };
  return [
    at('empty', 'Not answered', { ...form, status: 200, raw: {}, issues: [] }),
    at('filled', 'Answered', { ...form, status: 200, raw, issues: [] }),
    at('faulty', 'Sent empty', {
      ...form,
      status: 422,
      raw: {},
      issues: await faultsOfNothing(sample, place),
    }),
    at('conflict', 'Changed elsewhere', {
      ...shared,
      ...held,
      kind: 'conflict',
      status: 409,
      stored: answers[place.key],
      walk: live,
      stamp,
    }),
    at('expired', 'Session expired', { ...held, kind: 'expired', status: 410 }),
    at('deleted', 'Deleted in another tab', {
      ...held,
      kind: 'expired',
      status: 410,
      deleted: { until: sample.now + undoMs, sent: false },
    }),
    at('submitted-typed', 'Sent in another tab', {
      ...shared,
      ...held,
      kind: 'submitted',
      status: 409,
      reference,
    }),
    at('no-cookies', 'Browser without cookies', { ...held, kind: 'no-cookies', status: 400, stamp }),
    at('unavailable', 'Store unreachable', {
      ...held,
      kind: 'unavailable',
      status: 503,
      stamp,
      finishing: false,
    }),
    at('too-many', 'Too many requests', {
      ...held,
      kind: 'unavailable',
      status: 429,
      stamp,
      finishing: false,
    }),
    at('too-large', 'Too large', { ...held, kind: 'too-large', status: 413 }),
  ];
}

/** Every state of the list of a group: empty, with items, full, after an item was removed; and what asks before. */
export function statesOfList(sample: Sample, place: GroupPlace): readonly PageState[] {
  const { definition, answers, now } = sample;
  if (place.step.rows !== undefined) return statesOfRows(sample, place);
  const { min, max } = place.step;
  const shared = { definition, keptUntil: now + defaultLifetime.idleMs, place, stamp };
  const walkWith = (count: number) =>
    walkOf(definition, { answers, items: { [place.key]: itemsNumbered(count) } });
  const at = (state: string, title: string, page: Page): PageState => ({
    name: `step/${place.key}/${state}`,
    title,
    page,
  });
  const some = walkWith(Math.min(2, max));
  const list = { ...shared, kind: 'items', status: 200, walk: some, issues: [] } as const;
  const [item = ''] = itemsNumbered(1);
  const issue = listIssue(place, Math.max(0, min - 1), min > 0 ? false : undefined);
  return [
    at('empty', 'No items', { ...list, walk: walkWith(0) }),
    at('some', 'Two items', list),
    at('full', 'As many as there may be', { ...list, walk: walkWith(Math.min(max, 10)) }),
    at('faulty', 'Sent without what it needs', {
      ...list,
      status: 422,
      issues: issue === undefined ? [] : [issue],
    }),
    at('removed', 'Item removed', { ...list, walk: walkWith(0), removed: { item, walk: some } }),
    at('remove', 'Before an item is removed', {
      ...shared,
      kind: 'remove-item',
      status: 200,
      item,
      walk: some,
    }),
  ];
}

function statesOfRows({ definition, answers, now }: Sample, place: GroupPlace): readonly PageState[] {
  const items = itemsNumbered(Math.min(2, place.step.max));
  const walk = walkOf(definition, { answers, items: { [place.key]: items } });
  const shared = {
    definition,
    keptUntil: now + defaultLifetime.idleMs,
    kind: 'rows',
    place,
    walk,
    stamp,
  } as const;
  const rowOf = (item: string): ShownRow => {
    const row = rowPlace(place, item);
    return { item, place: row, seen: '', raw: rawOf(row.step, answers[row.key]), issues: [] };
  };
  const rows = items.map(rowOf);
  const at = (state: string, title: string, page: Page): PageState => ({
    name: `step/${place.key}/${state}`,
    title,
    page,
  });
  const removed = { item: items[0] ?? '', walk };
  return [
    at('empty', 'No rows', { ...shared, status: 200, rows: [{ ...rowOf('new'), raw: {} }], issues: [] }),
    at('some', 'Two rows', { ...shared, status: 200, rows, issues: [] }),
    at('removed', 'Row removed', { ...shared, status: 200, rows: rows.slice(1), issues: [], removed }),
  ];
}

/** Every state of the pages that a wizard has beside its steps. */
export function statesOfWizard({ definition, answers, items, now }: Sample): readonly PageState[] {
  const live = walkOf(definition, { answers, items });
  const shared = { definition, keptUntil: now + defaultLifetime.idleMs };
  const said: Issue = { field: '', code: 'rejected', message: 'What the handler said of the whole' };
  const check = { ...shared, kind: 'check', walk: live, stamp } as const;
  const done = { ...shared, kind: 'done', status: 200, reference, submittedAt: now, sent: live } as const;
  const stranger = { ...done, keptUntil: undefined, submission: 'done' } as const;
  const at = (name: string, title: string, page: Page): PageState => ({
    name: `wizard/${name}`,
    title,
    page,
  });
  return [
    at('start', 'Start', { ...shared, kind: 'start', status: 200, inProgress: false }),
    at('start-again', 'Start, in progress', { ...shared, kind: 'start', status: 200, inProgress: true }),
    ...tasksStates(definition, { answers, items }).map(({ name, title, walk }) =>
      at(name, title, { ...shared, kind: 'tasks', status: 200, walk }),
    ),
    ...runsStates({ definition, answers, items, now }, live).map(([name, title, page]) =>
      at(name, title, page),
    ),
    at('check', 'Check your answers', { ...check, status: 200, issues: [] }),
    at('check-changed', 'Check, answers changed elsewhere', { ...check, status: 409, issues: [] }),
    at('check-rejected', 'Check, rejected', { ...check, status: 422, issues: [said] }),
    at('done', 'Receipt', { ...done, submission: 'done' }),
    at('done-elsewhere', 'Receipt, in another browser', { ...stranger, sent: 'elsewhere' }),
    at('done-erased', 'Receipt, answers erased', { ...stranger, sent: 'erased' }),
    at('done-running', 'Receipt, still working', { ...done, submission: 'running' }),
    at('done-failed', 'Receipt, handler failed', { ...done, submission: 'failed' }),
    at('in-progress', 'Started already, nothing taken over', { ...shared, kind: 'in-progress', status: 409 }),
    at('submitted', 'Sent already', { ...shared, kind: 'submitted', status: 200, reference }),
    at('expired', 'Session expired', { definition, kind: 'expired', status: 410, raw: {} }),
    at('expired-at', 'Session expired, by its address', {
      definition,
      kind: 'expired',
      status: 410,
      raw: {},
      endedAt: now,
    }),
    at('finishing', 'Could not be sent', {
      definition,
      kind: 'unavailable',
      status: 503,
      raw: {},
      stamp,
      finishing: true,
    }),
    at('saved', 'Saved for later', { ...shared, kind: 'saved', status: 200 }),
    ...savedStates({ definition, now }, shared.keptUntil).map(([name, title, page]) => at(name, title, page)),
    at('delete', 'Delete my answers', { ...shared, kind: 'delete', status: 200 }),
    at('deleted', 'Answers deleted', { definition, kind: 'deleted', status: 200, undoUntil: now + undoMs }),
    at('erased', 'Answers deleted for good', { definition, kind: 'deleted', status: 200 }),
    at('unreadable', 'Session unreadable', { kind: 'unreadable', status: 500 }),
    at('not-found', 'Not found', { kind: 'not-found', status: 404 }),
    at('bad-request', 'Bad request', { kind: 'bad-request', status: 400 }),
    at('refused', 'From another site', { kind: 'refused', status: 403 }),
    at('error', 'Error', { kind: 'error', status: 500 }),
  ];
}

/** The pages of saved runs, of a wizard that keeps them. */
function savedStates(
  { definition, now }: Pick<Sample, 'definition' | 'now'>,
  keptUntil: number,
): readonly (readonly [name: string, title: string, page: Page])[] {
  const { keepFor } = definition;
  if (keepFor === undefined) return [];
  const until = now + keepFor.days * 86_400_000;
  const link = { url: `https://forms.example/${definition.id}/saved/token`, qr: '' };
  const run = { kind: 'saved-run', status: 200, definition, reference, until, raw: {} } as const;
  const opened = { kind: 'open-saved', definition, keptUntil, token: 'token' } as const;
  return [
    ['saved-run', 'Saved, with its link', { ...run, link, mailing: { address: '', is: 'offered' } }],
    ['saved-run-no-link', 'Saved, link not known here', run],
    ['moved', 'On another device', { kind: 'moved', status: 200, definition, since: now, raw: {} }],
    ['return', 'Link to a saved run', { ...opened, state: 'ready', status: 200, until }],
    ['return-here', 'Link, other answers here', { ...opened, state: 'taken-here', status: 409 }],
    ['return-used', 'Link, used', { ...opened, state: 'used', status: 410, since: now }],
    ['return-unknown', 'Link, unknown', { ...opened, state: 'unknown', status: 410 }],
  ];
}

/** The list of tasks before the first answer, with the first half of the answers, and with all; none in a line. */
function tasksStates(definition: WizardDefinition, { answers, items }: Filled) {
  if (definition.order !== 'tasks') return [];
  const half = Object.entries(answers).slice(0, Math.ceil(Object.keys(answers).length / 2));
  return [
    { name: 'tasks-none', title: 'List of tasks, nothing answered', walk: walkOf(definition, undefined) },
    {
      name: 'tasks-some',
      title: 'List of tasks, in progress',
      walk: walkOf(definition, { answers: Object.fromEntries(half), items }),
    },
    {
      name: 'tasks',
      title: 'List of tasks, all answered',
      walk: walkOf(definition, { answers, items }),
    },
  ];
}

/** A step's page as the visitor has it, for its view model. */
export function currentPage({ definition, answers, items, now }: Sample, place: Place): Page {
  const live = walkOf(definition, { answers, items });
  if (place.kind === 'exit') return { kind: 'exit', status: 200, definition, place, walk: live };
  if (place.kind === 'group')
    return { kind: 'items', status: 200, definition, place, walk: live, issues: [], stamp };
  return {
    kind: 'step',
    status: 200,
    definition,
    keptUntil: now + defaultLifetime.idleMs,
    place,
    walk: live,
    raw: rawOf(place.step, answers[place.key]),
    issues: [],
    stamp,
  };
}

/** What the page says when nothing is typed; a check that throws or waits too long has nothing to say here. */
async function faultsOfNothing(
  { answers, items, now, timeZone }: Sample,
  place: StepPlace,
): Promise<readonly Issue[]> {
  const context = {
    earlier: () => ({ live: answers, items }),
    now: new Date(now),
    today: dayIn(now, timeZone),
    services: undefined,
    context: () => undefined,
    signal: () => AbortSignal.timeout(1_000),
  };
  try {
    const judged = await validate(place, {}, context);
    return judged.ok ? [] : judged.issues;
  } catch {
    return [];
  }
}
