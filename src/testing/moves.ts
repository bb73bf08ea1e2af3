import type { WizardDefinition } from '../definition/model.ts';
import { findPlace } from '../definition/place.ts';
import { moreField } from '../engine/decide-items.ts';
import { didYouMean, nearest } from '../did-you-mean.ts';
import { unknownFields } from '../sample/fixed-answers.ts';
import type { Coverage } from './coverage.ts';
import { fail, loggedWith, whereabouts } from './expectations.ts';
import { withItemNames } from './item-names.ts';
import { firstAttempt } from './first-attempt.ts';
import { goOnFrom, isAtOtherSite, writtenOf } from './other-sites.ts';
import type { OwnApp, Served } from './own-app.ts';
import { isTaskList, nameOf, type SeenPage } from './read-page.ts';
import type { CookieJar } from './cookie-jar.ts';
import type { Answers } from './form-body.ts';
import { formRequest, requestOf, type HostRequest } from './host-page.ts';
import { visitor, type Means, type Visitor } from './visitor.ts';

/** What one journey has from its start to its end. */
export interface Surroundings {
  readonly as: Means;
  /** Where the wizards are mounted. */
  readonly at: string;
  readonly coverage: Coverage | undefined;
  /** The visitor's cookies, on every page of the app. */
  readonly jar: CookieJar;
  /** The server, started by the first call. */
  readonly served: () => Promise<Served>;
}

/** Where a journey is. */
export interface Stand {
  readonly visitor: Visitor | undefined;
  /** The id of the wizard that was started; empty before. */
  readonly wizard: string;
  readonly base: string;
  readonly page: SeenPage | undefined;
  /** Keys of the steps answered so far, in order. */
  readonly answered: readonly string[];
}

/** Opens a wizard, and passes its start page when there is one. */
export async function start(
  { served, at, as, jar }: Surroundings,
  now: Stand,
  wizard: string,
): Promise<Stand> {
  const { origin, own } = await served();
  if (own !== undefined) refuseUnknownWizard(own, wizard);
  const base = `${at}/${wizard}`;
  const isHere = now.base === base && now.visitor !== undefined;
  const someone = isHere
    ? now.visitor
    : explained(withItemNames(visitor({ origin, means: as, jar }, base)), own);
  let page = await someone.open(base);
  if (page.kind === 'runs') page = await someone.open((await someone.another()) ?? base);
  const isAtStart = page.status === 200 && page.step === undefined && page.url === page.base;
  if (isAtStart && page.reference === undefined && page.kind !== 'runs') {
    page = await someone.open(firstStepUrl(page, page.base) ?? page.base);
  }
  if (page.status >= 400) fail(`${base} answered ${page.status}: "${page.heading}"${loggedWith(page)}`);
  return { visitor: someone, wizard, base, page, answered: [] };
}

/** Goes to a page of the host's, with the same cookies. */
export async function visit(
  { served, as, jar }: Surroundings,
  now: Stand,
  asked: HostRequest & { readonly path: string },
): Promise<Stand> {
  const { origin, own } = await served();
  if (!asked.path.startsWith('/')) fail(`"${asked.path}" is no path from the root of the app: "/login"`);
  const someone = now.visitor ?? explained(visitor({ origin, means: as, jar }, undefined), own);
  return { ...now, visitor: someone, page: await someone.visit(asked.path, requestOf(asked)) };
}

/** Sends the form of the host's page that is open. */
export async function sendForm(now: Stand, values: Answers): Promise<Stand> {
  const { visitor: someone, page } = now;
  if (someone === undefined || page === undefined) fail('no page is open: call .visit(path)');
  if (page.step !== undefined) fail(`a step is answered by .answer(): ${whereabouts(page)}`);
  const { url, init } = formRequest(page, values);
  return { ...now, page: await someone.visit(url, init) };
}

/** Sends the step that is open. */
export async function send({ served, coverage }: Surroundings, now: Stand, answers: Answers): Promise<Stand> {
  const { visitor: someone, page } = started(now);
  const { step } = page;
  if (step === undefined) fail(`there is no step to answer here: ${whereabouts(page)}`);
  const { own } = await served();
  const definition = own?.definitions.get(now.wizard);
  if (own !== undefined) refuseUnknownFields(definition, step, answers);
  const isAway = isAtOtherSite(definition, step);
  if (definition !== undefined && isAway) own?.giveFromSite(now.wizard, writtenOf(definition, step), answers);
  // Nothing is typed into a step that is done at another site: it comes back from there.
  const next = await goOnFrom(someone, await someone.send(page, isAway ? {} : answers));
  if (next.status >= 400) return { ...now, page: next };
  const isPassed = answers[moreField] === true || now.answered.includes(step);
  const answered = isPassed ? now.answered : [...now.answered, step];
  if (nameOf(next) === 'check') {
    // An answer that was changed may have closed branches: the app says which steps are left.
    return { ...now, page: next, answered: (await someone.pathAtCheck()) ?? answered };
  }
  if (!isExit(next) || next.step === undefined) return { ...now, page: next, answered };
  coverage?.add([...answered, next.step]);
  return { ...now, page: next, answered: [...answered, next.step] };
}

/** Sends check-your-answers, by way of the list of tasks where that is open, and waits until the handler was tried once where that can be seen. */
export async function submit(around: Surroundings, before: Stand): Promise<Stand> {
  const { served, coverage } = around;
  const now = await comeTo(around, before, 'check');
  const { visitor: someone, page } = started(now);
  if (nameOf(page) !== 'check') fail(`check-your-answers is not reached: ${whereabouts(page)}`);
  const sent = await someone.send(page, {});
  if (sent.reference === undefined) return { ...now, page: sent };
  coverage?.add(now.answered);
  const { own } = await served();
  const wasTried = own !== undefined && (await firstAttempt(own, now.wizard, sent.reference));
  // The receipt may have been shown before the handler had ended.
  return { ...now, page: wasTried ? await someone.open(sent.url) : sent };
}

/** The visitor and their page. @throws AssertionError when no wizard was started */
export function started(now: Stand): { readonly visitor: Visitor; readonly page: SeenPage } {
  if (now.visitor === undefined || now.wizard === '')
    fail('the journey has not started: call .start(wizard)');
  return { visitor: now.visitor, page: openPage(now) };
}

/** The page that is open. @throws AssertionError when there is none */
export function openPage({ page }: Stand): SeenPage {
  return page ?? fail('the journey has not started: call .start(wizard), or .visit(path)');
}

/**
 * Goes where a visitor has to choose: on the list of tasks to the one that begins with the page that is wanted, and on
 * the list of a group to one more item, as long as that page stands in an item which is not there yet.
 */
export async function comeTo(around: Surroundings, now: Stand, wanted: string): Promise<Stand> {
  const { visitor: someone, page } = started(now);
  if (isTaskList(page)) {
    const isTo = (key: string) => wanted === key || wanted.startsWith(`${key}/`);
    const way = page.markup.links.find(
      ({ href }) => href.startsWith(`${page.base}/`) && isTo(href.slice(page.base.length + 1)),
    );
    if (way === undefined) return now;
    const answered = wanted === 'check' ? ((await someone.pathAtCheck()) ?? now.answered) : now.answered;
    return comeTo(around, { ...now, page: await someone.open(way.href), answered }, wanted);
  }
  const isListOf = page.step !== undefined && page.step !== wanted && wanted.startsWith(`${page.step}/`);
  return isListOf ? comeTo(around, await send(around, now, { [moreField]: true }), wanted) : now;
}

/** Opens a task on the list of tasks. @throws AssertionError when the list is not open, or has no way to it */
export async function openTask(now: Stand, title: string): Promise<Stand> {
  const { visitor: someone, page } = started(now);
  if (!isTaskList(page)) fail(`the list of tasks is not open: ${whereabouts(page)}`);
  const way = page.markup.links.find(({ text }) => text === title);
  if (way === undefined) fail(`the list of tasks has no way to "${title}": ${page.text}`);
  return { ...now, page: await someone.open(way.href) };
}

/** A visitor whose pages of status 500 and more say what the app logged. */
function explained(someone: Visitor, own: OwnApp | undefined): Visitor {
  if (own === undefined) return someone;
  const explain = async (ask: () => Promise<SeenPage>): Promise<SeenPage> => {
    own.takeErrors();
    const page = await ask();
    return page.status < 500 ? page : { ...page, logged: own.takeErrors() };
  };
  return {
    ...someone,
    open: (url) => explain(() => someone.open(url)),
    visit: (url, init) => explain(() => someone.visit(url, init)),
    send: (page, answers, url) => explain(() => someone.send(page, answers, url)),
  };
}

/** Where a start page leads. */
function firstStepUrl(page: SeenPage, base: string): string | undefined {
  if (page.json !== undefined) return (page.json['links'] as { readonly first?: string } | undefined)?.first;
  return page.markup.links.find(
    ({ href }) => href.startsWith(`${base}/`) && !/\/(end|saved|check)$/.test(href),
  )?.href;
}

/** An exit page has no form to send. */
function isExit({ json, markup, step }: SeenPage): boolean {
  if (json !== undefined) return json['kind'] === 'exit';
  return step !== undefined && !markup.sendsForm;
}

/** @throws AssertionError when the app serves no wizard of this id, with those that it does serve */
function refuseUnknownWizard({ definitions }: OwnApp, wizard: string): void {
  if (definitions.has(wizard)) return;
  const ids = [...definitions.keys()];
  const known = ids.map((id) => `"${id}"`).join(', ');
  const others = nearest(wizard, ids) !== undefined && ids.length > 1 ? ` (known: ${known})` : '';
  fail(`there is no wizard "${wizard}"${didYouMean(wizard, ids)}${others}`);
}

/**
 * A front end may send more than a step asks, and it is ignored; in a test it is a misspelt name.
 *
 * @throws AssertionError when a step is answered in fields that it does not have
 */
function refuseUnknownFields(
  definition: WizardDefinition | undefined,
  stepKey: string,
  answers: Answers,
): void {
  const place = definition === undefined ? undefined : findPlace(definition, stepKey);
  const [fault] = place === undefined ? [] : unknownFields(place, Object.keys(answers));
  if (fault !== undefined) fail(fault);
}
