import type { WizardDefinition } from '../definition/model.ts';
import { findPlace } from '../definition/place.ts';
import { moreField } from '../engine/decide-items.ts';
import { didYouMean, nearest } from '../did-you-mean.ts';
import { unknownFields } from '../sample/fixed-answers.ts';
import { fail, whereabouts } from './expectations.ts';
import { firstAttempt } from './first-attempt.ts';
import { goOnFrom, isAtOtherSite, writtenOf } from './other-sites.ts';
import type { OwnApp } from './own-app.ts';
import { isTaskList, nameOf, type SeenPage } from './read-page.ts';
import type { Answers } from './form-body.ts';
import { pathChecked, started, visitorOf, type Stand, type Surroundings } from './stand.ts';

/** Opens a wizard, and passes its start page when there is one. */
export async function start(around: Surroundings, now: Stand, wizard: string): Promise<Stand> {
  const { own } = await around.served();
  if (own !== undefined) refuseUnknownWizard(own, wizard);
  const { someone, base } = await visitorOf(around, now, wizard);
  let page = await someone.open(base);
  if (page.kind === 'runs') page = await someone.open((await someone.another()) ?? base);
  const isAtStart = page.status === 200 && page.step === undefined && page.url === page.base;
  if (isAtStart && page.reference === undefined && page.kind !== 'runs') {
    page = await someone.open(firstStepUrl(page, page.base) ?? page.base);
  }
  return { visitor: someone, wizard, base, page, answered: [] };
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
  if (!isExit(next) || next.step === undefined) return pathChecked({ ...now, answered }, next);
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
export function refuseUnknownFields(
  definition: WizardDefinition | undefined,
  stepKey: string,
  answers: Answers,
): void {
  const place = definition === undefined ? undefined : findPlace(definition, stepKey);
  const [fault] = place === undefined ? [] : unknownFields(place, Object.keys(answers));
  if (fault !== undefined) fail(fault);
}
