import { toldCompletion, toldPlace } from '../pages/told-places.ts';
import { tellingOn, type PageOf, type Showing } from '../pages/common-view.ts';
import { calendarLink, copyView } from '../pages/journey-views.ts';
import { pageLanguageOf } from '../pages/item-name.ts';
import { lineHtml, lineWords, proseOf } from '../pages/prose.ts';
import { answersToCheck, issuesOfCheck } from '../pages/step-views.ts';
import { summaryOf } from '../pages/summary.ts';
import type { BodyOf } from './answers/answers.ts';
import { handOversBody } from './json-hand-overs.ts';
import {
  describeStep,
  isoOf,
  issuesOf,
  linksOf,
  sentAlong,
  summaryFrom,
  withoutSecretsOf,
  wizardOf,
} from './json-parts.ts';

/** Every answer before they are sent: as they are stored, and as they read. */
export function checkBody(page: PageOf<'check'>, showing: Showing): BodyOf<'check'> {
  const { definition, walk } = page;
  const { urls } = showing;
  return {
    wizard: wizardOf(definition),
    answers: withoutSecretsOf(walk),
    items: walk.items,
    summary: summaryFrom(answersToCheck(page, showing)),
    steps: walk.path.map((place) => ({
      ...describeStep(toldPlace(place, tellingOn(showing, walk))),
      links: { change: urls.change(definition.id, place.key) },
    })),
    issues: issuesOf(issuesOfCheck(page, showing)),
    ...agreedTo(page, showing),
    stamp: sentAlong(page.stamp),
    links: { ...linksOf(page, urls), self: urls.check(definition.id) },
  };
}

/** The receipt. */
export function doneBody(page: PageOf<'done'>, showing: Showing): BodyOf<'done'> {
  const { definition, reference, sent } = page;
  const { urls } = showing;
  const seen = typeof sent === 'string' ? undefined : sent;
  return {
    wizard: wizardOf(definition),
    reference,
    submission: page.submission,
    submittedAt: isoOf(page.submittedAt),
    ...saidAtEnd(page, showing),
    calendar: calendarLink(page, showing)?.href ?? null,
    copy: copyBody(page, showing),
    answers: seen === undefined ? null : withoutSecretsOf(seen),
    items: seen?.items ?? null,
    summary: seen === undefined ? null : summaryFrom(summaryOf(seen, pageLanguageOf(showing))),
    erased: sent === 'erased',
    links: { ...linksOf(page, urls), self: urls.done(definition.id, reference) },
  };
}

/** The copy that the host sends: where to ask for it, and how it went; null where none is sent. */
function copyBody(page: PageOf<'done'>, showing: Showing) {
  const view = copyView(page, showing);
  return view === undefined ? null : { status: page.copy ?? 'offered', action: view.action };
}

/** What is said beside the button that sends the answers. */
function agreedTo({ definition, walk }: PageOf<'check'>, showing: Showing) {
  const { action, declaration } = toldCompletion(definition, tellingOn(showing, walk));
  const { paragraphs, prose } = proseOf(declaration, 'same-tab');
  return { action, declaration: paragraphs, declarationHtml: prose };
}

/** What is said when they are sent. */
function saidAtEnd({ definition, sent, reference }: PageOf<'done'>, showing: Showing) {
  const walk = typeof sent === 'string' ? undefined : sent;
  const { confirmation, next, receipt } = toldCompletion(definition, tellingOn(showing, walk));
  const { urls } = showing;
  const action = walk === undefined ? undefined : urls.done(definition.id, reference);
  return {
    handOvers: handOversBody(receipt.handOvers, action, urls),
    confirmation,
    next: next.map(lineWords),
    nextHtml: next.map((text) => lineHtml(text, 'same-tab')),
  };
}
