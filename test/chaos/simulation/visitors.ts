import type { AnswersByStep } from '../../../src/definition/answers.ts';
import { commit } from '../../../src/engine/commit.ts';
import { currentState } from '../../../src/engine/here.ts';
import { filledAt, itemsIn, removedFrom } from '../../../src/engine/items.ts';
import type { WizardState } from '../../../src/engine/state.ts';
import type { Outcome } from '../../../src/engine/event.ts';
import { submissionIdOf } from '../../../src/completion/record.ts';
import { isOpen } from '../../../src/flow/position.ts';
import { walkOf } from '../../../src/flow/walk.ts';
import { normalise } from '../../../src/form/read.ts';
import type { RawValues } from '../../../src/controls/raw.ts';
import { checkStampOf, stampOf, type Stamp } from '../../../src/engine/stamp.ts';
import type { Sent } from './history.ts';
import { endSession, hostVisit, logIn } from './host-visits.ts';
import { lifetime } from './request.ts';
import type { Actor } from './scheduler.ts';
import { simulatedWizard } from './wizard.ts';
import type { World } from './world.ts';
import { findPlace, findStep, itemsAround } from '../../../src/definition/place.ts';

/** A form that stands open in a tab. */
interface Page {
  readonly step: string;
  readonly stamp: Stamp;
}

/** A browser: what its tabs share. */
export interface Browser {
  cookie: string | undefined;
  /** Whether its visitor is at the list most of the time. */
  readonly likesLists: boolean;
}

const stepKeys = ['a', 'b', 'c'] as const;
const list = listAt('things');
const written = (isWritten: boolean): Sent['verdict'] => (isWritten ? 'acknowledged' : 'refused');

/** Lets a few visitors, each with a few tabs, do what visitors do; resolves when the last has had enough. */
export async function visitors(world: World): Promise<void> {
  const { random } = world;
  const tabs: Promise<void>[] = [];
  const browsers = random.chance(0.8) ? 1 : 2;
  for (let index = 0; index < browsers; index += 1) {
    const browser: Browser = { cookie: undefined, likesLists: random.chance(0.4) };
    await hostVisit(world, browser);
    if (browser.likesLists) await startList(world, browser);
    const count = random.between(2, 4);
    for (let tab = 0; tab < count; tab += 1) tabs.push(useTab(world, browser, `tab ${index}.${tab}`));
  }
  await Promise.all(tabs);
}

async function useTab(world: World, browser: Browser, name: string): Promise<void> {
  const { random, scheduler } = world;
  const tab: Actor = { name, isDead: false, onDeath: () => {} };
  let page: Page = { step: 'a', stamp: stampOf(undefined, 'a', { page: name }) };
  let last: (() => Promise<unknown>) | undefined;
  for (let action = random.between(2, 7); action > 0; action -= 1) {
    await scheduler.yieldTurn(tab);
    const dice = random.next();
    if (dice < 0.2) page = (await openAny(world, browser)) ?? page;
    else if (dice < 0.5) {
      const { step, stamp } = page;
      const note = world.newNote();
      const send = () => answer(world, browser, { step, stamp, note, carry: false });
      last = send;
      const reply = random.chance(0.15) ? (await Promise.all([send(), send()]))[0] : await send();
      page = next(page, reply) ?? (await openAny(world, browser)) ?? page;
      if (reply?.kind === 'expired') await answer(world, browser, { step, stamp, note, carry: true });
    } else if (dice < 0.58) await last?.();
    else if (dice < (browser.likesLists ? 0.8 : 0.63)) last = (await changeList(world, browser)) ?? last;
    else if (dice < 0.85) await fillAndSubmit(world, browser);
    else if (dice < 0.89) await again(world, browser);
    else if (dice < 0.94) await hostVisit(world, browser);
    else if (dice < 0.965) await logIn(world, browser);
    else if (dice < 0.98) await endSession(world, browser, random.pick(['end', 'logout']));
    else if (dice < 0.985) scheduler.skip(lifetime.idleMs);
  }
}

/** What stands in the tab after an answer; undefined when it moved on. */
function next(page: Page, outcome: Outcome | undefined): Page | undefined {
  if (outcome === undefined) return page;
  return outcome.kind === 'invalid' || outcome.kind === 'conflict'
    ? { ...page, stamp: outcome.stamp }
    : undefined;
}

/** Opens a step, or the page of an item that is there or would be added. */
function openAny(world: World, browser: Browser): Promise<Page | undefined> {
  const { random } = world;
  if (random.chance(browser.likesLists ? 0.2 : 0.8))
    return openStep(world, browser, () => random.pick(stepKeys));
  return openStep(world, browser, (state) => {
    const items = itemsIn(state, list);
    const item = items.length > 0 && random.chance(0.4) ? random.pick(items) : world.newNote();
    return `things/${item}/one`;
  });
}

async function openStep(
  world: World,
  browser: Browser,
  keyIn: (state: WizardState | undefined) => string,
  which: 'any' | 'unanswered' = 'any',
): Promise<Page | undefined> {
  const { outcome } = await world.request(
    { kind: 'open', cookie: browser.cookie },
    async ({ visit }) => {
      const state = await currentState(visit);
      const key = keyIn(state);
      const step = stepOf(key);
      if (state?.status === 'submitted') return undefined;
      if (which === 'unanswered' && state?.answers[key] !== undefined) return undefined;
      return isOpen(walkOf(simulatedWizard, filledAt(state, step)), step)
        ? { step: key, stamp: stampOf(state, key, { page: visit.ids.page() }) }
        : undefined;
    },
    () => 'unknown',
  );
  return outcome;
}

async function answer(
  world: World,
  browser: Browser,
  { step: key, stamp, note, carry }: Page & { readonly note: string; readonly carry: boolean },
): Promise<Outcome | undefined> {
  const place = stepOf(key);
  const raw: RawValues = key === 'a' ? { pick: world.random.pick(['x', 'y']), note } : { note };
  const save = world.random.chance(0.05);
  const item = itemsAround(place)[0]?.item;
  const { outcome, cookie } = await world.request(
    { kind: carry ? 'carry' : 'answer', step: key, note, item, cookie: browser.cookie },
    async ({ visit }) => {
      const kind = carry ? 'carry' : save ? 'save' : 'answer';
      const form = { raw, candidate: normalise(place.step, raw) };
      const outcome = await commit(visit, { kind, place, form, stamp });
      if (outcome.kind === 'expired') visit.session.abandon();
      return outcome;
    },
    // What is saved for later may be an answer, or wait for its step.
    ({ kind }) => (kind === 'saved' ? 'unknown' : written(kind === 'answered')),
  );
  browser.cookie = cookie ?? browser.cookie;
  return outcome;
}

/**
 * Opens the list, and removes one of its items or puts back one that was removed, at times with a double click.
 *
 * @returns how the same button is pressed again; undefined when there was nothing to press
 */
async function changeList(world: World, browser: Browser): Promise<(() => Promise<unknown>) | undefined> {
  const { random } = world;
  const { outcome: found } = await world.request(
    { kind: 'open', cookie: browser.cookie },
    async ({ visit }) => {
      const state = await currentState(visit);
      if (state?.status !== 'open' || !isOpen(walkOf(simulatedWizard, state), list)) return undefined;
      const buttons = [
        ...itemsIn(state, list).map((item) => ({ kind: 'remove', item }) as const),
        ...removedFrom(state, list).map(({ item }) => ({ kind: 'restore', item }) as const),
      ];
      const stamp = stampOf(state, list.key, { page: visit.ids.page() });
      return buttons.length === 0 ? undefined : { ...random.pick(buttons), stamp };
    },
    () => 'unknown',
  );
  if (found === undefined) return undefined;
  const { kind, item, stamp } = found;
  const press = () =>
    world.request(
      { kind, item, cookie: browser.cookie },
      async ({ visit }) => {
        const event = kind === 'remove' ? 'remove-item' : 'restore-item';
        const outcome = await commit(visit, { kind: event, place: list, item, stamp });
        if (outcome.kind === 'expired') visit.session.abandon();
        return outcome;
      },
      (outcome) => written(outcome.kind === (kind === 'remove' ? 'item-removed' : 'item-restored')),
    );
  await Promise.all(random.chance(0.15) ? [press(), press()] : [press()]);
  return press;
}

/** Answers what stands before the list, and adds an item. */
async function startList(world: World, browser: Browser): Promise<void> {
  for (const key of ['a', `things/${world.newNote()}/one`]) {
    const page = await openStep(world, browser, () => key);
    if (page !== undefined) await answer(world, browser, { ...page, note: world.newNote(), carry: false });
  }
}

/** Says that there is no more to add to the list. */
async function endList(world: World, browser: Browser): Promise<void> {
  await world.request(
    { kind: 'list', cookie: browser.cookie },
    async ({ visit }) => {
      const state = await currentState(visit);
      if (state?.status !== 'open' || state.items?.[list.key] !== undefined) return;
      const stamp = stampOf(state, list.key, { page: visit.ids.page() });
      await commit(visit, { kind: 'list', place: list, more: false, stamp });
    },
    () => 'unknown',
  );
}

/** Answers what is still open, and sends the form. */
async function fillAndSubmit(world: World, browser: Browser): Promise<void> {
  for (const key of stepKeys) {
    const page = await openStep(world, browser, () => key, 'unanswered');
    if (page !== undefined) await answer(world, browser, { ...page, note: world.newNote(), carry: false });
    if (key === 'a') await endList(world, browser);
  }
  await submitAll(world, browser);
}

/** Check-your-answers as it was opened. */
interface CheckPage {
  readonly stamp: Stamp;
  readonly shown: AnswersByStep;
}

/** Opens check-your-answers; when it opens, sends the form, at times with a double click. */
async function submitAll(world: World, browser: Browser): Promise<void> {
  const { outcome: page } = await world.request(
    { kind: 'open', cookie: browser.cookie },
    async ({ visit }) => {
      const state = await currentState(visit);
      if (state?.status !== 'open') return undefined;
      const walk = walkOf(simulatedWizard, state);
      const stamp = checkStampOf(state, walk, visit.ids.page());
      return walk.complete ? { stamp, shown: { ...walk.live } } : undefined;
    },
    () => 'unknown',
  );
  if (page === undefined) return;
  const clicks = world.random.chance(0.4) ? 2 : 1;
  await Promise.all(Array.from({ length: clicks }, () => submit(world, browser, page)));
}

async function submit(world: World, browser: Browser, { stamp, shown }: CheckPage): Promise<void> {
  const { sent, outcome } = await world.request<Outcome>(
    { kind: 'submit', cookie: browser.cookie, shown },
    async ({ visit }, { worker }) => {
      const finished = await commit(visit, { kind: 'submit', stamp });
      if (finished.kind === 'expired') visit.session.abandon();
      if (finished.kind === 'submitted') {
        await worker.attempt(submissionIdOf(finished.state), Math.min(1_000, visit.session.remainingMs()));
      }
      return finished;
    },
    ({ kind }) => written(kind === 'submitted'),
  );
  if (outcome?.kind === 'submitted') sent.submissionId = submissionIdOf(outcome.state);
}

async function again(world: World, browser: Browser): Promise<void> {
  await world.request(
    { kind: 'again', cookie: browser.cookie },
    ({ visit }) => commit(visit, { kind: 'restart' }),
    () => 'unknown',
  );
}

function stepOf(key: string) {
  return findStep(simulatedWizard, key)!;
}

function listAt(key: string) {
  const place = findPlace(simulatedWizard, key);
  if (place?.kind !== 'group') throw new Error(`${key} is no list of the simulated wizard`);
  return place;
}
